"""Say what a check gets to see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.checks.case_digest import CaseDigest
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_nodes import scalars
from kb.model import Problem, Source, VocabularyTerm


@dataclass(frozen=True)
class Scope:
    """A corpus as it was read, with what every check looks up; None where a list could not be read.

    ``digests`` are there for checks across cases; ``elsewhere`` are ids of cases that need not be read again.
    """

    reading: CorpusReading
    digests: tuple[CaseDigest, ...] = ()
    elsewhere: frozenset[str] = frozenset()

    @cached_property
    def labels(self) -> Labels | None:
        """Return the words of the vocabulary."""
        value = self.reading.vocabulary.value
        return Labels(value) if value else None

    def term(self, family: str, label: str) -> VocabularyTerm | None:
        """Return the term of a list with exactly this label."""
        value = self.reading.vocabulary.value
        return value.term(family, label) if value else None

    @cached_property
    def sources(self) -> dict[str, Source] | None:
        """Return the bibliography by id."""
        value = self.reading.sources.value
        return {source.id: source for source in value.sources} if value else None

    @cached_property
    def source_ids(self) -> frozenset[str] | None:
        """Return the ids of the bibliography."""
        return None if self.sources is None else frozenset(self.sources)

    def sources_of(self, file: CaseFile) -> frozenset[str] | None:
        """Return the ids that a case may cite: the bibliography's, and those that its own head defines."""
        own = [value.text for value in scalars(file.head, "new_sources", "id")]
        return self.source_ids.union(own) if own and self.source_ids is not None else self.source_ids

    def ceiling_of(self, source: Source) -> int | None:
        """Return the highest evidence level that a source can carry; None if its tier sets no limit."""
        term = self.term("source_tiers", source.tier)
        return term.level if term else None

    @cached_property
    def case_ids(self) -> frozenset[str]:
        """Return the ids of all case files, valid or not, so that one broken case breaks no other."""
        return self.elsewhere.union((file.id for file in self.reading.case_files), self.reading.files)


Check = Callable[[Scope], Iterator[Problem]]
CaseCheck = Callable[[CaseFile, Scope], Iterator[Problem]]
