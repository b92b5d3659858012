"""Hold what differs in form between the two editions of GB/T 7714, and which mark a reference gets in each."""

from dataclasses import dataclass
from enum import Enum, auto

from kb.citation.reference import Reference


@dataclass(frozen=True)
class Edition:
    """Punctuation of one edition (2025: 6.2; 2015: 7); full stop and square brackets are half-width in both."""

    year: int
    comma: str
    colon: str
    semicolon: str
    opening: str
    closing: str
    #: Between the first and the last year of what came out over several.
    until: str

    @property
    def is_2025(self) -> bool:
        """Tell the edition in force from the one it replaced."""
        return self.year == 2025


GB_2025 = Edition(2025, "，", "：", "；", "（", "）", "—")
GB_2015 = Edition(2015, ", ", ": ", "; ", "(", ")", "-")


class Layout(Enum):
    """Name the orders of elements that the standard knows."""

    BOOK = auto()
    PART = auto()
    JOURNAL = auto()
    NEWSPAPER = auto()
    PERIODICAL = auto()
    MEETING = auto()
    RELEASE = auto()
    WEB = auto()
    DATA = auto()
    BARE_STANDARD = auto()
    ARCHIVE = auto()
    PATENT = auto()
    SPOKEN = auto()


#: Type code → layout, where it alone decides.
_LAYOUTS = {"J": Layout.PERIODICAL, "DS": Layout.DATA, "CP": Layout.DATA, "A": Layout.ARCHIVE, "P": Layout.PATENT}


def form_of(reference: Reference, edition: Edition) -> tuple[str, Layout]:
    """Return the type code (Annex A) and the layout (clause 8; in 2015 clause 4) of a reference."""
    kind = reference.kind
    online = is_online(reference)
    elsewhere = ("EB", Layout.WEB) if online else ("Z", Layout.BOOK)
    match kind.group or reference.type:
        case "part":
            return kind.gb, Layout.PART if reference.container_title else Layout.BOOK
        case "page":
            return kind.gb, Layout.WEB
        case "policy":
            return elsewhere if edition.is_2025 else ("A", elsewhere[1])
        case "article" if kind.gb == "N":
            return "N", Layout.NEWSPAPER
        case "article" if kind.gb:
            return ("J", Layout.JOURNAL) if reference.container_title or not online else elsewhere
        case "article":
            return _article(reference, edition) or elsewhere
        case "spoken":
            return elsewhere[0], Layout.SPOKEN
        case "paper-conference":
            whole = Layout.MEETING if reference.event_title else Layout.BOOK
            return kind.gb, Layout.PART if reference.container_title else whole
        case "report":
            return kind.gb, Layout.BOOK if reference.publisher else Layout.RELEASE
        case "self-account":
            return elsewhere[0], Layout.RELEASE
        case "standard" if edition.is_2025:
            return kind.gb, Layout.BARE_STANDARD
        case "standard":
            return kind.gb, Layout.WEB if online and not reference.publisher else Layout.BOOK
    return (kind.gb, _LAYOUTS.get(kind.gb, Layout.BOOK)) if kind.gb else elsewhere


def is_online(reference: Reference) -> bool:
    """Tell whether the medium code is OL: the entry is cited from the net."""
    return bool(reference.url or reference.doi or reference.cstr) or reference.kind.group == "page"


def _article(reference: Reference, edition: Edition) -> tuple[str, Layout] | None:
    """Take an article with a platform for a preprint (8.15), one with an issue for a serial's."""
    if reference.container_title and (reference.volume or reference.issue or reference.article_number):
        return "J", Layout.JOURNAL
    if reference.publisher:
        return "PP" if edition.is_2025 else "A", Layout.DATA
    return None
