"""``kb index`` and ``kb search`` with a cluster: the same words as with the index in a folder."""

import secrets
from pathlib import Path

import pytest

from kb.search.index.opensearch_cluster import Cluster
from tests.cases import copy_cases, replace_in
from tests.commands import run_kb
from tests.opensearch.node import Node


@pytest.fixture
def chosen(node: Node, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"test{secrets.token_hex(4)}"
    monkeypatch.setenv("KB_OPENSEARCH_NAME", name)
    monkeypatch.setenv("KB_OPENSEARCH", node.url)
    return name


def test_cases_are_indexed_changed_and_found(
    chosen: str, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = copy_cases(tmp_path / "cases")
    missing = run_kb("search", "芜湖")
    assert missing.status == 2
    assert "请先运行 kb index --engine" in missing.err
    count = len(list(cases.glob("*.md")))
    assert f"（新增 {count}，改动 0，删除 0，未变 0）" in run_kb("index", "--cases", cases).out
    [first] = cluster.named(chosen)
    assert run_kb("index", "--cases", cases).out == f"索引已是最新：{count} 个案例。\n"
    assert cluster.named(chosen) == [first]
    replace_in(cases / "wuhu-online-classroom.md", "教学点", "浑天仪教学点")
    assert f"（新增 0，改动 1，删除 0，未变 {count - 1}）" in run_kb("index", "--cases", cases).out
    found = {}
    for query in (["浑天仪"], ["教学点开不齐课怎么办", "--json"], ["建网", "--region", "四川"], ["课堂", "-芜湖"]):
        found[tuple(query)] = run_kb("search", *query)
        assert found[tuple(query)].status == 0
    assert "wuhu-online-classroom" in found["浑天仪",].out
    monkeypatch.delenv("KB_OPENSEARCH")
    for query, outcome in found.items():
        assert run_kb("search", "--cases", cases, "--index", tmp_path / "index", *query).out == outcome.out
