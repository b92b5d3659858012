"""``kb show``: one case in the terminal, honest about evidence and gaps."""

import json
from pathlib import Path

from kb.content.corpus_reader import read_corpus
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.related import related_cases
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import open_index
from kb.search.ranking.more_like_this import MoreLikeThis
from tests.cases import CORPUS
from tests.commands import run_kb

NANSHAN = "nanshan-service-outsourcing"


def test_the_case_is_shown_with_evidence_unknowns_sources_and_related_cases() -> None:
    out = run_kb("show", NANSHAN, "--cases", CORPUS).out
    assert out.startswith("深圳南山：落实经费，探索校企合作和服务外包\n深圳市南山区教育局 · 广东省 深圳市 南山区")
    for words in (
        "0 级 仅见于政策文件，未经评估",
        "谁运营　企业",
        "谁付费　未知",
        "费用　未知",
        "没有给出金额。（moe-2014-13，二·5）",
        "信息完整度 5/17，来源没有说清：谁投资、",
        "焦作",
        "（jiaozuo-purchase-of-service）：同",
    ):
        assert words in out, words
    assert "\x1b" not in out


def test_related_cases_are_those_of_the_case_page(tmp_path: Path) -> None:
    corpus = read_corpus(CORPUS).corpus
    assert corpus is not None
    index = tmp_path / "index"
    data = json.loads(run_kb("show", f"cases/{NANSHAN}.md", "--json", "--cases", CORPUS, "--index", index).out)
    catalogue = Catalogue(corpus, MoreLikeThis(open_index(index, NumpyAccumulator)))
    assert data["id"] == NANSHAN
    assert data["evidence"]["level"] == 0
    assert [(one["id"], one["reason"]) for one in data["related"]] == [
        (one.case.id, one.reason) for one in related_cases(catalogue.case_by_id[NANSHAN], catalogue)
    ]


def test_an_id_typed_wrong_is_answered_with_the_nearest() -> None:
    outcome = run_kb("show", "nanshan-service-outsorcing", "--cases", CORPUS)
    assert outcome.status == 2
    assert f"您是不是要写 {NANSHAN}？" in outcome.err
    assert "kb search" in run_kb("show", "zzz", "--cases", CORPUS).err


def test_a_case_is_shown_where_no_index_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = run_kb("show", NANSHAN, "--cases", CORPUS, "--index", tmp_path / "file")
    assert outcome.status == 0
    assert "相关案例" in outcome.out
