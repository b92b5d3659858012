"""A citation in any of our styles says which case, place and version it cites, with an address and without."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citation.case_references import CaseVersion, Library, reference_of_case, reference_of_part
from kb.citation.citable_parts import places_of
from kb.citation.citation_parser import Cited, read_citation
from kb.citation.reference import Reference
from kb.citation.style import Style, render_references
from kb.model import Corpus
from tests.unit.citation.citation_strategies import hard_text

LIBRARY = Library("教育信息化典型案例库", "教育信息化典型案例库")
WHOLE = Reference(
    "wuhu", "webpage", "题", issued="2026-11-20", version="3f2a9c1", accessed="2026-11-26", container_title="某库"
)


@pytest.mark.parametrize("url", ["", "https://kb.example.cn/"])
@pytest.mark.parametrize("style", list(Style))
def test_every_place_of_a_case_is_read_back(corpus: Corpus, style: Style, url: str) -> None:
    titles = {case.title: case.id for case in corpus.cases}
    for case in corpus.cases[::4]:
        version = CaseVersion(corpus.content_hashes[case.id], case.review.date)
        whole = reference_of_case(case, version, replace(LIBRARY, url=url), accessed="2026-11-26")
        for place in (None, *places_of(case, corpus.sources)):
            one = reference_of_part(whole, place.id, place.words) if place else whole
            cited = read_citation(render_references([one], style), titles)
            assert cited is not None
            assert (cited.case, cited.anchor, cited.version) == (case.id, place.id if place else "", version.short)
            assert cited.text_hash in ("", place.text_hash if place else "")


@given(hard_text.filter(lambda title: any(map(str.isalnum, title))), st.sampled_from(list(Style)))
def test_whatever_signs_a_title_has_it_is_found_without_an_address(title: str, style: Style) -> None:
    paragraph = reference_of_part(replace(WHOLE, title=title), "practice-p2", "“做法”第 2 段（文字指纹 0123456）")
    cited = read_citation(render_references([paragraph], style), {title: "wuhu"})
    assert cited == Cited("wuhu", "practice-p2", "3f2a9c1", "0123456")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("https://kb.example.cn/cases/wuhu.html#practice-p1", Cited("wuhu", "practice-p1")),
        ("wuhu#claim-3", Cited("wuhu", "claim-3")),
        ("wuhu.md", Cited("wuhu")),
        ("《在线课堂》第二版（版本 1234567），“做法”一节", Cited("wuhu", "practice", "1234567")),
        ("什么也没有", None),
        ("“" * 30_000, None),
    ],
)
def test_addresses_ids_and_words_are_read(text: str, cited: Cited | None) -> None:
    assert read_citation(text, {"在线课堂": "wuhu"}) == cited
