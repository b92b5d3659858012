"""Write references as RIS, where Zotero and EndNote look for each value; the format has no escapes, only lines."""

from collections.abc import Iterable, Iterator

from kb.citation.name import Name
from kb.citation.reference import Reference

#: Types whose first tag for a title of another level is the series, and those that keep the host there.
_SERIES_FIRST = {"BOOK", "MAP", "RPRT", "COMP", "GOVDOC", "STAND"}
_PARTS = {"CHAP", "CPAPER", "ENCYC", "DICT"}
#: Where the number of a document stands; elsewhere it is M1, which readers keep as a remark.
_NUMBER = {"RPRT": "SN", "GOVDOC": "SN", "STAND": "SN", "PAT": "SN", "MANSCPT": "AN"}
#: Where the editors stand; elsewhere ED, which every reader takes for editors.
_EDITORS = {"BOOK": "A3", "JFULL": "A2", "JOUR": "A2", "DATA": "A2", **dict.fromkeys(_PARTS, "A2")}
#: The format asks for a carriage return and a line feed before every tag.
_END = "\r\n"


def render_ris(references: Iterable[Reference]) -> str:
    """Return references as one RIS file."""
    return "".join(
        "".join(f"{tag}  - {value}{_END}" for tag, value in _lines(reference)) + f"ER  - {_END}{_END}"
        for reference in references
    )


def _lines(ref: Reference) -> Iterator[tuple[str, str]]:
    kind = ref.kind.ris
    if ref.type == "paper-conference" and not ref.container_title and not ref.event_title:
        kind = "CONF"  # proceedings as a whole
    yield "TY", kind
    pages = ref.page.replace("–", "-").split("-") if ref.page else [ref.article_number]
    number = "" if ref.article_number else ref.number
    fields = (
        ("ID", ref.id),
        ("TI", ref.title),
        *(("AU", _name(name)) for name in ref.authors),
        *((_EDITORS.get(kind, "ED"), _name(name)) for name in ref.editors),
        *(("A2", _name(name)) for name in ref.interviewers),
        *(("A4", _name(name)) for name in ref.translators),
        *_titles(ref, kind),
        ("PY", ref.year),
        ("DA", _date(ref.issued)),
        ("VL", ref.volume),
        ("IS", ref.issue),
        ("SP", pages[0]),
        ("EP", pages[1] if len(pages) == 2 else ""),
        ("PB", ref.publisher),
        ("C1" if kind == "CPAPER" else "CY", ref.publisher_place or ref.event_place),
        ("ET", ref.edition or ref.version),
        ("M3", ref.genre),
        (_NUMBER.get(kind, "M1"), number),
        # Reports and documents have their number in the place of an ISBN.
        ("SN" if _NUMBER.get(kind) != "SN" else "M2", ref.isbn or ref.issn),
        ("C5" if kind == "MPCT" else "M2", ref.dimensions),
        ("DO", ref.doi),
        ("UR", ref.url),
        ("Y2", _date(ref.accessed)),
        ("LA", ref.language),
        ("N1", ref.force),
        ("N1", ref.locator),
        ("N1", ref.note),
    )
    for tag, value in fields:
        if value:
            yield tag, value


def _titles(ref: Reference, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the titles of host, meeting and series, each where its type has it."""
    series = " ".join(part for part in (ref.collection_title, ref.collection_number) if part)
    if kind == "CPAPER":
        yield "C3", ref.container_title
        yield "T2", ref.event_title
        yield "T3", series
    elif kind in _SERIES_FIRST:
        yield "T2", series or ref.container_title or ref.event_title
    else:
        yield "T2", ref.container_title or ref.event_title or ("" if kind in _PARTS else series)
        yield "T3", series if kind in _PARTS or ref.container_title or ref.event_title else ""


def _name(name: Name) -> str:
    """Return a name; a body keeps no comma, for every reader would split it there into family and given name."""
    return name.text if name.family else name.literal.replace(",", "")


def _date(date: str) -> str:
    """Return ``YYYY/MM/DD/`` with what is not known left empty."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""
