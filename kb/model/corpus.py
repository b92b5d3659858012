"""Hold everything editors wrote, read and found sound."""

from pydantic import Field

from kb.model.base import Model
from kb.model.case import Case
from kb.model.collection import Collection
from kb.model.notice import Notice
from kb.model.question import Questions
from kb.model.source import Source
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

    def review_of(self, case: Case) -> str | None:
        """Return the id of a case's review status: ``draft``, ``withdrawn`` …"""
        term = self.vocabulary.term("review_statuses", case.review.status)
        return term.id if term else None

    def published(self, *, drafts: bool = False) -> "Corpus":
        """Return what readers get: without drafts, unless they are asked for, and with withdrawn cases set apart."""
        status = {case.id: self.review_of(case) for case in self.cases}
        shown = tuple(c for c in self.cases if status[c.id] != "withdrawn" and (drafts or status[c.id] != "draft"))
        withdrawn = tuple(case for case in self.cases if status[case.id] == "withdrawn")
        return self.model_copy(update={"cases": shown, "withdrawn": withdrawn})
