"""Whatever is typed or written, the client analyses and answers it as Python does, and never fails on it."""

import json
import random
from typing import Any

from kb.publish.search_index.files import render_browser_index
from kb.search import SearchQuery
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from kb.search.ranking.bm25f import SCALE
from kb.search.text.analyzer import analyze, query_terms, term_weight
from kb.search.text.tables import FOLD_TABLE
from tests.browser.index_files import data_of
from tests.browser.test_client_analysis import ANALYZE_ALL
from tests.browser.test_client_ranking import ANSWER_ALL
from tests.fixtures.documents import RANKING_COLLECTION

PIECES = [
    *"芜湖蕪在线線课堂校教学企业投资建设购买服务无的70万２，。、；：“”「」\"'()〔〕[]-－_*?~^/\\<>&%$#@!|",
    *"aZéßİﬁΣ①Ⅳﾊﾞ각𠮷👩‍🏫\u200b\ufeff\u0301\u3000\t\n\x00\x1c\x85\xad",
    *[
        "地区:",
        "主题：",
        "evidence:>=",
        "年份:2014",
        "-",
        "wuhu",
        "zaixian ketang",
        "iPad",
        "e-learning",
        "1,234",
        "3.5",
    ],
    *["怎么办", "同步课堂", "同步课唐", "焦坐", "教技厅函〔2014〕13号", "河南", "AND", " ", " ", " "],
]


def _texts(seed: int, count: int) -> list[str]:
    rolls = random.Random(seed)
    return ["".join(rolls.choices(PIECES, k=rolls.randint(0, 24))) for _ in range(count)]


def test_random_text_is_analysed_as_in_python(client_page: Any) -> None:
    texts = _texts(2014, 400)
    table = json.loads(FOLD_TABLE.read_text(encoding="utf-8"))
    for text, found in zip(texts, client_page.evaluate(ANALYZE_ALL, [texts, table]), strict=True):
        assert found["occurrences"] == [list(each) for each in analyze(text)], text
        assert found["terms"] == [[term, term_weight(term)] for term in query_terms(text)], text


def test_random_queries_are_answered_as_in_python(client_page: Any) -> None:
    texts = _texts(13, 150)
    index = MemoryIndex(RANKING_COLLECTION)
    queries = [{"text": text, "filters": {}, "limit": 10, "offset": 0} for text in texts]
    answers = client_page.evaluate(ANSWER_ALL, [data_of(render_browser_index(RANKING_COLLECTION)), queries])
    sources = {
        document.id: [text for name in ("summary", "claims", "body") for text in document.fields.get(name, ())]
        for document in RANKING_COLLECTION.documents
    }
    for text, found in zip(texts, answers, strict=True):
        expected = answer(index, SearchQuery(text))
        assert [
            [hit["id"], hit["score"], hit["snippet"], hit["highlights"]] for hit in found["hits"]
        ] == [
            [hit.id, round(hit.score * SCALE), hit.snippet, [list(span) for span in hit.highlights]]
            for hit in expected.hits
        ], text  # fmt: skip
        assert found["total"] == expected.total, text
        assert found["suggestion"] == expected.suggestion, text
        said = [note for note in expected.notes if not note.startswith("您是不是要找")]
        assert found["notes"] == said, text
        for hit in found["hits"]:
            assert any(hit["snippet"] in source for source in sources[hit["id"]]), text
