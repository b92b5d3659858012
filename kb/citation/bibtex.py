"""Write references as BibTeX and BibLaTeX; what LaTeX would obey is escaped, names of bodies are braced."""

import re
from collections.abc import Iterable

from kb.citation.name import Name
from kb.citation.reference import Reference, with_ranges
from kb.model.base import STILL_ISSUED

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_PAIRED = {"{": r"\{", "}": r"\}"}
#: BibTeX counts braces without looking at backslashes, so an unpaired one must not appear as itself.
_UNPAIRED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
#: Places between two signs that LaTeX would draw together as a third.
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")


def render_bibtex(references: Iterable[Reference], *, biblatex: bool = False) -> str:
    """Return references as one .bib file, for classic BibTeX or for BibLaTeX."""
    return "\n".join(_entry(reference, biblatex=biblatex) for reference in references)


def escape_latex(text: str) -> str:
    """Return text that LaTeX typesets as it stands."""
    signs = _SPECIAL | (_PAIRED if _is_balanced(text) else _UNPAIRED)
    return _LIGATURES.sub("{}", "".join(signs.get(char, char) for char in text))


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _entry(ref: Reference, *, biblatex: bool) -> str:
    kind = (biblatex and ref.kind.biblatex) or ref.kind.bibtex
    if kind == "inproceedings" and not ref.container_title and not ref.event_title:
        kind = "proceedings"
    fields = _fields(ref, kind, biblatex=biblatex)
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{ref.id},\n{''.join(lines)}}}\n"


def _fields(ref: Reference, kind: str, *, biblatex: bool) -> dict[str, str]:
    host = {"article": "journaltitle" if biblatex else "journal"}.get(kind, "booktitle")
    if kind in ("online", "misc", "dataset", "report", "techreport"):
        host = "organization" if biblatex else "howpublished"
    publisher = {"techreport": "institution", "report": "institution", "thesis": "institution", "phdthesis": "school"}
    is_event_apart = biblatex and (bool(ref.container_title) or host != "booktitle")
    asked_by = "、".join(name.text for name in ref.interviewers)
    interview = asked_by and (f"采访：{asked_by}" if ref.is_chinese else f"Interview by {asked_by}")
    pages = ref.page or ("" if biblatex else ref.article_number)
    fields = {
        "author": _names(ref.authors),
        "editor": _names(ref.editors),
        "translator": _names(ref.translators),
        "title": _title(ref),
        host: _part(ref.container_title or ("" if is_event_apart else ref.event_title)),
        "eventtitle": escape_latex(ref.event_title) if is_event_apart else "",
        "venue": escape_latex(ref.event_place) if biblatex else "",
        publisher.get(kind, "publisher"): _part(ref.publisher),
        "location" if biblatex else "address": _part(ref.publisher_place),
        "series": escape_latex(ref.collection_title),
        "edition": escape_latex(ref.edition),
        "type": escape_latex(ref.genre) or ("phdthesis" if kind == "thesis" else ""),
        "number": escape_latex(ref.issue if kind == "article" else ref.number or ref.collection_number),
        "volume": escape_latex(ref.volume),
        "pages": with_ranges(pages, "--") if _is_pages(pages) else escape_latex(pages),
        "eid": escape_latex(ref.article_number) if biblatex else "",
        "version": escape_latex(ref.version),
        "isbn": escape_latex(ref.isbn),
        "issn": escape_latex(ref.issn),
        "doi": _verbatim(ref.doi),
        "url": _verbatim(ref.url),
        "urldate": ref.accessed,
        "langid": "" if not biblatex else ("chinese" if ref.is_chinese else "english"),
        "language": "" if biblatex else ref.language,
        "note": escape_latex("；".join(part for part in (interview, ref.force, ref.locator) if part)),
        "annotation" if biblatex else "annote": escape_latex(ref.note),
    }
    if biblatex:
        until = "" if ref.issued_until == STILL_ISSUED else ref.issued_until
        last = f"/{until}" if ref.issued_until else ""
        return fields | {"date": ref.issued and ref.issued + last + ("~" if ref.year_kind == "估计年" else "")}
    month = "" if ref.issued_until else ref.issued[5:7]
    return fields | {"year": ref.years("--"), "month": str(int(month)) if month else ""}


def _title(ref: Reference) -> str:
    """Return the title; styles that lower-case titles must leave names and abbreviations alone."""
    first, *rest = ref.title.split(" ")
    kept = [f"{{{escape_latex(word)}}}" if re.search("[A-Z]", word) else escape_latex(word) for word in rest]
    opening = f"{{{escape_latex(first)}}}" if re.search("[A-Z]", first[1:]) else escape_latex(first)
    return " ".join([opening, *kept])


def _names(names: tuple[Name, ...]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    """Return a name; one in braces is taken whole, as Chinese names and bodies must be."""
    if not name.family:
        return f"{{{escape_latex(name.literal)}}}"
    given, particle = name.split_given()
    parts = (" ".join(part for part in (particle, _part(name.family)) if part), _part(name.suffix), _part(given))
    return ", ".join(part for part in parts if part)


def _part(text: str) -> str:
    escaped = escape_latex(text)
    # Readers cut lists of names, publishers and places at "and", and some lose a backslash that follows it.
    return f"{{{escaped}}}" if escaped.startswith("\\") or re.search(r"\band\b", text, re.IGNORECASE) else escaped


def _is_pages(page: str) -> bool:
    return re.fullmatch(r"[\w\s,，–—~-]*", page) is not None and "_" not in page


def _verbatim(address: str) -> str:
    r"""Return an address for a field that LaTeX reads as it stands; braces and backslashes travel as percent codes."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
