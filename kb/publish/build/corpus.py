"""Read what is published of a cases folder, from the cache where nothing changed."""

import json
from pathlib import Path

from kb.checks.runner import load_checked
from kb.content.cache import Cache
from kb.content.corpus_reader import without_collection
from kb.model import Case, Corpus


def load_site_corpus(cases_dir: Path, cache: Cache) -> Corpus:
    """Return what ``load_valid_corpus`` does, with the findings and cases that the cache holds."""
    folder = load_checked(cases_dir, cache)
    hashes = {name: folder.lists.content_hashes[name] for name in (*folder.content_hashes, *folder.withdrawn)}
    vocabulary = folder.lists.vocabulary.model_dump_json()
    texts = cache.load("cases", vocabulary)
    with without_collection():
        cases = {name: Case.model_validate_json(texts[key]) for name, key in hashes.items() if key in texts}
    fresh = {case.id: case for case in folder.read(hashes.keys() - cases.keys())}
    if fresh or len(texts) > len(hashes):
        cache.save("cases", vocabulary, {hashes[name]: _text(case) for name, case in fresh.items()}, hashes.values())
    cases |= fresh
    withdrawn = tuple(cases[name] for name in sorted(folder.withdrawn))
    lists = folder.lists.model_copy(update={"withdrawn": withdrawn})
    return lists.with_cases(tuple(cases[name] for name in sorted(folder.content_hashes)))


def _text(case: Case) -> str:
    # Not by ``model_dump_json``: every text would keep the UTF-8 made of it, which is as much again as the case.
    return json.dumps(case.model_dump(), ensure_ascii=False)
