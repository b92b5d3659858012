"""The grid, its table and the bars say what the notice says, no more."""

import re
from typing import Any

import pytest

from kb.model import Corpus, Notice
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.province_map import fund_bars, map_tiles
from tests.theme import content_of, render_pages

#: Part 一 of the notice.
ARRANGEMENTS = (
    "北京 天津 河北 山西 辽宁 黑龙江 江苏 浙江 安徽 福建 江西 河南 湖北 湖南 广东 广西 重庆 四川 西藏 陕西 甘肃 宁夏"
)
PLANS = "北京 安徽 湖北 湖南"
SAFEGUARDS = "北京 江苏 福建 湖南 广西 宁夏"
FUNDS = "湖南 广西 宁夏 福建 北京"


@pytest.mark.parametrize(
    ("key", "names"),
    [("arrangements", ARRANGEMENTS), ("plan", PLANS), ("safeguards", SAFEGUARDS), ("fund", FUNDS)],
)
def test_a_tile_is_lit_for_the_provinces_the_notice_names(key: str, names: str, corpus: Corpus) -> None:
    tiles = map_tiles(Catalogue(corpus))
    assert len(tiles) == 34
    assert {tile.place.name for tile in tiles if f"on-{key}" in tile.on.split()} == set(names.split())


def test_bars_are_as_long_as_the_funds_compare(corpus: Corpus) -> None:
    bars = fund_bars(Catalogue(corpus))
    assert [(bar.name, bar.yuan) for bar in bars] == [
        ("湖南省", 30_000_000),
        ("广西壮族自治区", 13_000_000),
        ("宁夏回族自治区", 6_410_000),
        ("福建省", 5_000_000),
        ("北京市", 2_000_000),
    ]
    assert [bar.percent for bar in bars] == [100, 43.33, 21.37, 16.67, 6.67]


def test_the_grid_shows_what_the_document_says_and_the_places_with_cases(library_pages: dict[str, str]) -> None:
    page = library_pages["regions/index.html"]
    grid, places = page.split('<h2 id="places">')
    told = {}
    for code, inside in re.findall(r'<a href="(\d+)\.html"><span>.*?</span>(.*?)</a></li>', grid):
        # What is shown; what only screen readers hear stands in a span within.
        told[code] = [re.sub(r"<.*", "", part) for part in re.findall(r'<b class="is-\w+">(.*?)</b>', inside)]
    assert len(told) == 34
    assert told["430000"] == ["1", "有", "有", "有", "3000 万"]
    assert page.count('type="radio"') == 5
    counted = re.findall(r'<a href="(\d+)\.html"><span>.*?</span> <b>(\d+)</b>', places)
    assert dict(counted) == {code: cells[0] for code, cells in told.items() if cells[0]}


def test_the_bars_name_each_sum_in_yuan_and_are_drawn_without_anything_to_load(library_pages: dict[str, str]) -> None:
    page = library_pages["notice.html"]
    chart = page.split('class="kb-table kb-bars"')[1].split("</table>")[0]
    drawn = re.findall(
        r'>([^<]+)</a></th><td class="kb-num">([\d,]+) 元</td><td class="kb-bar"><svg.*?<rect width="([\d.]+)%"', chart
    )
    assert drawn == [
        ("湖南省", "30,000,000", "100.0"),
        ("广西壮族自治区", "13,000,000", "43.33"),
        ("宁夏回族自治区", "6,410,000", "21.37"),
        ("福建省", "5,000,000", "16.67"),
        ("北京市", "2,000,000", "6.67"),
    ]
    assert not re.search(r"<(script|img|link)\b", chart)


def test_without_the_notice_the_grid_shows_cases_only(make_case: Any, make_corpus: Any) -> None:
    corpus = make_corpus(make_case())
    assert fund_bars(Catalogue(corpus)) == ()
    html = next(page.render() for page in render_pages(corpus) if page.uri == "regions/index.html")
    assert html.count('type="radio"') == 1
    assert "2014" not in content_of(html)


def test_a_fund_of_nothing_is_no_bar(corpus: Corpus) -> None:
    assert corpus.notice
    rows = tuple(row.model_copy(update={"fund": None}) for row in corpus.notice.measures)
    notice = Notice.model_construct(**dict(corpus.notice) | {"measures": rows})
    assert fund_bars(Catalogue(corpus.model_copy(update={"notice": notice}))) == ()
