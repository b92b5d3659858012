"""Each picture is drawn from data and says, read back, what the data say."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise

import pytest
from markupsafe import Markup

from kb.model import Claim, Flow
from kb.publish.view.claims import NumberedClaim
from kb.publish.view.drawings.bars import bars_of
from kb.publish.view.drawings.flow import flow_picture
from kb.publish.view.drawings.svg import WIDTH
from kb.publish.view.drawings.years import Years

SVG = "{http://www.w3.org/2000/svg}"


def read(picture: Markup) -> ET.Element:
    return ET.fromstring(str(picture))


def groups(picture: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in picture.iter(f"{SVG}g") if one.get("class") == name]


def words_of(element: ET.Element) -> str:
    return "".join(span.text or "" for span in element.iter(f"{SVG}tspan"))


def flow(giver: str, what: str, taker: str) -> Flow:
    return Flow.model_validate({"from": giver, "what": what, "to": taker})


FLOWS = (
    flow("企业", "建网", "学校"),
    flow("学校", "服务费", "企业"),
    flow("未知", "运行和维护", "学校"),
    flow("企业", "未知", "未知"),
)


def test_each_party_is_a_box_and_each_gift_an_arrow_that_points_to_who_gets_it() -> None:
    picture = read(flow_picture(FLOWS))
    boxes = {}
    for party in groups(picture, "kb-party"):
        rect = party.find(f"{SVG}rect")
        assert rect is not None
        boxes[float(rect.get("x", "0")), float(rect.get("y", "0"))] = (words_of(party), rect.get("stroke-dasharray"))
    assert [name for name, _ in boxes.values()].count("学校") == 1, "three rows with one party share its box"
    assert [name for name, dashes in boxes.values() if dashes] == ["？", "？"]
    found = []
    for arrow in groups(picture, "kb-given"):
        shaft, head = arrow.findall(f"{SVG}path")
        x1, y, x2, _ = map(float, re.findall(r"[\d.]+", shaft.get("d", "")))
        tip = float(re.findall(r"[\d.]+", head.get("d", ""))[0])
        # The box that an arrow meets is the lowest that begins above it.
        ends = [
            max((top, name) for (left, top), (name, _) in boxes.items() if (left < x1) is is_left and top < y)[1]
            for is_left in (True, False)
        ]
        giver, taker = ends if tip == x2 else reversed(ends)
        found.append((giver, words_of(arrow), taker, shaft.get("stroke-dasharray") is not None))
    assert found == [
        ("企业", "建网", "学校", False),
        ("学校", "服务费", "企业", False),
        ("？", "运行和维护", "学校", True),
        ("企业", "？", "？", True),
    ]
    assert picture.get("aria-label", "").startswith(
        "企业 →（建网）→ 学校；学校 →（服务费）→ 企业；未知 →（运行和维护）→ 学校"
    )


def test_long_words_are_cut_into_lines_and_nothing_is_lost_or_overlaps() -> None:
    long = flow("某某自治州教育体育局信息中心", "录播教室里的音乐课和美术课", "教学点和村小")
    picture = read(flow_picture([long, long]))
    assert [words_of(one) for one in groups(picture, "kb-party")] == [long.giver, long.taker]
    assert [words_of(one) for one in groups(picture, "kb-given")] == [long.what, long.what]
    heights = [float(rect.get("y", "0")) + float(rect.get("height", "0")) for rect in picture.iter(f"{SVG}rect")]
    assert max(heights) <= float(picture.get("height", "0"))


def test_a_hostile_name_stays_text() -> None:
    hostile = '"/><script>alert(1)</script>'
    picture = flow_picture([flow(hostile, hostile, hostile)])
    assert "<script" not in picture
    assert words_of(groups(read(picture), "kb-given")[0]) == hostile.replace(" ", "")


def claim(number: int, name: str, value: float) -> NumberedClaim:
    return NumberedClaim(number, Claim(text=f"{name}。", value=value, figure=name, source="press", locator="正文"))


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ((44871, 148, 12327), ["1,000", "10,000"]),
        ((10, 30, 20), []),
        ((100, 100000), ["100", "1,000", "10,000", "100,000"]),
    ],
)
def test_bars_stand_in_order_with_name_and_number_and_grow_with_it(values: tuple[float, ...], lines: list[str]) -> None:
    bars = bars_of([claim(place, f"第{place}", value) for place, value in enumerate(values, 1)])
    assert bars
    picture = read(bars.picture())
    rows = groups(picture, "kb-bar-row")
    ranked = sorted(((value, f"第{place}") for place, value in enumerate(values, 1)), reverse=True)
    assert [words_of(row) for row in rows] == [f"{name}{value}" for value, name in ranked]
    lengths = [float(row.find(f"{SVG}rect").get("width", "0")) for row in rows]  # type: ignore[union-attr]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] < WIDTH
    assert [words_of(one) for one in groups(picture, "kb-tenfold")] == lines
    if not lines:
        assert [round(length / lengths[0], 2) for length in lengths] == [1, 0.67, 0.33]


def test_only_claims_that_are_named_for_the_picture_are_drawn() -> None:
    plain = NumberedClaim(2, Claim(text="一共 5 所。", value=5, source="press", locator="正文"))
    assert bars_of([claim(1, "一", 3), plain]) is None
    bars = bars_of([claim(1, "一", 3), plain, claim(3, "二", 4)])
    assert bars
    assert [entry.number for entry in bars.entries] == [3, 1]


def test_the_years_without_news_are_dashed_and_counted() -> None:
    years = Years(["2010-09", "2011-01-11", "2014-02-24"], "2026-11-23")
    picture = read(years.picture())
    (known,) = groups(picture, "kb-known")
    places = [float(dot.get("cx", "0")) for dot in known]
    assert len(places) == 3
    assert places == sorted(places)
    (silent,) = groups(picture, "kb-silent")
    assert words_of(silent) == "12 年没有消息2026-11 核对"
    assert silent[0].get("stroke-dasharray")
    assert picture.get("aria-label") == "2010-09 至 2014-02-24有记载，此后到 2026-11 编者核对时，12 年没有消息。"
    assert not groups(read(Years(["2026-03"], "2026-11-23").picture()), "kb-silent")


@pytest.mark.parametrize("last", ["2013-06", "2016", "2018-12", "2020-12-19", "2023-05-27", "2025-01"])
def test_the_dates_below_the_line_do_not_touch(last: str) -> None:
    picture = read(Years(["2011-09", last], "2026-11-23").picture())
    spans = []
    for label in picture.iter(f"{SVG}text"):
        (row,) = label.iter(f"{SVG}tspan")
        words, x = row.text or "", float(row.get("x", "0"))
        width = sum(13 if ord(char) > 0x2E80 else 7.3 for char in words)
        start = {"start": x, "middle": x - width / 2, "end": x - width}[label.get("text-anchor", "")]
        spans.append((label.get("y"), start, start + width, words))
    spans.sort()
    for (y, _, end, words), (below, start, _, others) in pairwise(spans):
        assert y != below or end <= start, (words, others)
    assert min(start for _, start, _, _ in spans) >= 0
    assert max(end for _, _, end, _ in spans) <= WIDTH


def test_the_page_has_each_picture_with_a_table_that_says_the_same(case_page: Callable[..., str]) -> None:
    numbers = [
        {"text": f"{name}。", "value": value, "unit": "个", "figure": name, "source": "press", "locator": "正文"}
        for name, value in (("资源", 40), ("课", 9))
    ]
    flows = [
        {"from": "中心校", "what": "课", "to": "教学点", "source": "notice", "locator": "二·2"},
        {"from": "未知", "what": "钱", "to": "教学点"},
    ]
    html = case_page(claims=numbers, flow=flows)
    given, drawn, later = re.findall(r'<figure class="kb-figure">(.*?)</figure>', html, re.DOTALL)
    cells = [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", given)]
    assert cells == ["中心校", "课1", "教学点", "未知", "钱", "教学点"]
    cells = [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", drawn)]
    assert cells == ["资源2", "40个", "未知", "课2", "9个", "未知"]
    assert "最后的消息。" in later
    assert case_page().count("<figure") == 1


def test_what_was_found_later_stands_with_its_source_and_what_was_not_with_where_it_was_looked_for(
    case_page: Callable[..., str],
) -> None:
    found = [
        {"date": "2026-10", "found": "改了名。", "source": "press", "locator": "正文"},
        {"date": "2026-11", "found": "没有查到人数。", "searched": "县教育局网站"},
    ]
    html = case_page(follow_up=found)
    section = html[html.index('id="later"') : html.index("<figure", html.index('id="later"'))]
    first, second = re.findall(r"<p>(.*?)</p>", section)
    assert re.sub(r"<[^>]+>", "", first) == "改了名。2 2026-10 查"
    assert re.sub(r"<[^>]+>", "", second) == "没有查到人数。 2026-11 查过：县教育局网站"
    assert "还没有查到后来的消息。" not in section
    assert "12 年情况不详" in html
    assert "还没有查到后来的消息。" in case_page()
