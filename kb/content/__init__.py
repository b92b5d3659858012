"""Read cases, vocabulary and sources strictly; collect every problem with its place."""

from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading, read_corpus
from kb.content.regions import region_of

__all__ = ["CaseFile", "CorpusReading", "read_corpus", "region_of"]
