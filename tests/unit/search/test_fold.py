"""Folding: what means the same is written the same, and offsets lead back."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.text.fold import fold, fold_with_offsets
from kb.search.text.tables import FOLD_TABLE, fold_table
from tools.tables import build_table, render_table


def test_the_checked_in_table_is_what_opencc_gives() -> None:
    assert FOLD_TABLE.read_text(encoding="utf-8") == render_table(build_table())


def test_the_table_never_maps_to_something_it_maps_again() -> None:
    assert not set(fold_table().values()) & set(fold_table())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("蕪湖市教育局", "芜湖市教育局"),
        ("教學點開不齊課怎麼辦", "教学点开不齐课怎么办"),
        ("什麽 甚麼", "什么 什么"),
        ("穿著", "穿着"),
        ("ＰＰＰ　７０萬", "ppp 70万"),
        ("⼤⻓", "大长"),
        ("wúhú lǜ", "wuhu lu"),
        ("cafe\u0301", "café"),
        ("在\u200b线\ufeff课\u00ad堂", "在线课堂"),
        ("在\u3164线\u115f课\uffa0堂", "在线课堂"),
        ("教技厅函〔2014〕13号", "教技厅函[2014]13号"),
        ("教技厅函（2014）13号", "教技厅函[2014]13号"),
        ("教技厅函【2014】13號", "教技厅函[2014]13号"),
    ],
)
def test_two_ways_of_writing_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_traditional_text_folds_like_its_simplified_form() -> None:
    text = "县镇学校帮助教学点开齐开足国家规定的课程，为边远地区、民族地区学生提供同步课堂服务，后来发展到头发干净了"
    assert fold(opencc.OpenCC("s2t").convert(text)) == fold(text)
    assert fold(opencc.OpenCC("s2twp").convert("教师与学生")) == fold("教师与学生")


def test_offsets_lead_back_to_what_was_written() -> None:
    original = "第①步：e\u0301co\u200ble㎡"
    folded = fold_with_offsets(original)
    assert folded.text == "第1步:ecolem2"
    start = folded.text.index("ecole")
    assert original[slice(*folded.span(start, start + 5))] == "e\u0301co\u200ble"
    assert original[slice(*folded.span(folded.text.index("m2"), len(folded.text)))] == "㎡"


@given(st.text())
def test_folding_is_stable_and_offsets_stay_inside(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert fold(folded.text) == folded.text
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
