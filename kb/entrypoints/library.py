"""Hold one generation of the library in memory for doors that answer many questions, and take over a new one.

Who answers takes ``library.generation`` once: cases and index in it are made of the very same files, and stay as they
are when the next generation takes their place.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
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
from kb.search.index.manifest import MANIFEST, SourceDigests, index_folder
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.refresh import digests_of
from kb.search.index.stat_fingerprint import stat_fingerprint
from kb.search.protocol import Index
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults

T = TypeVar("T")

#: Somebody may write while we read; after so many attempts they are still at it.
_ATTEMPTS = 5


@dataclass(frozen=True)
class OpenedIndex:
    """One state of an index, and what it was made from."""

    index: Index
    sources: SourceDigests | None


class Engine(Protocol):
    """Where the index of the cases is kept; ``threads`` may ask one opened index at the same time."""

    threads: int

    def state(self) -> object:
        """Return what is another value as soon as another index is to be opened; it is asked every few seconds."""

    def open(self) -> OpenedIndex:
        """Bring the index up to date with the cases where that is this engine's to do, and open it."""


class IndexFolder:
    """The engine that needs no server: a Whoosh index in a folder."""

    threads = 1  # Whoosh's readers move a place in the file that all who ask share

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
        index = open_fresh_index(self._cases, self._index, self._say, NumpyAccumulator)
        return OpenedIndex(index, index.manifest.sources)


@dataclass(frozen=True)
class Generation:
    """What readers get of the cases as they were at one moment, and an index of exactly these."""

    corpus: Corpus
    index: Index
    sources: SourceDigests
    _may_ask: threading.Semaphore = field(repr=False)

    @cached_property
    def id(self) -> str:
        """Name this generation; it is another name where cases, lists, regions or our code say something else."""
        text = json.dumps(asdict(self.sources), sort_keys=True) + code_fingerprint()
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
        with self._may_ask:
            return question(self.index)


class Library:
    """The generation that answers now; ``say`` is told what a person should know about taking over the next."""

    def __init__(self, cases: Path, engine: Engine, say: Say) -> None:
        """Read the cases and open their index; raise KbError where that cannot be done."""
        self._cases = cases
        self._engine = engine
        self._say = say
        #: So many may ask at the same time.
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
            if opened.sources == sources:
                return Generation(corpus, opened.index, sources, threading.Semaphore(self.threads))
        raise SearchError("索引和案例对不上：案例一直在变，或者索引是从别的案例建立的。请运行 kb index。")
