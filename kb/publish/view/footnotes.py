"""Number the sources of one page and make the small marks that point to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from kb.citation.plain import description
from kb.citation.reference import reference_of_source
from kb.model import Case, Source


@dataclass
class Note:
    """One numbered source with every place in it that the page cites, in order of first mention."""

    number: int
    source: Source
    locators: dict[str, None] = field(default_factory=dict)
    #: Place cited, or none → the first mark that leads there.
    marks: dict[str | None, str] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Return the id of its entry in the source list."""
        return f"source-{self.source.id}"

    @property
    def words(self) -> str:
        """Describe the source in a sentence."""
        return description(reference_of_source(self.source))

    @property
    def address(self) -> str:
        """Return where the source is found, by its DOI if there is no other address."""
        return reference_of_source(self.source).address

    def anchor_of(self, locator: str | None) -> str:
        """Return the id of a place among those that the entry lists; that of the entry where no place is named."""
        # No id of a source has a full stop, so a place never bears the name of another entry.
        return f"{self.anchor}.{[*self.locators].index(locator) + 1}" if locator else self.anchor


class Footnotes:
    """The numbered sources of one page; citing an unlisted one appends it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._notes: dict[str, Note] = {}
        self._mark_count = 0

    @classmethod
    def of_case(cls, case: Case, sources: Mapping[str, Source]) -> "Footnotes":
        """Number a case's own sources first, in its order."""
        notes = cls(sources)
        for citation in case.sources:
            notes.cite(citation.source, citation.locator)
        return notes

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    @property
    def single(self) -> bool:
        """Tell whether everything rests on one source."""
        return len(self._notes) == 1

    def knows(self, source: str) -> bool:
        """Tell whether the bibliography has this source."""
        return source in self._sources

    def cite(self, source: str, locator: str | None) -> Note:
        """Return the note of a source, and remember the place cited."""
        if source not in self._notes:
            self._notes[source] = Note(len(self._notes) + 1, self._sources[source])
        note = self._notes[source]
        if locator:
            note.locators.setdefault(locator)
        return note

    def mark(self, source: str | None, locator: str | None) -> Markup:
        """Return the superscript mark of one citation; nothing for a source the bibliography lacks."""
        if source is None or not self.knows(source):
            return Markup()
        note = self.cite(source, locator)
        self._mark_count += 1
        name = f"mark-{self._mark_count}"
        note.marks.setdefault(locator, name)
        return Markup(
            '<sup class="kb-mark"><a id="{}" href="#{}" data-locator="{}" aria-label="{}">{}</a></sup>'
        ).format(name, note.anchor_of(locator), locator or "", _mark_label(note, locator), note.number)


def _mark_label(note: Note, locator: str | None) -> str:
    """Say source and place, as screen readers read them and hover and focus show them."""
    place = f"，{locator}" if locator else ""
    return f"来源 {note.number}：{note.source.title}{place}"
