"""Give the site's search the impacts that the command line's has, so that no case is analysed twice."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from kb.content.corpus_reader import SOURCES, VOCABULARY
from kb.errors import IndexLocked
from kb.model import Corpus
from kb.publish.core.cache_file import read_kept, write_kept
from kb.publish.core.fingerprint import code_fingerprint
from kb.publish.search_index.files import render_browser_index
from kb.publish.search_index.row_cache import TermRows, remembered_rows
from kb.publish.search_index.sort_orders import TitleSounds
from kb.search.document import Collection
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.term_table import term_table
from kb.search.index.backend import Track
from kb.search.index.updater import update_case_index
from kb.search.ranking.more_like_this import Likeness
from kb.search.ranking.more_like_this_cache import still_right, told_of
from kb.search.store.contents import Contents, content_hash, read_contents
from kb.search.store.folder import IndexFolder

#: Looking up one case in so many again takes less time than writing down what all are like.
_WORTH_WRITING: Final = 100

_LIKENESS: Final = "likeness.json"
_ROWS: Final = "rows.json"
_SOUNDS: Final = "sounds.json"


def index_of(corpus: Corpus, cases_dir: Path, index: Path, memory: Path, track: Track) -> "SiteIndex | None":
    """Bring the index up to date with a corpus that was just read, and open it; None where it cannot be written.

    ``memory`` is a folder for what the next build need not find out again.
    """
    hashes = {case.id: corpus.content_hashes[case.id] for case in corpus.cases}
    by_id = {case.id: case for case in corpus.cases}

    def corpus_of(ids: Iterable[str]) -> Corpus:
        return corpus.model_copy(update={"cases": tuple(by_id[name] for name in sorted(ids))})

    now = Contents(content_hash(cases_dir / VOCABULARY, cases_dir / SOURCES), hashes)
    folder = IndexFolder(index)
    try:
        update_case_index(index, now, corpus_of, track=track)
    except (OSError, IndexLocked):
        return None
    # Another process may have put cases there that changed meanwhile.
    if read_contents(index, folder.pointer()) != now:
        return None
    return SiteIndex(folder.open_index(ArraySums), hashes, memory)


class SiteIndex:
    """What the site takes from the index of its cases, much of it as it was found for the last build."""

    def __init__(self, index: ImpactIndex, hashes: Mapping[str, str], memory: Path) -> None:
        """Take an index of cases with these content hashes, by id."""
        self._index = index
        self._hashes = hashes
        self._memory = memory
        # Here rather than when first asked for: the search may be written in a process of its own.
        self._table = term_table(index)

    @cached_property
    def likeness(self) -> Likeness:
        """Return which cases read alike."""
        told = read_kept(self._memory / _LIKENESS)
        known = {}
        if told.get("made_with") == code_fingerprint():
            known = still_right(told, self._index, self._hashes, self._counts)
        return Likeness(self._index, matching=self._matching, known=known)

    def keep_likeness(self) -> None:
        """Write down for the next build which cases read alike, unless it takes less time to look up the few again."""
        if self.likeness.looked_up * _WORTH_WRITING > len(self._hashes):
            told = told_of(self.likeness.known, self._index, self._hashes, self._counts)
            write_kept(self._memory / _LIKENESS, {"made_with": code_fingerprint(), **told})

    def search_files(self, collection: Collection) -> Iterator[tuple[str, str]]:
        """Yield the files of the browser's search in the collection that the index was made of, address and text."""
        told = read_kept(self._memory / _SOUNDS)
        known = told["sounds"] if told.get("made_with") == code_fingerprint() else {}
        sounds = TitleSounds(known)
        yield from render_browser_index(collection, self.rows(), sounds)
        if sounds.used != known:
            write_kept(self._memory / _SOUNDS, {"made_with": code_fingerprint(), "sounds": sounds.used})

    def rows(self) -> TermRows:
        """Return the rows of the browser's search."""
        return remembered_rows(self._index, self._table, self._memory / _ROWS)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return dict(zip(self._table.terms, self._table.counts, strict=True))

    def _matching(self, term: str) -> int:
        return self._counts.get(term, 0)
