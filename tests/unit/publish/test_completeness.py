"""The meter counts what a case tells of what a reader wants to know."""

from typing import Any

from kb.publish.view.completeness import completeness_of


def test_a_bare_case_tells_nothing_of_what_is_wanted(make_case: Any) -> None:
    measured = completeness_of(make_case())
    assert (measured.known, measured.total) == (0, 17)
    assert len(measured.gaps) == 17


def test_each_thing_told_closes_its_own_gap(make_case: Any) -> None:
    case = make_case(
        mechanism={"invest": "企业", "term": "五年"},
        practice={"status": "仍在进行", "since": "2011", "as_of": "2014-02-24"},
        effect="来源说有效",
        claims=[{"text": "带了 3 个教学点。", "value": 3, "source": "notice", "locator": "二·2"}],
        sources=[{"source": "notice"}, {"source": "press"}],
    )
    measured = completeness_of(case)
    told = {"谁投资", "合作期限", "何时开始", "现在是否还在做", "成效", "有出处的说法", "具体数字", "第二个来源"}
    assert measured.known == len(told)
    assert told.isdisjoint(measured.gaps)


def test_a_label_that_says_nobody_told_us_leaves_the_gap_open(make_case: Any) -> None:
    gaps = completeness_of(make_case(effect="没有说明成效")).gaps
    assert {"成效", "现在是否还在做"} <= set(gaps)


def test_two_citations_of_one_source_are_not_a_second_source(make_case: Any) -> None:
    case = make_case(sources=[{"source": "notice", "locator": "一"}, {"source": "notice", "locator": "二"}])
    assert "第二个来源" in completeness_of(case).gaps
