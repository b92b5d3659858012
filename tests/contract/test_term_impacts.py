"""What the site's search is made of is the same out of the stored index as out of the cases."""

import random
from pathlib import Path

from kb.publish.search_index.files import render_browser_index
from kb.publish.search_index.impacts import impacts_of, term_impacts
from kb.publish.search_index.row_cache import rows_from
from kb.search import Collection
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend
from tests.contract.test_additions import altered, collection, segments

__all__ = ["collection"]


def test_stored_impacts_are_those_worked_out_anew_whatever_segments_they_lie_in(
    collection: Collection,
    tmp_path: Path,
) -> None:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(collection)
    rolls = random.Random(3)
    documents = {document.id: document for document in collection.documents}
    for _ in range(3):
        changed = [altered(document, rolls) for document in rolls.sample(collection.documents, 2)]
        gone = rolls.choice([name for name in documents if name not in {one.id for one in changed}])
        documents.update((document.id, document) for document in changed)
        documents.pop(gone)
        assert backend.amend(changed, {gone}, lambda _: collection.facets) is not None
    assert segments(tmp_path) > 1

    now = Collection(tuple(documents.values()), collection.facets)
    in_order = sorted(now.documents, key=lambda document: document.tie_key)
    index = open_index(tmp_path)
    stored = {term: (list(places), list(found)) for term, (places, found) in term_impacts(index)}
    assert stored == {term: (list(places), list(found)) for term, (places, found) in impacts_of(in_order)}
    assert list(stored) == sorted(stored)
    rows = rows_from(term_impacts(index), index.size)
    assert dict(render_browser_index(now, rows)) == dict(render_browser_index(now))


def test_an_empty_index_hands_out_nothing(tmp_path: Path) -> None:
    WhooshBackend(tmp_path).rebuild(Collection(()))
    assert list(term_impacts(open_index(tmp_path))) == []
