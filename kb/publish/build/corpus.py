"""Read what is published of a cases folder, from memory where nothing changed."""

from pathlib import Path

from kb.checks.runner import load_checked
from kb.content.corpus_reader import without_collection
from kb.model import Corpus
from kb.publish.build.case_cache import CaseStore
from kb.publish.core.artifact import digest_of
from kb.publish.core.fingerprint import code_fingerprint


def load_site_corpus(cases_dir: Path, memory: Path, store: Path) -> Corpus:
    """Return what ``load_valid_corpus`` does; findings from ``memory`` and cases from ``store`` where they hold."""
    folder = load_checked(cases_dir, memory)
    hashes = {name: folder.lists.content_hashes[name] for name in (*folder.content_hashes, *folder.withdrawn)}
    cases = CaseStore(store, digest_of(code_fingerprint(), folder.lists.vocabulary.model_dump_json()))
    with without_collection():
        kept = cases.take(hashes.values())
    missing = [name for name, content_hash in hashes.items() if content_hash not in kept]
    fresh = {case.id: case for case in folder.read(missing)}
    if missing or len(kept) < len(hashes):
        cases.keep({hashes[name]: case for name, case in fresh.items()}, hashes.values())
    found = {name: fresh[name] if name in fresh else kept[content_hash] for name, content_hash in hashes.items()}
    update = {
        "cases": tuple(found[name] for name in sorted(folder.content_hashes)),
        "withdrawn": tuple(found[name] for name in sorted(folder.withdrawn)),
    }
    return folder.lists.model_copy(update=update)
