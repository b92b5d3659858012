"""The API gives the same answers whether the index lies in a cluster or in a folder."""

import secrets
from pathlib import Path

import pytest

from tests.api.servers import eventually, serving
from tests.cases import copy_cases, replace_in
from tests.commands import must_run_kb
from tests.opensearch.node import Node

PATHS = (
    *("search?q=教学点开不齐课怎么办", "search?q=疫情", "search", "search?region=浙江&sort=evidence", "facets"),
    *("suggest?q=芜", "cases/wuhu-online-classroom", "search?theme=没有", "search?q=在线课堂 -芜湖&limit=2&offset=1"),
)


def test_the_api_answers_the_same_from_a_cluster_and_takes_over_its_new_generation(
    node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = copy_cases(tmp_path / "cases")
    monkeypatch.setenv("KB_OPENSEARCH_NAME", f"test{secrets.token_hex(4)}")
    must_run_kb("index", "--cases", cases, "--engine", node.url)
    (tmp_path / "folder").mkdir()
    with (
        serving(tmp_path / "folder", cases) as folder,
        serving(tmp_path, cases, engine=node.url, index="") as cluster,
    ):
        for path in PATHS:
            one, other = folder.get(f"/api/v1/{path}"), cluster.get(f"/api/v1/{path}")
            assert (one.status_code, one.text) == (other.status_code, other.text), path
            assert one.headers.get("etag") == other.headers.get("etag")
        replace_in(cases / "jiaozuo-purchase-of-service.md", "## 做法\n", "## 做法\n\n用过 VSAT 天线。\n")
        eventually(lambda: folder.get("/api/v1/search?q=vsat").json()["total"] == 1)
        # Cases that the cluster does not have yet are not put together with its index.
        assert cluster.get("/api/v1/search?q=vsat").json()["total"] == 0
        assert "VSAT" not in cluster.get("/api/v1/cases/jiaozuo-purchase-of-service").text
        must_run_kb("index", "--cases", cases, "--engine", node.url)
        eventually(lambda: cluster.get("/api/v1/search?q=vsat").json()["total"] == 1)
        assert "VSAT" in cluster.get("/api/v1/cases/jiaozuo-purchase-of-service").text
