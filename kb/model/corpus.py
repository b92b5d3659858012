"""Hold everything editors wrote, and decide what of it is published."""

from collections.abc import Mapping

from pydantic import Field

from kb.model.base import Model
from kb.model.case import Case
from kb.model.collection import Collection
from kb.model.notice import Notice
from kb.model.question import Questions
from kb.model.source import Source
from kb.model.study import Studies
from kb.model.vocabulary import Vocabulary


class Corpus(Model):
    """All cases with the vocabulary, the bibliography and the notice they rest on; cases are sorted by id."""

    cases: tuple[Case, ...]
    vocabulary: Vocabulary
    sources: dict[str, Source]
    notice: Notice | None = None
    #: Cases that keep only their address, and old ids with the ids they have now.
    withdrawn: tuple[Case, ...] = ()
    moved: dict[str, str] = Field(default_factory=dict)
    #: SHA-256 of each case's file, by the case's id: a citation names the version it rests on.
    content_hashes: dict[str, str] = Field(default_factory=dict)
    #: Reading lists by id, and what to ask in a workshop.
    collections: dict[str, Collection] = Field(default_factory=dict)
    questions: Questions | None = None
    studies: Studies = Studies(studies=())

    def review_of(self, case: Case) -> str | None:
        """Return the id of a case's review status: ``draft``, ``withdrawn`` …"""
        term = self.vocabulary.term("review_statuses", case.review.status)
        return term.id if term else None

    def published(self, *, drafts: bool = False) -> "Corpus":
        """Return what readers get: without drafts, unless they are asked for, and with withdrawn cases set apart."""
        shown, withdrawn = self.published_ids({case.id: case.review.status for case in self.cases}, drafts=drafts)
        hidden = {source.id for case in self.cases if case.id not in shown for source in case.new_sources}
        update = {
            "cases": tuple(case for case in self.cases if case.id in shown),
            "withdrawn": tuple(case for case in self.cases if case.id in withdrawn),
            "sources": {name: source for name, source in self.sources.items() if name not in hidden},
        }
        return self.model_copy(update=update)

    def with_cases(self, cases: tuple[Case, ...]) -> "Corpus":
        """Return the corpus with these cases, and the sources that only they define, in it."""
        new = (source for case in cases for source in case.new_sources)
        own = {source.id: source for source in new if source.id not in self.sources}
        return self.model_copy(update={"cases": cases, "sources": self.sources | own})

    def published_ids(
        self, statuses: Mapping[str, str], *, drafts: bool = False
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of the cases that readers get, and of those that keep only their address.

        ``statuses`` holds the label of each case's review status. All that is published is decided here.
        """
        terms = {term.label: term.id for term in self.vocabulary.review_statuses}
        by_id = {name: terms.get(label) for name, label in statuses.items()}
        hidden = {"withdrawn"} if drafts else {"withdrawn", "draft"}
        shown = frozenset(name for name, status in by_id.items() if status not in hidden)
        return shown, frozenset(name for name, status in by_id.items() if status == "withdrawn")
