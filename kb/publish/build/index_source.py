"""Give the site's search the impacts that the command line's has, so that no case is analysed twice."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from kb.content.cache import Cache
from kb.content.corpus_reader import SOURCES, VOCABULARY
from kb.errors import IndexLocked
from kb.model import Corpus
from kb.publish.search_index.files import render_browser_index
from kb.publish.search_index.row_cache import TermRows, cached_rows
from kb.search.document import Collection
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.term_table import term_table
from kb.search.index.backend import Track
from kb.search.index.updater import update_case_index
from kb.search.ranking.more_like_this import Likeness
from kb.search.store.contents import Contents, content_hash, read_contents
from kb.search.store.folder import IndexFolder


def index_of(corpus: Corpus, cases_dir: Path, index: Path, cache: Cache, track: Track) -> "SiteIndex | None":
    """Bring the index up to date with a corpus that was just read, and open it; None where it cannot be written."""
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
    return SiteIndex(folder.open_index(ArraySums), cache)


class SiteIndex:
    """What the site takes from the index of its cases."""

    def __init__(self, index: ImpactIndex, cache: Cache) -> None:
        self._index = index
        self._cache = cache
        self._table = term_table(index)

    @cached_property
    def likeness(self) -> Likeness:
        """Return which cases read alike."""
        counts = dict(zip(self._table.terms, self._table.counts, strict=True))
        return Likeness(self._index, matching=lambda term: counts.get(term, 0))

    def search_files(self, collection: Collection) -> Iterator[tuple[str, str]]:
        """Yield the files of the browser's search in the collection that the index was made of, address and text."""
        yield from render_browser_index(collection, self.rows())

    def rows(self) -> TermRows:
        """Return the rows of the browser's search."""
        return cached_rows(self._index, self._table, self._cache)
