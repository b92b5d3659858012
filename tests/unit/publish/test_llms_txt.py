"""Assistants find their way: llms.txt says what the library is and leads to all of it."""

import re
from typing import Any

import pytest

from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.exports import llms_txt
from kb.publish.exports.llms_txt import render_llms_txt
from kb.publish.view.catalogue import Catalogue

ROOT = "https://library.example/kb/"


def test_it_has_a_title_a_summary_and_sections_of_links_as_llmstxt_org_asks(corpus: Corpus) -> None:
    text = render_llms_txt(Catalogue(corpus), SiteOptions(ROOT))
    assert text.startswith("# 教育信息化典型案例库\n\n> ")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["怎样读、怎样引用", "案例（证据等级高的在前）", "按做法", "按问题", "研究", "数据文件"]
    for heading in headings[1:]:
        lines = text.split(f"## {heading}\n\n")[1].split("\n\n")[0].splitlines()
        assert lines
        assert all(re.fullmatch(rf"- \[.+\]\({ROOT}[\w./-]+\): .+", line) for line in lines)


def test_every_case_stands_in_it_with_its_evidence(corpus: Corpus) -> None:
    text = render_llms_txt(Catalogue(corpus), SiteOptions())
    for case in corpus.cases:
        (line,) = re.findall(rf"^- .*\(cases/{case.id}\.md\): .*$", text, re.MULTILINE)
        assert f"证据 {case.evidence} 级" in line


def test_a_long_list_says_where_the_rest_stands(
    make_case: Any, make_corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llms_txt, "_MOST_CASES", 2)
    text = render_llms_txt(Catalogue(make_corpus(*map(make_case, ("a", "b", "c")))), SiteOptions())
    assert len(re.findall(r"\(cases/\w\.md\)", text)) == 2
    assert "只列前 2 个，全部 3 个" in text


def test_words_of_a_title_make_no_link_of_their_own(make_case: Any, make_corpus: Any) -> None:
    case = make_case(title="题](https://evil.example) <script>")
    text = render_llms_txt(Catalogue(make_corpus(case)), SiteOptions())
    assert r"题\]\(" in text
    assert "<script" not in text
