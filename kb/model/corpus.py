"""Hold everything editors wrote, read and found sound."""

from kb.model.base import Model
from kb.model.case import Case
from kb.model.notice import Notice
from kb.model.source import Source
from kb.model.vocabulary import Vocabulary


class Corpus(Model):
    """All cases with the vocabulary, the bibliography and the notice they rest on; cases are sorted by id."""

    cases: tuple[Case, ...]
    vocabulary: Vocabulary
    sources: dict[str, Source]
    notice: Notice | None = None
