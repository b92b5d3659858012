"""Turn what was filled in into what a case file says; what only an editor can settle is proposed, and marked as that.

kb/web/submission/to_case.mjs does the same in the page; a test holds the two together.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from kb.model import UNKNOWN, CaseHead, Corpus
from kb.model.base import SLUG_FORM
from kb.publish.submission.case_text import case_text
from kb.publish.submission.draft import Draft, Known, Value, Written
from kb.publish.submission.form import Field, case_fields, division_slug, proposals, source_fields
from kb.publish.submission.words import SECTIONS
from kb.region_table import region_names

#: What Markdown reads by the line: lists, quotations, tables, headings.
_BY_THE_LINE = re.compile(r"^\s*(?:[-*+>|#]|[0-9]+[.)、])")
#: A document's mark in the text: its number among the materials, and the place in it.
_MARK = re.compile(r"[〔【]材料 ?([0-9]+)[，,] ?([^〔〕【】\n]*)[〕】]")
#: Parts of a server's name that tell nothing apart.
_COMMON_NAMES = frozenset(["www", "m", "com", "cn", "gov", "edu", "org", "net", "html", "news", "mp", "weixin"])
_PROPOSED = ["id", "theme", "evidence", "review"]


@dataclass(frozen=True)
class WrittenCase:
    """What the file will say; ``places`` names the row of each new source among the materials."""

    head: dict[str, Value]
    sections: tuple[tuple[str, str], ...]
    places: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Return the text of the case file."""
        return case_text(self.head, self.sections)


class CaseWriter:
    """Writes cases for one library."""

    def __init__(self, corpus: Corpus) -> None:
        self._fields = case_fields(corpus)
        self._source_fields = source_fields()
        self._proposals = proposals(corpus.vocabulary)
        self._tiers = {source.id: source.tier for source in corpus.sources.values()}

    def write(
        self, draft: Draft, case_id: str, today: str, taken: Collection[str] = (), own: Collection[str] = ()
    ) -> WrittenCase:
        """Return the case; ``today`` is the day of what is said and proposed.

        ``taken`` are ids of further sources; ``own`` are those of the library that only this case defines.
        """
        taken = {*self._tiers, *taken} - {*own}
        asked = {str(each["key"]): _written(each, draft.head.get(str(each["key"]))) for each in self._fields}
        is_self = draft.road == "self"
        found = _Found()
        if is_self:
            mark = self._account(draft, asked, today, taken, found)
        else:
            self._documents(draft, today, taken, found)
        sections = []
        for heading, _, _, otherwise in SECTIONS:
            text = paragraphs(draft.sections.get(heading, "").strip()) or otherwise
            ids = [str(citation["source"]) for citation in found.citations]
            sections.append((heading, marked(text, mark) if is_self else with_ids(text, ids)))
        cited = re.findall(rf"〔({SLUG_FORM[1:-1]})，", "".join(text for _, text in sections))
        for name in dict.fromkeys(one for one, _ in cited):
            # A mark of the library's own that was typed or pasted.
            if name in self._tiers and not any(citation["source"] == name for citation in found.citations):
                found.citations.append({"source": name})
        values = self._values(draft, asked, found, today) | {"id": case_id}
        head = {key: values[key] for key in CaseHead.model_fields if values.get(key)}
        return WrittenCase(cast("dict[str, Value]", head), tuple(sections), tuple(found.places))

    def _values(self, draft: Draft, asked: Mapping[str, Known], found: "_Found", today: str) -> dict[str, object]:
        is_self = draft.road == "self"
        proposed = self._proposals
        levels = cast("dict[str, str]", proposed["levels"])
        first: dict[str, Value] = dict(found.citations[0]) if found.citations else {}
        practice, setting = _group(asked.get("practice")), _group(asked.get("setting"))
        mechanism, cost = _group(asked.get("mechanism")), _group(asked.get("cost"))
        issued = found.sources[0].get("issued") if found.sources else None
        if "pupils_from" in setting:  # one number of pupils is both ends of the span
            setting = setting | {"pupils_to": setting["pupils_from"]}
        return {
            **asked,
            **{key: asked.get(key) or UNKNOWN for key in ("stage", "problem", "model")},
            "theme": UNKNOWN,
            "evidence": max((levels.get(tier, "0") for tier in found.tiers), default="0"),
            "review": {"status": proposed["review"], "date": today},
            "practice": practice
            | {
                "status": practice.get("status") or proposed["practice"],
                "as_of": (not is_self and issued) or today,
            },
            "sources": found.citations,
            "new_sources": found.sources,
            "setting": setting and setting | first,
            "mechanism_sources": [{"of": list(mechanism), **first}] if mechanism and first else None,
            "cost": cost and cost | first,
            "proposed": [*_PROPOSED, *([] if is_self else ["practice"])],
        }

    def _account(
        self, draft: Draft, asked: Mapping[str, Known], today: str, taken: Collection[str], found: "_Found"
    ) -> str:
        """Make the account that a unit gives of itself the one source of a case; return its mark."""
        unit, person = _group(asked.get("unit")).get("name"), _line(draft.person)
        region = region_names().get(str(asked.get("region")))
        title = re.sub("[“”]", "", str(asked.get("title") or "这件事"))
        name = _free(f"{division_slug(region) if region else 'self'}-account-{today[:4]}", taken)
        source: dict[str, Value] = {
            "id": name,
            "type": "self-account",
            "title": f"关于“{title}”的自述",
            "title_by_editor": "true",
            **({"author": [person, str(unit)] if person else [str(unit)]} if unit else {}),
            "issued": today,
            "tier": str(self._proposals["selfTier"]),
        }
        found.add(source, "自述")
        return f"〔{name}，自述〕"

    def _documents(self, draft: Draft, today: str, taken: Collection[str], found: "_Found") -> None:
        """Take the documents that somebody has in hand, those new to the library with what is known of them."""
        for place, material in enumerate(draft.materials):
            locator = _line(str(material.get("locator", "")))
            if name := _line(str(material.get("source", ""))):
                found.cite(name, locator)
                found.tiers += [self._tiers[name]] if name in self._tiers else []
                continue
            kind = str(material.get("type", ""))
            fields = [each for each in self._source_fields if kind in cast("list[str]", each.get("types", [kind]))]
            written = ((str(each["key"]), _written(each, material.get(str(each["key"])))) for each in fields)
            known = {key: value for key, value in written if value is not None}
            address, issued = str(known.get("URL") or ""), str(known.get("issued") or "")
            others = {*taken, *(str(source["id"]) for source in found.sources)}
            source: dict[str, Value] = {"id": _source_id(address, issued, others), **known}
            source |= {"tier": self._tier_of(kind, address)}
            if accessed := known.get("accessed") or (today if address else None):
                source |= {"accessed": accessed}
            found.add(source, locator, place)

    def _tier_of(self, kind: str, address: str) -> str:
        if kind == "webpage" and re.search(r"\.(gov|edu)\.cn$", _host(address)):
            return str(self._proposals["publicTier"])
        return cast("dict[str, str]", self._proposals["tiers"]).get(kind) or str(self._proposals["publicTier"])


class _Found:
    """The documents of one case."""

    def __init__(self) -> None:
        self.citations: list[dict[str, Value]] = []
        self.sources: list[dict[str, Value]] = []
        self.places: list[int] = []
        self.tiers: list[str] = []

    def add(self, source: dict[str, Value], locator: str, place: int = 0) -> None:
        self.sources.append(source)
        self.places.append(place)
        self.tiers.append(str(source["tier"]))
        self.cite(str(source["id"]), locator)

    def cite(self, name: str, locator: str) -> None:
        citation: dict[str, Value] = {"source": name}
        self.citations.append(citation | ({"locator": locator} if locator else {}))


def paragraphs(text: str) -> str:
    """Make each line a paragraph, as people mean it who press Enter once; what belongs together stays."""
    lines = text.split("\n")
    parted = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is None:
            parted.append(line)
        elif not line.strip() or not following.strip() or (_BY_THE_LINE.match(line) and _BY_THE_LINE.match(following)):
            parted.append(f"{line}\n")
        else:
            parted.append(f"{line}\n\n")
    return "".join(parted)


def marked(text: str, mark: str) -> str:
    """Return the text with the mark at the end of each line that says something, before its full stop."""
    return "\n".join(_marked_line(line, mark) for line in text.split("\n"))


def _marked_line(line: str, mark: str) -> str:
    words = _BY_THE_LINE.sub("", line).strip()
    if not words or re.match(r"\s*[#|]", line) or mark in words or re.sub(r"[。.]$", "", words) == UNKNOWN:
        return line
    said = re.fullmatch(r"(.*?)([。！？；：.!?;:…]*)\s*", line)
    assert said
    return said[1] + mark + (said[2] or "。")


def with_ids(text: str, ids: Sequence[str]) -> str:
    """Put ids in the place of the documents' numbers; a number that no document has stays."""

    def named(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return f"〔{ids[place]}，{found[2].strip()}〕" if 0 <= place < len(ids) else found[0]

    return _MARK.sub(named, text)


def _written(field: Field, value: "Written | None") -> Known:
    """Return what a field's value comes to in the file, or None where nothing was written."""
    if field["kind"] == "group":
        given = value if isinstance(value, dict) else {}
        parts = ((str(part["key"]), part) for part in cast("list[Field]", field["fields"]))
        filled = {key: _written(part, given.get(key)) for key, part in parts}
        return {key: part for key, part in filled.items() if part is not None} or None
    if isinstance(value, list):
        return list(filter(None, map(_line, value))) or None
    return _line(value) or None if isinstance(value, str) else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _group(value: Known) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _source_id(address: str, issued: str, taken: Collection[str]) -> str:
    """Propose an id for a source like moe-2014, from its address and its date."""
    names = [name for name in _host(address).split(".") if name and name not in _COMMON_NAMES]
    name = re.sub(r"[^a-z0-9]+", "-", names[-1] if names else "source").strip("-") or "source"
    year = re.match(r"[0-9]{4}", issued)
    return _free(f"{name}-{year[0]}" if year else name, taken)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "") if re.match("https?://", address) else ""
    except ValueError:
        return ""


def _free(name: str, taken: Collection[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
