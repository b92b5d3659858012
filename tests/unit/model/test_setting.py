"""What kind of school a practice is used in: said in words, searched, narrowed by and cited."""

import pytest

from kb.model import Corpus
from kb.model.case import Setting
from kb.model.facts import facts_in
from kb.search.case_document import document_of


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, None),
        ({"pupils_from": 20, "pupils_to": 60}, "20 至 60 人"),
        ({"pupils_from": 43, "pupils_to": 43}, "43 人"),
        ({"pupils_from": 500}, "500 人以上"),
        ({"pupils_to": 100}, "100 人以下"),
    ],
)
def test_the_number_of_pupils_is_said_as_people_say_it(given: dict[str, int], words: str | None) -> None:
    assert Setting(**given).pupils == words


@pytest.mark.parametrize(
    ("given", "sizes"),
    [
        ({}, ()),
        ({"pupils_to": 50}, ("50",)),
        ({"pupils_from": 40, "pupils_to": 60}, ("50", "100")),
        ({"pupils_from": 101}, ("500", "more")),
    ],
)
def test_a_case_is_found_under_every_size_that_its_schools_have(
    given: dict[str, int], sizes: tuple[str, ...], corpus: Corpus
) -> None:
    case = corpus.cases[0].model_copy(update={"setting": Setting(**given)})
    assert document_of(case, corpus).facets["pupils"] == sizes


def test_what_no_source_says_is_marked_as_the_editors_view(corpus: Corpus) -> None:
    (fact,) = (fact for fact in facts_in("page") if fact.key == "setting")
    said = {case.id: fact.texts(case) for case in corpus.cases}
    assert said["harbin-xiangbin-routine-ict"] == ("城市学校（编者分析）",)
    assert said["wuhu-online-classroom"] == ("教学点、乡镇学校、县城学校",)
    assert said["jiaozuo-purchase-of-service"] == ()


def test_its_source_is_among_those_that_the_case_cites(corpus: Corpus) -> None:
    setting = Setting(kind=("教学点",), source="another", locator="第 2 页")
    case = corpus.cases[0].model_copy(update={"setting": setting})
    assert "another" in case.cited_sources()
    (wuhu,) = (case for case in corpus.cases if case.id == "wuhu-online-classroom")
    kinds = document_of(wuhu, corpus).facets["school_kind"]
    assert kinds == ("teaching-point", "township-school", "county-school")
