"""Keep an index of cases up to date, working on those alone that say something else than before."""

from collections.abc import Callable, Collection
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.model import Corpus
from kb.search.case_document import collection_of, document_of, facets_of
from kb.search.index.backend import Changes, Track, untracked
from kb.search.index.whoosh import WhooshBackend
from kb.search.store.contents import Contents, read_contents
from kb.search.store.folder import IndexFolder


def update_case_index(
    index: Path,
    now: Contents,
    corpus_of: Callable[[Collection[str]], Corpus],
    *,
    signature: str = "",
    thorough: bool = False,
    on_wait: Callable[[], None] | None = None,
    track: Track = untracked,
) -> Changes:
    """Make exactly these cases searchable; ``corpus_of`` is asked for those that are new or different.

    If ``thorough``, every byte of the old index is checked before anything is built on it.
    """
    folder = IndexFolder(index)
    backend = WhooshBackend(index, on_wait=on_wait, track=track)
    before = read_contents(index, folder.pointer()) if is_intact(folder, thorough=thorough) else None
    if before is not None and before.lists == now.lists:
        corpus = corpus_of(before.changed_in(now))
        changes = backend.amend(
            [document_of(case, corpus) for case in corpus.cases],
            before.cases.keys() - now.cases.keys(),
            lambda used: facets_of(corpus, used),
            signature=signature,
            contents=now,
        )
        if changes is not None:
            return changes
    return backend.rebuild(collection_of(corpus_of(now.cases)), signature=signature, contents=now)


def is_intact(folder: IndexFolder, *, thorough: bool) -> bool:
    """Tell whether the index can be opened and its files are as they were written."""
    if folder.intact_generation(thorough=thorough) is None:
        return False
    try:
        opened = folder.open_index()
        if thorough:
            opened.check()
    except (IndexDamaged, IndexMissing):
        return False
    return True
