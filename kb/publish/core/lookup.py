"""Record which sources are looked up while a file is made, so that a build knows which files a changed one is in.

All else that a file is made of it is given, and kb/publish/core/fingerprints.py names whatever it is given. So nobody
lists by hand what a file is made of, and nobody can forget anything.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache

from kb.model import Case, Corpus, Source
from kb.publish.core.artifact import digest_of

#: Stands for all sources where somebody walks through them; no source has this id.
_ALL = "*"


class Lookup:
    """What the files of one case may look up beyond the case itself."""

    def __init__(self, corpus: Corpus) -> None:
        self.vocabulary = corpus.vocabulary
        self.sources: Mapping[str, Source] = _Sources(corpus.sources, self._note)
        self._content_hashes = corpus.content_hashes
        self._all_sources = corpus.sources
        self._read: set[str] | None = None
        self._digest_of_source = cache(self._source_digest)

    def content_hash(self, case: Case) -> str:
        """Return the SHA-256 of the case's file; empty where it was not read from one."""
        return self._content_hashes.get(case.id, "")

    def digest(self, case: Case) -> str:
        """Name what the case says."""
        return self.content_hash(case) or digest_of(case.model_dump_json())

    @contextmanager
    def recording(self) -> Iterator[AbstractSet[str]]:
        """Give the ids of the sources that are looked up until this ends."""
        self._read = set()
        try:
            yield self._read
        finally:
            self._read = None

    def digest_of_sources(self, ids: Collection[str]) -> str:
        """Name what these sources say now, or that they are missing."""
        return digest_of(*map(self._digest_of_source, ids))

    def _note(self, source: str) -> None:
        if self._read is not None:
            self._read.add(source)

    def _source_digest(self, name: str) -> str:
        if name == _ALL:
            return digest_of(*(one.model_dump_json() for one in self._all_sources.values()))
        source = self._all_sources.get(name)
        return source.model_dump_json() if source else ""


class _Sources(Mapping[str, Source]):
    """Sources by id; calls ``note`` with whatever is looked for, found or not."""

    def __init__(self, sources: Mapping[str, Source], note: Callable[[str], None]) -> None:
        self._sources = sources
        self._note = note

    def __getitem__(self, name: str) -> Source:
        self._note(name)
        return self._sources[name]

    def __iter__(self) -> Iterator[str]:
        self._note(_ALL)
        return iter(self._sources)

    def __len__(self) -> int:
        self._note(_ALL)
        return len(self._sources)
