"""Write references as CSL-JSON, which Zotero and every citeproc read."""

import json
from collections.abc import Iterable

from kb.citation.name import Name
from kb.citation.reference import TEXT_FIELDS, Reference
from kb.model import Source
from kb.model.base import STILL_ISSUED

#: Field of a reference → its name in CSL-JSON, mostly the one in sources.yml; processors look for fields in "note".
_FIELDS = {name: Source.model_fields[name].alias or name for name in TEXT_FIELDS} | {"note": "annote"}
_NAMES = {"authors": "author", "editors": "editor", "translators": "translator", "interviewers": "interviewer"}
#: What CSL has no name for, or has a form of its own.
_OTHERWISE = ("issued", "issued_until", "effective", "year_kind", "accessed", "cstr")


def render_csl_json(references: Iterable[Reference]) -> str:
    """Return references as one CSL-JSON array."""
    return json.dumps([csl_of(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def csl_of(ref: Reference) -> dict[str, object]:
    """Return one reference as CSL-JSON data."""
    names: dict[str, tuple[Name, ...]] = {key: getattr(ref, field) for field, key in _NAMES.items()}
    texts = {key: getattr(ref, field) for field, key in _FIELDS.items() if field not in _OTHERWISE}
    if ref.kind.csl:
        texts |= {"type": ref.kind.csl, "genre": ref.genre or ref.kind.label}
    texts["annote"] = "；".join(part for part in (ref.force, ref.locator, ref.note) if part)
    until = "" if ref.issued_until == STILL_ISSUED else ref.issued_until
    dates = {"issued": _date(ref.issued, until), "accessed": _date(ref.accessed)}
    if ref.issued and ref.year_kind == "估计年":
        dates["issued"] |= {"circa": True}
    data = texts | {key: [_name(name) for name in named] for key, named in names.items()} | dates
    return {key: value for key, value in data.items() if value}


def _date(first: str, last: str = "") -> dict[str, object]:
    parts = [[int(part) for part in date.split("-")] for date in (first, last) if date]
    return {"date-parts": parts} if first else {}


def _name(name: Name) -> dict[str, str]:
    given, particle = name.split_given()
    parts = {"literal": name.literal, "family": name.family, "given": given, "dropping-particle": particle}
    parts["suffix"] = name.suffix
    return {key: value for key, value in parts.items() if value}
