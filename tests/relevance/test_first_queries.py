"""Each of the thirteen cases is found first by name, place, theme word and plain question, in both scripts."""

import opencc
import pytest

from kb.model import Corpus
from kb.search import SearchBackend, SearchQuery
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from kb.search.index.whoosh_backend import WhooshBackend

QUERIES = {
    "wuhu-online-classroom": ["芜湖在线课堂", "芜湖", "教学点在线课堂", "教学点开不齐课怎么办"],
    "chengdu-yucai-synchronous-classroom": ["成都七中育才学校", "成都", "同步课堂", "民族地区的学生怎么跟名校一起上课"],
    "rdfz-network-classroom": ["人大附中", "北京", "名校网络课堂", "哪个学校给全国近70万师生提供资源"],
    "zhengzhou-banbantong-live": ["郑州班班通", "哈密", "录播 直播系统", "怎么用远程直播培训新疆教师"],
    "harbin-xiangbin-routine-ict": ["香滨小学", "哈尔滨", "信息化教学模式常态化", "怎样让信息技术在所有学科都用起来"],
    "zhengzhou-no2-mobile-self-learning": ["郑州二中", "郑州 平板", "移动自主学堂", "给学生每人一台iPad谁出钱"],
    "changsha-social-work-learning-spaces": [
        "长沙民政职业技术学院",
        "长沙",
        "网络学习空间人人通",
        "高职院校怎么用学习空间上课",
    ],
    "hangzhou-xihu-flipped-classroom": ["西湖小学教育集团", "杭州西湖", "翻转课堂", "小学能不能翻转课堂"],
    "shouguang-online-teaching-research": ["寿光市教育局", "寿光", "网络教研系统", "教研活动怎么搬到网上改革教师培养"],
    "gongshu-online-training": ["拱墅区教育局", "拱墅", "网络研修", "怎样把研训交流协作放到一个网络平台"],
    "jiaozuo-purchase-of-service": ["焦作", "焦作市", "企业投资建设", "学校没钱建网，能不能让企业投资再购买服务"],
    "mianzhu-fibre-metro-network": ["绵竹市教育局", "绵竹", "光纤城域网", "怎样低成本让所有教室接上宽带"],
    "nanshan-service-outsourcing": ["南山区教育局", "深圳", "服务外包", "校企合作怎么做服务外包"],
}

CHECKS = [(query, expected) for expected, queries in QUERIES.items() for query in queries]


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def backend(request: pytest.FixtureRequest, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> SearchBackend:
    backend: SearchBackend = (
        MemoryBackend() if request.param == "memory" else WhooshBackend(tmp_path_factory.mktemp("index") / "index")
    )
    backend.rebuild(collection_of(corpus))
    return backend


@pytest.fixture(scope="module")
def traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2twp")


@pytest.mark.parametrize(("query", "expected"), CHECKS, ids=[query for query, _ in CHECKS])
def test_the_case_comes_first_in_both_scripts(
    backend: SearchBackend, traditional: opencc.OpenCC, query: str, expected: str
) -> None:
    for text in (query, traditional.convert(query)):
        results = backend.search(SearchQuery(text))
        assert results.hits, text
        assert results.hits[0].id == expected, (text, [hit.id for hit in results.hits[:3]])
