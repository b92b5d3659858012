"""Read the library for a command, and find the case that somebody means."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.content.corpus_reader import CorpusReading, read_corpus
from kb.entrypoints.ids_like import ids_like
from kb.errors import CaseNotFound, CorpusHasProblems, PublishError
from kb.model import Case, Corpus
from kb.publish.view.catalogue import Catalogue


def read_library(cases: Path, otherwise: str) -> tuple[CorpusReading, Corpus]:
    """Return the cases as they stand, faulty ones apart; ``otherwise`` says what cannot be done without the lists."""
    reading = read_corpus(cases)
    if reading.corpus is None:
        raise CorpusHasProblems(f"词表或来源读不出来，{otherwise}。请先运行 kb check。")
    return reading, reading.corpus


def id_meant(written: str) -> str:
    """Return the id in what was written: an id, a file's name or its path."""
    return written.removesuffix(".md").rsplit("/", 1)[-1]


def case_meant(written: str, catalogue: Catalogue) -> Case:
    """Return a published case by an id that it has or had."""
    name = id_meant(written)
    case = catalogue.case_named(name)
    if case is None:
        raise CaseNotFound(f"没有编号为“{written}”的公开案例。{nearest(name, catalogue.case_by_id)}")
    return case


def nearest(name: str, ids: Iterable[str]) -> str:
    """Say which ids are written much the same, or how to find the right one."""
    return ids_like(name, ids) or "用 kb search 可以找到案例的编号。"


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Say in our words that a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"写不进 {output}（{error.strerror or error}）。请换一个位置。") from error
