"""Write references as CSL-JSON, which Zotero and every citeproc read."""

import json
from collections.abc import Iterable

from kb.citation.name import Name
from kb.citation.reference import Reference

_FIELDS = {
    "number": "number",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "container_title": "container-title",
    "event_title": "event-title",
    "edition": "edition",
    "version": "version",
    "genre": "genre",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "isbn": "ISBN",
    "url": "URL",
    "doi": "DOI",
    "language": "language",
    # Not "note": processors look for fields of their own in it.
    "note": "annote",
}
_NAMES = {"authors": "author", "editors": "editor", "translators": "translator"}


def csl_of(reference: Reference) -> dict[str, object]:
    """Return one reference as CSL-JSON data."""
    data: dict[str, object] = {"id": reference.id, "type": reference.type, "title": reference.title}
    for field, key in _NAMES.items():
        names: tuple[Name, ...] = getattr(reference, field)
        if names:
            data[key] = [_name(name) for name in names]
    if reference.issued:
        estimated = {"circa": True} if reference.year_kind == "estimated" else {}
        data["issued"] = {"date-parts": [_parts(reference.issued)], **estimated}
    if reference.accessed:
        data["accessed"] = {"date-parts": [_parts(reference.accessed)]}
    data.update({key: getattr(reference, field) for field, key in _FIELDS.items() if getattr(reference, field)})
    return data


def render_csl_json(references: Iterable[Reference]) -> str:
    """Return references as one CSL-JSON array."""
    return json.dumps([csl_of(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def _name(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}


def _parts(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]
