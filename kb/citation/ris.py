"""Write references as RIS, with the tags Zotero and EndNote read; the format has no escapes, only lines."""

from collections.abc import Iterable, Iterator

from kb.citation.name import Name
from kb.citation.reference import Reference

_TYPES = {
    "article": "ELEC",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "GOVDOC",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
#: The format asks for a carriage return and a line feed before every tag.
_END = "\r\n"


def render_ris(references: Iterable[Reference]) -> str:
    """Return references as one RIS file."""
    return "".join(
        "".join(f"{tag}  - {value}{_END}" for tag, value in _lines(reference)) + f"ER  - {_END}{_END}"
        for reference in references
    )


def _lines(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(ref.type, "GEN")
    pages = ref.page.replace("–", "-").split("-") if ref.page else []
    fields = (
        ("ID", ref.id),
        ("TI", ref.title),
        *(("AU", _name(name)) for name in ref.authors),
        *(("A2", _name(name)) for name in ref.editors),
        *(("A4", _name(name)) for name in ref.translators),
        ("T2", ref.container_title or ref.event_title),
        ("PY", ref.year),
        ("DA", _date(ref.issued)),
        ("VL", ref.volume),
        ("IS", ref.issue),
        ("SP", pages[0] if pages else ""),
        ("EP", pages[1] if len(pages) == 2 else ""),
        ("PB", ref.publisher),
        ("CY", ref.publisher_place),
        ("ET", ref.edition or ref.version),
        ("M3", ref.genre),
        # Readers look for a report's or document's number here, where books keep their ISBN.
        ("SN", ref.isbn or ref.number),
        ("DO", ref.doi),
        ("UR", ref.url),
        ("Y2", _date(ref.accessed)),
        ("LA", ref.language),
        ("N1", ref.locator),
        ("N1", ref.note),
    )
    for tag, value in fields:
        if value:
            yield tag, value


def _name(name: Name) -> str:
    """Return a name; a body keeps no comma, for every reader would split it there into family and given name."""
    if not name.family:
        return name.literal.replace(",", "")
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _date(date: str) -> str:
    """Return ``YYYY/MM/DD/`` with what is not known left empty."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""
