"""What people type into cells is read as they mean it."""

import pytest

from kb.content.regions import divisions_named
from kb.publish.forms.answers import text_value, text_values
from kb.publish.forms.layout import Question

CHOICES = {label: label for label in ("教学点", "村小", "边远、民族地区学校")}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2019", "2019"),
        ("2019年", "2019"),
        ("2019年9月", "2019-09"),
        ("２０１９年９月１日", "2019-09-01"),
        ("2019/9/1", "2019-09-01"),
        ("2019.9", "2019-09"),
        ("2019-09-01 00:00:00", "2019-09-01"),
        ("20190901", "2019-09-01"),
        ("去年", "去年"),
        ("2019-13", "2019-13"),
        ("未知", ""),
        ("不详", ""),
    ],
)
def test_dates(typed: str, read: str) -> None:
    assert text_value(Question("practice.since", "", kind="date"), typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１２，０００元", "12000"),
        ("12,000.50", "12000.50"),
        ("￥6800", "6800"),
        ("6800.0", "6800"),
        ("31 名", "31"),
        ("约3万", "约3万"),
        ("1.2万元", "1.2万元"),
        ("/", ""),
    ],
)
def test_amounts_lose_what_stands_around_them_and_nothing_is_reckoned(typed: str, read: str) -> None:
    assert text_value(Question("cost.amount", "", kind="number"), typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("教学点、村小", ["教学点", "村小"]),
        ("村小；边远、民族地区学校", ["村小", "边远、民族地区学校"]),
        ("☑ 教学点　☐ 村小　√ 边远、民族地区学校", ["教学点", "边远、民族地区学校"]),
        ("□教学点 ■村小", ["村小"]),
        ("教学点☑ 村小□", ["教学点"]),
        ("（√）教学点 （ ）村小 [v]边远、民族地区学校", ["教学点", "边远、民族地区学校"]),
        ("教学点（√） 村小（　）", ["教学点"]),
        ("☐ 教学点　☐ 村小", []),
        ("教学点\n村小", ["教学点", "村小"]),
        ("教学点，别的", ["教学点", "别的"]),
        ("未知", []),
        ("请选择", []),
    ],
)
def test_choices_are_listed_or_ticked(typed: str, read: list[str]) -> None:
    assert text_values(Question("setting.kind", "", kind="choices", choices=CHOICES), typed) == read


def test_one_choice_is_one_and_more_are_left_to_the_check() -> None:
    question = Question("unit.type", "", kind="choice", choices=CHOICES)
    assert text_value(question, " 教学点 ") == "教学点"
    assert text_value(question, "☐教学点 ☒村小") == "村小"
    assert text_value(question, "教学点、村小") == "教学点、村小"
    kinds = Question("type", "", kind="choice", choices={"报纸文章": "article-newspaper"})
    assert text_value(kinds, "报纸文章") == "article-newspaper"


def test_text_keeps_its_lines_only_where_it_may_have_some() -> None:
    assert text_value(Question("title", ""), "ＡＢ１　课\n堂 ") == "AB1 课 堂"
    assert text_value(Question("body.做法", "", kind="body"), "甲\n\n乙\n") == "甲\n\n乙"
    assert text_value(Question("URL", "", kind="address"), " https://a.cn/ b ") == "https://a.cn/b"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("芜湖", ["340200"]),
        ("安徽省芜湖市", ["340200"]),
        ("安徽 芜湖 镜湖区", ["340202"]),
        ("安徽/芜湖/镜湖", ["340202"]),
        ("北京市海淀区", ["110108"]),
        ("340200", ["340200"]),
        ("朝阳区", ["110105", "220104"]),
        ("辽宁朝阳市", ["211300"]),
        ("江苏芜湖市", []),
        ("瞎说", []),
        ("", []),
    ],
)
def test_divisions_are_found_by_name_alone_or_behind_those_above(said: str, codes: list[str]) -> None:
    assert divisions_named(said) == codes
