"""Give the site's search the impacts that the command line's has, so that no case is analysed twice."""

from collections.abc import Collection
from pathlib import Path

from kb.content.corpus_reader import SOURCES, VOCABULARY
from kb.errors import IndexLocked
from kb.model import Corpus
from kb.search.backend import Track
from kb.search.case_index import update_case_index
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.reader import ImpactIndex
from kb.search.store.contents import Contents, content_hash, read_contents
from kb.search.store.folder import IndexFolder


def index_of(corpus: Corpus, cases_dir: Path, index: Path, track: Track) -> ImpactIndex | None:
    """Bring the index up to date with a corpus that was just read, and open it; None where it cannot be written."""
    hashes = {case.id: corpus.content_hashes[case.id] for case in corpus.cases}
    by_id = {case.id: case for case in corpus.cases}

    def corpus_of(ids: Collection[str]) -> Corpus:
        return corpus.model_copy(update={"cases": tuple(by_id[name] for name in sorted(ids))})

    now = Contents(content_hash(cases_dir / VOCABULARY, cases_dir / SOURCES), hashes)
    folder = IndexFolder(index)
    try:
        update_case_index(index, now, corpus_of, track=track)
    except (OSError, IndexLocked):
        return None
    # Another process may have put cases there that changed meanwhile.
    return folder.open_index(ArraySums) if read_contents(index, folder.pointer()) == now else None
