"""The page on the notice tells how the pilots ended, each sentence with its source or as the editors' own."""

from typing import Any

from kb.model import Notice
from tests.theme import render_pages

NOTICE = {
    "source": "notice",
    "summary": "一份文件。",
    "principles": [],
    "measures": [],
    "rectify": [],
    "deadlines": [],
}


def page_with(make_case: Any, make_corpus: Any, **changes: Any) -> str:
    corpus = make_corpus(make_case())
    corpus = corpus.model_copy(update={"notice": Notice.model_validate(NOTICE | changes)})
    return next(page.render() for page in render_pages(corpus) if page.uri == "notice.html")


def test_the_outcome_is_told_with_its_source(make_case: Any, make_corpus: Any) -> None:
    told = [{"text": "后来验收了。", "source": "press", "locator": "第 3 版"}, {"text": "名单没有找到。"}]
    page = page_with(make_case, make_corpus, afterwards=told)
    outcome, sources = page.split('id="afterwards"')[1].split('id="sources"')
    assert "<li>后来验收了。<" in outcome
    assert "<li>编者：名单没有找到。</li>" in outcome
    assert "第 3 版" in sources


def test_nothing_is_told_where_nothing_is_known(make_case: Any, make_corpus: Any) -> None:
    assert "afterwards" not in page_with(make_case, make_corpus)
