"""Query language: forgiving, and never in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search import Collection, Facet, FacetValue, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from kb.search.query.language import parse_query

FACETS = (
    Facet("region", "地区", (FacetValue("340000", "安徽省"), FacetValue("340200", "芜湖市", parent="340000"))),
    Facet("theme", "主题", (FacetValue("research", "网络教研", ("online research",)),)),
    Facet("evidence", "证据等级", tuple(FacetValue(str(n), f"第{n}级") for n in range(6))),
    Facet("year", "年份", (FacetValue("2014", "2014 年"),), listed=False),
    Facet("source", "来源", (FacetValue("moe", "教育部办公厅关于试点的通报", ("教技厅函[2014]13号",)),), listed=False),
)


def document(identifier: str, text: str, **facets: str) -> SearchDocument:
    return SearchDocument(
        identifier, identifier, fields={"body": (text,)}, facets={name: (value,) for name, value in facets.items()}
    )


INDEX = MemoryIndex(
    Collection(
        (
            document("whole", "同步课堂服务", region="340000", evidence="0", source="moe"),
            document("parts", "课堂不同，步子也不同；堂课同步", region="340000", evidence="2", year="2014"),
            document("other", "课堂录像", theme="research", evidence="3"),
        ),
        FACETS,
    )
)


def ids(text: str) -> set[str]:
    return {hit.id for hit in answer(INDEX, SearchQuery(text)).hits}


def notes(text: str) -> str:
    return "".join(answer(INDEX, SearchQuery(text)).notes)


@pytest.mark.parametrize(
    ("typed", "facet", "values"),
    [
        ("地区:安徽", "region", ("340000",)),
        ("地區：安徽省", "region", ("340000",)),
        ("region:芜湖", "region", ("340200",)),
        ("主题:“网络教研”", "theme", ("research",)),
        ('theme:"Online Research"', "theme", ("research",)),
        ("证据:>=2", "evidence", ("2", "3", "4", "5")),
        ("证据：≥4", "evidence", ("4", "5")),
        ("证据:>4", "evidence", ("5",)),
        ("证据:<=1", "evidence", ("0", "1")),
        ("证据:<1", "evidence", ("0",)),
        ("证据:=3", "evidence", ("3",)),
        ("证据:3+", "evidence", ("3", "4", "5")),
        ("证据:2", "evidence", ("2", "3", "4", "5")),
        ("年份:2014", "year", ("2014",)),
        ("年份：2014年", "year", ("2014",)),
        ("year: 2014", "year", ("2014",)),
        ("地区： 安徽", "region", ("340000",)),
        ("证据:3级", "evidence", ("3", "4", "5")),
        ("证据:>=４級", "evidence", ("4", "5")),
        ("证据:4级以上", "evidence", ("4", "5")),
        ("来源:教技厅函〔2014〕13号", "source", ("moe",)),
        ("来源:通报", "source", ("moe",)),
    ],
)
def test_a_field_narrows_in_chinese_and_english(typed: str, facet: str, values: tuple[str, ...]) -> None:
    parsed = parse_query(f"课堂 {typed} 录像", FACETS)
    assert parsed.filters == {facet: values}
    assert parsed.text.split() == ["课堂", "录像"]
    assert parsed.notes == ()


def test_a_value_nobody_knows_is_searched_as_text_and_said() -> None:
    parsed = parse_query("地区:火星 课堂", FACETS)
    assert parsed.filters == {}
    assert parsed.text == "地区:火星 课堂"
    assert "地区里没有“火星”" in parsed.notes[0]


@pytest.mark.parametrize("typed", ["<0", ">5", ">9", "=7", "≥9", "9+", "＜０"])
def test_a_bound_that_no_level_is_within_is_not_taken_for_no_filter(typed: str) -> None:
    parsed = parse_query(f"证据:{typed} 课堂", FACETS)
    assert parsed.filters == {}
    assert parsed.notes == (
        f"证据等级里没有“{typed}”。可以用：第0级、第1级、第2级、第3级、第4级、第5级。这里按普通文字检索。",
    )


@pytest.mark.parametrize(
    "text", ["a:b:c", "http://example.org/", "未知:值", ":", "::", "-", "- 课堂", '"', "“", "2013-2014", 'a"b']
)
def test_what_is_no_command_is_text(text: str) -> None:
    parsed = parse_query(text, FACETS)
    assert (parsed.text, parsed.filters, parsed.excluded) == (text, {}, ())


@pytest.mark.parametrize(
    "text",
    [
        "*", "课堂*", "课堂?", "AND", "课堂 OR 录像", "/", "课堂/录像", "课堂\\", "a:b:c", "标题:课堂", "-标题：课堂",
        "-地区:安徽",
        '"课堂', '课堂"', '课"堂', "“课堂 录像", '"" 课堂', "课堂🔍", "\x00课堂", "课堂\x7f",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_command_is_text_and_said(text: str) -> None:
    assert "查询里的符号（如 *、/、AND、没有配对的引号）按普通文字处理。" in parse_query(text, FACETS).notes


@pytest.mark.parametrize(
    "text",
    ["香滨小学：平时上课", "课堂，录像", "“课堂” 录像", "录像\t课堂\n", "2013-2014", "课堂 -录像", "年份: 2014", "60%"],
)
def test_what_people_write_every_day_is_not_remarked_on(text: str) -> None:
    assert parse_query(text, FACETS).notes == ()


def test_a_space_after_an_unknown_name_and_a_colon_changes_nothing() -> None:
    assert parse_query('说: "同步课堂"', FACETS).phrases == ("同步课堂",)
    assert parse_query("-说: 课堂", FACETS).excluded == ("说:",)


def test_an_exclusion_of_nothing_is_text_and_lists_every_case_with_a_note() -> None:
    assert parse_query("--", FACETS).excluded == ()
    assert "没有可以检索的文字" in notes("--")


def test_a_phrase_must_stand_together() -> None:
    assert ids('"同步课堂"') == ids("“同步課堂”") == {"whole"}
    assert ids("同步课堂") >= {"whole", "parts"}


def test_a_phrase_nobody_wrote_is_searched_as_text_and_said() -> None:
    assert "whole" in ids('"同步课桌"')
    assert "没有案例含有“同步课桌”" in notes('"同步课桌"')


def test_an_excluded_word_or_phrase_takes_matches_away() -> None:
    assert ids("课堂 -录像") == {"whole", "parts"}
    assert ids('课堂 -"同步课堂"') == {"parts", "other"}
    assert ids("-录像") == {"whole", "parts"}


def test_fields_typed_and_chosen_work_together() -> None:
    assert ids("课堂 证据:>=2") == {"parts", "other"}
    assert ids("来源:通报") == {"whole"}
    results = answer(INDEX, SearchQuery("课堂 地区:安徽", {"evidence": ("2",)}))
    assert [hit.id for hit in results.hits] == ["parts"]


def test_unlisted_facets_are_typed_but_not_counted() -> None:
    assert set(answer(INDEX, SearchQuery("课堂")).facets) == {"region", "theme", "evidence"}


PIECES = [
    "课堂", "录像", "安徽", "地区", "证据", ">=", "9", '"', "“", "”", "-", ":", "：", "*", "(", "\\", "AND", " ",
    "\x00", "🔍",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
def test_no_query_raises_or_is_empty_in_silence(text: str) -> None:
    results = answer(INDEX, SearchQuery(text))
    assert results.total or results.notes
