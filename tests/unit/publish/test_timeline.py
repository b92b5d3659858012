"""A timeline shows what happened when, never when somebody merely wrote about it."""

from typing import Any

from kb.model import Source
from kb.publish.view.timeline import timeline_of

SOURCES = {
    "notice": Source(id="notice", type="regulation", title="某通报", tier="政策文件", issued="2014-02-24"),
    "press": Source(id="press", type="webpage", title="某报道", tier="媒体报道"),
}


def test_a_claim_dated_like_its_source_is_no_moment_of_its_own(make_case: Any) -> None:
    case = make_case(claims=[{"text": "甲。", "as_of": "2014-02-24", "source": "notice"}])
    (moments,) = timeline_of(case, SOURCES).values()
    assert [moment.text for moment in moments] == ["来源《某通报》发布。"]


def test_the_last_news_has_a_place_of_its_own_where_no_source_has_its_date(make_case: Any) -> None:
    case = make_case(practice={"status": "现况未知", "as_of": "2015"}, sources=[{"source": "notice"}])
    assert [*timeline_of(case, SOURCES)] == ["2014-02-24", "2015"]


def test_what_is_dated_comes_in_order_with_its_source(make_case: Any) -> None:
    case = make_case(
        practice={"status": "仍在进行", "since": "2010-09", "as_of": "2020"},
        sources=[{"source": "notice"}, {"source": "press"}],
        claims=[
            {"text": "乙。", "as_of": "2011-01-11", "source": "press", "locator": "正文"},
            {"text": "甲。", "as_of": "2010-09", "source": "press"},
            {"text": "没有日期。", "source": "press"},
        ],
    )
    days = timeline_of(case, SOURCES)
    assert [(date, [moment.text for moment in moments]) for date, moments in days.items()] == [
        ("2010-09", ["做法开始。", "甲。"]),
        ("2011-01-11", ["乙。"]),
        ("2014-02-24", ["来源《某通报》发布。"]),
        ("2020", ["状态：仍在进行。"]),
    ]
    (said,) = days["2011-01-11"]
    assert (said.source, said.locator) == ("press", "正文")
