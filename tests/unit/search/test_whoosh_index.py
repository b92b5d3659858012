"""Read a Whoosh index: what is read once is the same each time."""

from pathlib import Path

from kb.search import SearchQuery
from kb.search.answer import answer
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend
from tests.fixtures.documents import RANKING_COLLECTION


def test_facets_are_read_once_and_stay_what_they_were(tmp_path: Path) -> None:
    WhooshBackend(tmp_path).rebuild(RANKING_COLLECTION)
    index = open_index(tmp_path)
    values = index.facet_values()
    assert values == RANKING_COLLECTION.facets
    assert index.facet_values() is values
    counts = answer(index, SearchQuery("")).facets
    answer(index, SearchQuery("学校", {"region": ("410000",)}))
    assert answer(index, SearchQuery("")).facets == counts
    index.close()


def test_those_who_track_a_rebuild_see_every_document(tmp_path: Path) -> None:
    seen: dict[str, list[object]] = {}

    def track(label, items, /):  # type: ignore[no-untyped-def]
        for item in items:
            seen.setdefault(label, []).append(item)
            yield item

    WhooshBackend(tmp_path, track=track).rebuild(RANKING_COLLECTION)
    in_order = sorted(RANKING_COLLECTION.documents, key=lambda document: document.tie_key)
    assert seen == {"分析案例": in_order, "写入索引": in_order}
