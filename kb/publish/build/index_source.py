"""Give the site's search the impacts that the command line's has, so that no case is analysed twice."""

from collections.abc import Iterable
from pathlib import Path

from kb.content.cache import Cache
from kb.content.corpus_reader import without_collection
from kb.errors import IndexLocked
from kb.model import Corpus
from kb.publish.search_index.row_cache import cached_rows
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.refresh import digests_of, update_case_index
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.protocol import Track
from kb.search.ranking.more_like_this import MoreLikeThis


def index_of(corpus: Corpus, cases_dir: Path, index: Path, cache: Cache, track: Track) -> "SiteIndex | None":
    """Bring the index up to date with a corpus that was just read, and open it; None where it cannot be written."""
    hashes = {case.id: corpus.content_hashes[case.id] for case in corpus.cases}
    by_id = {case.id: case for case in corpus.cases}

    def corpus_of(ids: Iterable[str]) -> Corpus:
        return corpus.model_copy(update={"cases": tuple(by_id[name] for name in sorted(ids))})

    now = digests_of(cases_dir, hashes)
    try:
        update_case_index(index, now, corpus_of, track=track)
    except (OSError, IndexLocked):
        return None
    # Another process may have put cases there that changed meanwhile.
    opened = open_index(index, NumpyAccumulator)
    with without_collection():
        return SiteIndex(opened, cache) if opened.manifest.sources == now else None


class SiteIndex:
    """What the site takes from the index of its cases."""

    def __init__(self, index: WhooshIndex, cache: Cache) -> None:
        #: The rows of the browser's search.
        self.rows = list(cached_rows(index, cache))
        self.more_like_this = MoreLikeThis(index)
