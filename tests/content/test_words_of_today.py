"""Who types what a practice is called today finds the cases that were written under older names."""

import pytest

from kb.checks import load_valid_corpus
from kb.search import SearchQuery
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from tests.cases import ROOT

#: What is typed → the cases of which one must come first.
TYPED = {
    "专递课堂": {"wuhu-online-classroom"},
    "三个课堂": {"wuhu-online-classroom", "chengdu-yucai-synchronous-classroom", "rdfz-network-classroom"},
    "名校网络课堂": {"rdfz-network-classroom"},
    "名师课堂": {"shouguang-online-teaching-research", "zhengzhou-banbantong-live"},
    "双师课堂": {"rdfz-dual-teacher"},
    "国家中小学智慧教育平台": {"rdfz-network-classroom"},
    "智慧课堂": {"zhengzhou-no2-mobile-self-learning", "beijing-migrant-schools-laptops"},
    "电脑辅助学习": {"beijing-migrant-schools-cal", "shaanxi-boarding-schools-cal", "qinghai-rural-schools-cal"},
    "打工子弟学校": {"beijing-migrant-schools-cal", "beijing-migrant-schools-laptops"},
    "寄宿制学校": {"shaanxi-boarding-schools-cal"},
    "没人辅导作业": {"beijing-migrant-schools-cal", "beijing-migrant-schools-laptops", "shaanxi-boarding-schools-cal"},
    "学普通话": {"qinghai-rural-schools-cal"},
    "教育专网": {"jiaozuo-purchase-of-service", "mianzhu-fibre-metro-network"},
}


@pytest.fixture(scope="module")
def library() -> MemoryBackend:
    backend = MemoryBackend()
    backend.rebuild(collection_of(load_valid_corpus(ROOT / "cases")))
    return backend


@pytest.mark.parametrize("typed", TYPED)
def test_a_word_of_today_leads_to_a_case(library: MemoryBackend, typed: str) -> None:
    first = [hit.id for hit in library.search(SearchQuery(text=typed)).hits][:1]
    assert set(first) & TYPED[typed], first
