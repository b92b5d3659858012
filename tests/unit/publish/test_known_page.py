"""One look shows what the sources of each case say, and who does what in all of them."""

import re
import xml.etree.ElementTree as ET
from typing import Any

from kb.publish import SiteOptions
from kb.publish.pages.known import role_counts
from kb.publish.view.drawings.actors import actors_picture
from tests.theme import render_pages

SVG = "{http://www.w3.org/2000/svg}"


def test_each_square_says_whether_a_source_says_it_and_an_empty_one_leads_on(make_case: Any, make_corpus: Any) -> None:
    cases = make_case("one", mechanism={"pay": "学校"}), make_case("two")
    pages = {page.uri: page for page in render_pages(make_corpus(*cases), SiteOptions())}
    html = pages["known.html"].render()
    first, second = re.findall(r'<tr><th scope="row">(.*?)</tr>', html[: html.index('id="actors"')], re.DOTALL)
    assert re.findall(r'<span title="([^"]+)">', first) == ["谁付费：写了"]
    assert first.count('href="cases/one.html#edit"') == 16
    assert second.count('href="cases/two.html#edit"') == 17
    assert "<small>1/17</small>" in first
    assert 'href="known.html"' in pages["about.html"].render()


def test_what_only_editors_say_is_no_word_of_a_source(make_case: Any, make_corpus: Any) -> None:
    sourced = {"text": "有网。", "source": "notice", "locator": "二·2"}
    cases = make_case("one", prerequisites=["先测网速。"], enabling=["有人管。", sourced])
    pages = {page.uri: page for page in render_pages(make_corpus(cases), SiteOptions())}
    (row,) = re.findall(
        r'<tr><th scope="row">(.*?)</tr>', pages["known.html"].render().split('id="actors"')[0], re.DOTALL
    )
    assert re.findall(r'<a class="kb-by-editors" href="[^"]+#edit" title="([^"]+)">', row) == [
        "前提条件：来源没有写，只有编者的话，您知道就告诉我们"
    ]
    assert re.findall(r'<span title="([^"]+)">', row) == ["有利条件：写了"]
    assert "<small>1/17</small>" in row


def test_who_plays_which_role_stands_beside_the_case_that_says_so(make_case: Any, make_corpus: Any) -> None:
    cases = make_case("one", mechanism={"invest": ["企业", "政府"], "pay": "学校"}), make_case("two")
    pages = {page.uri: page for page in render_pages(make_corpus(*cases), SiteOptions())}
    table = pages["known.html"].render().split("<caption>是哪些案例")[1].split("</table>")[0]
    assert re.findall(r'href="cases/([a-z]+)\.html"', table) == ["one"]
    assert re.findall(r'<td data-label="([^"]+)"[^>]*>([^<]+)</td>', table) == [
        ("谁投资", "企业、政府"),
        ("谁付费", "学校"),
    ]
    assert (
        "是哪些案例"
        not in {page.uri: page for page in render_pages(make_corpus(cases[1]), SiteOptions())}["known.html"].render()
    )


def test_the_grid_counts_every_actor_in_its_role_and_who_is_not_named(make_case: Any) -> None:
    cases = [
        make_case("one", mechanism={"invest": ["企业", "政府"], "pay": "学校"}),
        make_case("two", mechanism={"invest": "企业"}),
        make_case("three"),
    ]
    counts = role_counts(cases, ["政府", "学校", "企业", "捐赠方"])
    assert counts.columns == ("政府", "学校", "企业", "没有写")
    assert dict(counts.rows)["谁投资"] == (1, 0, 2, 1)
    assert dict(counts.rows)["谁付费"] == (0, 1, 0, 2)
    picture = ET.fromstring(str(actors_picture(counts)))
    rows = {}
    for row in (one for one in picture.iter(f"{SVG}g") if one.get("class") == "kb-role"):
        words = [span.text for span in row.iter(f"{SVG}tspan")]
        circles = [(float(one.get("cx", "0")), float(one.get("r", "0"))) for one in row.iter(f"{SVG}circle")]
        rows[words[0]] = (words[1:], circles)
    said, circles = rows["谁投资"]
    assert said == ["1", "2", "1"]
    assert [x for x, _ in circles] == sorted(x for x, _ in circles)
    assert circles[1][1] > circles[0][1] == circles[2][1]
    assert (picture.get("aria-label") or "").startswith("谁投资：政府 1 个，企业 2 个，没有写 1 个；")
