"""What is said about the founding document, the data and a missing page is said as readers would hear it best."""

import re

import pytest

from kb.model import Corpus
from kb.publish.core.options import LayoutOptions, SiteOptions
from tests.theme import content_of, render_pages

ARCHIVE = "https://files.example/kb-site.zip"


@pytest.fixture(scope="module")
def pages(library_pages: dict[str, str]) -> dict[str, str]:
    return {uri: content_of(html) for uri, html in library_pages.items()}


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_nobody_is_said_to_be_named_in_a_notice(pages: dict[str, str]) -> None:
    for uri in ("index.html", "about.html", "notice.html", "regions/index.html", "regions/430000.html"):
        own = pages[uri].split('class="kb-sources"')[0]
        # What editors wrote of the document, and its title, are theirs.
        own = re.sub(r'<p class="kb-(?:meta|lead|row-text)">.*?</p>|<dd>.*?</dd>', "", own, flags=re.DOTALL)
        assert not re.search("通报|点名(?!单)", words(own)), uri
    assert "列为典型的做法" in pages["notice.html"]


def test_units_told_to_rectify_stand_folded_and_as_of_their_time(corpus: Corpus, pages: dict[str, str]) -> None:
    assert corpus.notice
    page = pages["notice.html"]
    folded = re.search(r'<details id="rectify">(.*?)</details>', page, re.DOTALL)
    assert folded
    assert "这是 2014 年 2 月的情况，不说明这些单位今天怎样。" in folded[1]
    for item in corpus.notice.rectify:
        assert page.count(item.unit) == folded[1].count(item.unit) == 1


def test_data_are_two_buttons_and_the_rest_is_folded(corpus: Corpus, pages: dict[str, str]) -> None:
    above = pages["data.html"].split("<details")[0]
    assert "下载 Excel 表格" in above
    assert "下载整站" not in above, "a button that leads nowhere"
    assert "<table" not in above
    assert "mkdocs.yml" not in pages["data.html"]
    named = {page.uri: page for page in render_pages(corpus, SiteOptions(archive=ARCHIVE))}
    assert f'href="{ARCHIVE}">下载整站（U 盘用）</a>' in named["data.html"].render()
    assert ARCHIVE in named["offline.html"].render()
    unsafe = {page.uri: page for page in render_pages(corpus, SiteOptions(archive="javascript:alert(1)"))}
    assert "javascript:" not in unsafe["data.html"].render()


def test_the_page_about_the_library_says_who_edits_it_and_when_it_was_last_checked(
    corpus: Corpus, pages: dict[str, str]
) -> None:
    newest = max(case.review.date for case in corpus.cases)
    assert f"案例最近一次核对是在 {newest}。" in pages["about.html"]
    assert "编辑，案例最近" not in pages["about.html"]
    named = SiteOptions(layout=LayoutOptions(editor="某省电教馆"))
    (about,) = [page.render() for page in render_pages(corpus, named) if page.uri == "about.html"]
    assert "由某省电教馆编辑，案例最近一次核对" in about
