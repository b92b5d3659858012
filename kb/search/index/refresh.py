"""Keep an index of cases up to date, working on those alone that say something else than before."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from kb.content.corpus_reader import SOURCES, VOCABULARY
from kb.errors import IndexDamaged, IndexMissing
from kb.model import Corpus
from kb.region_table import REGION_TABLES
from kb.search.case_document import collection_of, document_of, facets_of
from kb.search.index.manifest import MANIFEST, Manifest, SourceDigests, read_manifest, source_digest, verify_files
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.protocol import Changes, Track, untracked


def digests_of(cases_dir: Path, content_hashes: Mapping[str, str]) -> SourceDigests:
    """Name what an index of these cases is made from: the cases, and the lists and regions all of them rest on."""
    lists = source_digest(cases_dir / VOCABULARY, cases_dir / SOURCES, *REGION_TABLES)
    return SourceDigests(lists, dict(content_hashes))


def update_case_index(
    index: Path,
    now: SourceDigests,
    corpus_of: Callable[[Collection[str]], Corpus],
    *,
    fingerprint: str = "",
    on_wait: Callable[[], None] | None = None,
    track: Track = untracked,
) -> Changes:
    """Make exactly these cases searchable; ``corpus_of`` is asked for those that are new or different."""
    backend = WhooshBackend(index, on_wait=on_wait, track=track)
    old = _intact(index)
    before = old.sources if old else None
    if before is not None and before.lists == now.lists:
        corpus = corpus_of(before.changed_in(now))
        changes = backend.amend(
            [document_of(case, corpus) for case in corpus.cases],
            before.cases.keys() - now.cases.keys(),
            lambda used: facets_of(corpus, used),
            fingerprint=fingerprint,
            sources=now,
        )
        if changes is not None:
            return changes
    collection = collection_of(corpus_of(now.cases))
    return backend.rebuild(collection, fingerprint=fingerprint, sources=now)


def _intact(index: Path) -> Manifest | None:
    """Return what is there if every byte of it is as it was written: more is built on it."""
    try:
        manifest = read_manifest(index)
        verify_files(index, manifest, thorough=True)
    except IndexMissing:
        return None
    except IndexDamaged:
        (index / MANIFEST).unlink(missing_ok=True)  # nobody is to open it again
        return None
    return manifest
