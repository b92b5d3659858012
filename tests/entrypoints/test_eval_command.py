"""``kb eval``: search measured on documents of one's own."""

import json
from pathlib import Path

import pytest

from tests.commands import run_kb

DOCS = [
    {"id": "a", "title": "芜湖在线课堂", "text": "县镇学校帮助教学点开齐课程。"},
    {"id": "b", "title": "焦作城域网", "text": "企业投资建设，学校购买服务。"},
    {"id": "c", "title": "", "text": "课堂 与 课程"},
]


def write(path: Path, entries: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write(tmp_path / "docs.jsonl", DOCS)


def test_measures_are_those_of_the_ranks(docs: Path, tmp_path: Path) -> None:
    right = write(tmp_path / "right.jsonl", [{"id": "1", "text": "蕪湖", "gold": "a"}])
    mixed = write(
        tmp_path / "mixed.queries.jsonl",
        [
            {"id": "1", "text": "购买服务", "gold": "b", "split": "dev"},
            {"id": "2", "text": "芜湖在线课堂", "gold": ["c"]},
            {"id": "3", "text": "芜湖在线课堂", "gold": ["b", "a"]},
            {"id": "4", "text": "vsat", "gold": "a"},
        ],
    )
    outcome = run_kb("eval", "--docs", docs, "--queries", right, mixed, "--json")
    assert outcome.status == 0, outcome.err
    files = json.loads(outcome.out)["files"]
    assert set(files) == {"right", "mixed.queries"}
    assert set(files["right"]) == {"queries", "mrr@10", "recall@1", "recall@10", "p50_ms", "p95_ms"}
    assert (files["right"]["queries"], files["right"]["mrr@10"], files["right"]["recall@1"]) == (1, 1.0, 1.0)
    assert files["mixed.queries"]["recall@1"] == 0.5
    assert 0.5 <= files["mixed.queries"]["recall@10"] <= 0.75
    assert 0 < files["right"]["p50_ms"] <= files["right"]["p95_ms"]


def test_the_table_has_a_line_a_file(docs: Path, tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", [{"id": "1", "text": "焦作", "gold": "b"}])
    two = write(tmp_path / "two.jsonl", [])
    lines = run_kb("eval", "--docs", docs, "--queries", one, "--queries", two).out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["one", "1"], ["two", "0"]]


def test_a_line_that_is_no_object_is_named(docs: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "1", "text": "x", "gold": "a"}\n[1]\n', encoding="utf-8")
    outcome = run_kb("eval", "--docs", docs, "--queries", bad)
    assert outcome.status == 2
    assert "bad.jsonl:2" in outcome.err
    missing = write(tmp_path / "missing.jsonl", [{"id": "1", "gold": "a"}])
    assert "没有 text" in run_kb("eval", "--docs", docs, "--queries", missing).err


def test_half_an_emoji_in_documents_and_queries_is_passed_over(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text('{"id": "a\\ud83d", "title": "芜湖\\ude00", "text": "\\ud83d在线课堂"}\n', encoding="utf-8")
    queries = tmp_path / "half.jsonl"
    queries.write_text('{"id": "1", "text": "芜湖\\ud83d", "gold": "a\\ud83d"}\n', encoding="utf-8")
    outcome = run_kb("eval", "--docs", docs, "--queries", queries, "--json")
    assert json.loads(outcome.out)["files"]["half"]["recall@1"] == 1.0


def test_an_id_used_twice_and_a_nest_of_brackets_are_named(docs: Path, tmp_path: Path) -> None:
    queries = write(tmp_path / "q.jsonl", [{"id": "1", "text": "芜湖", "gold": "a"}])
    twice = run_kb("eval", "--docs", write(tmp_path / "twice.jsonl", [*DOCS, DOCS[0]]), "--queries", queries)
    assert (twice.status, twice.out) == (2, "")
    assert "有两篇文档的 id 都是 a" in twice.err
    (tmp_path / "deep.jsonl").write_text("[" * 100_000, encoding="utf-8")
    assert "deep.jsonl:1" in run_kb("eval", "--docs", docs, "--queries", tmp_path / "deep.jsonl").err
