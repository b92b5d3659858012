"""Hold one generation of the library in memory for doors that answer many questions, and take over a new one.

Who answers takes ``library.generation`` once: cases and index in it are made of the very same files, and stay as they
are when the next generation takes their place.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from kb.content.cache import cache_of, code_fingerprint
from kb.entrypoints.index_refresh import Say, open_fresh_index
from kb.errors import CasesNotFound, CorpusHasProblems, KbError, SearchError
from kb.model import Corpus
from kb.publish.build.corpus import load_site_corpus
from kb.publish.view.catalogue import Catalogue
from kb.search.answer import answer
from kb.search.index.manifest import MANIFEST, index_folder
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.refresh import digests_of
from kb.search.index.stat_fingerprint import stat_fingerprint
from kb.search.index.whoosh import WhooshIndex
from kb.search.protocol import Index
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults

T = TypeVar("T")

#: Somebody may write while we read; after so many attempts they are still at it.
_ATTEMPTS = 5


class OpenedIndex(Protocol):
    """One state of an index; ``made_from`` is the fingerprint of the sources that it was made from."""

    made_from: str

    def answered(self, work: Callable[[Index], T]) -> T:
        """Return what the work makes of the index; any thread may ask, and the work may be done several times."""


class Engine(Protocol):
    """Where the index of the cases is kept; so many ``threads`` at once get answers sooner than one after the other."""

    threads: int

    def state(self) -> object:
        """Return what is another value as soon as another index is to be opened; it is asked every few seconds."""

    def open(self) -> OpenedIndex:
        """Bring the index up to date with the cases where that is this engine's to do, and open it."""


class IndexFolder:
    """The engine that needs no server: a Whoosh index in a folder."""

    threads = 1

    def __init__(self, cases: Path, index: Path | None, say: Say) -> None:
        self._cases = cases
        self._index = index or index_folder(cases)
        self._say = say

    def state(self) -> object:
        try:
            seen = (self._index / MANIFEST).stat()
        except FileNotFoundError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def open(self) -> OpenedIndex:
        return _OpenedFolder(open_fresh_index(self._cases, self._index, self._say, NumpyAccumulator))


class _OpenedFolder:
    """An index whose readers move a place in a file that all who ask share."""

    def __init__(self, index: WhooshIndex) -> None:
        sources = index.manifest.sources
        self.made_from = sources.fingerprint if sources else ""
        self._index = index
        self._asking = threading.Lock()

    def answered(self, work: Callable[[Index], T]) -> T:
        with self._asking:
            return work(self._index)


@dataclass(frozen=True)
class Generation:
    """What readers get of the cases as they were at one moment, and an index of exactly these."""

    corpus: Corpus
    index: OpenedIndex

    @cached_property
    def id(self) -> str:
        """Name this generation; it is another name where cases, lists, regions or our code say something else."""
        text = self.index.made_from + code_fingerprint()
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the cases by id, term and place."""
        return Catalogue(self.corpus)

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query; any thread may ask."""
        return self.ask(lambda index: answer(index, query))

    def ask(self, question: Callable[[Index], T]) -> T:
        """Return what a question about the index comes to; any thread may ask."""
        return self.index.answered(question)


class Library:
    """The generation that answers now; ``say`` is told what a person should know about taking over the next."""

    def __init__(self, cases: Path, engine: Engine, say: Say) -> None:
        """Read the cases and open their index; raise KbError where that cannot be done."""
        self._cases = cases
        self._engine = engine
        self._say = say
        self.threads = engine.threads
        self._loading = threading.Lock()
        self._said = ""
        self._seen = self._state()
        self.generation = self._load()

    def refresh(self) -> bool:
        """Take over what has changed, and say whether there was something; faults leave the old generation in place."""
        with self._loading:
            try:
                # Before reading: what changes meanwhile is another state the next time.
                seen = self._state()
                if seen == self._seen:
                    return False
                self.generation = self._load()
            except CorpusHasProblems as error:
                self._seen = seen  # the same files will not get better
                self._complain(error)
                return False
            except (KbError, OSError) as error:
                self._complain(error)
                return False
            self._seen = seen
            self._said = ""
            return True

    def _complain(self, error: Exception) -> None:
        if str(error) != self._said:
            self._said = str(error)
            self._say(f"案例或索引有改动，但用不了，仍用改动之前的。{error}")

    def _state(self) -> object:
        if not self._cases.is_dir():
            raise CasesNotFound(f"没有找到案例文件夹 {self._cases}。请用 --cases 指明它在哪里。")
        return stat_fingerprint(self._cases), self._engine.state()

    def _load(self) -> Generation:
        for _ in range(_ATTEMPTS):
            corpus = load_site_corpus(self._cases, cache_of(self._cases))
            sources = digests_of(self._cases, {case.id: corpus.content_hashes[case.id] for case in corpus.cases})
            opened = self._engine.open()
            if opened.made_from == sources.fingerprint:
                return Generation(corpus, opened)
        raise SearchError("索引和案例对不上：案例一直在变，或者索引是从别的案例建立的。请运行 kb index。")


def engine_of(cases: Path, index: Path | None, addresses: str | None, say: Say) -> Engine:
    """Return the cluster at these addresses where there are any, or else the folder."""
    if addresses:
        from kb.entrypoints.engine import ClusterEngine  # here, because who has no cluster goes without its client

        return ClusterEngine(addresses)
    return IndexFolder(cases, index, say)
