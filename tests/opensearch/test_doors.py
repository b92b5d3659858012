"""What asks over MCP and HTTP is answered from a cluster as from a folder, also while a node is killed."""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client

from tests.api.servers import Server, eventually, serving
from tests.cases import CORPUS, copy_cases, replace_in
from tests.commands import must_run_kb
from tests.mcp.assistants import answer, open_door
from tests.opensearch.node import Engine, Node, running, three_nodes

CASE, OTHER = "wuhu-online-classroom", "jiaozuo-purchase-of-service"
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search_cases", {"query": "教学点开不齐课怎么办"}),
    ("search_cases", {"query": "“在线课堂” -芜湖", "limit": 2, "offset": 1}),
    ("search_cases", {"query": "jiaoxuedian"}),
    ("search_cases", {"query": "同步课唐"}),
    ("search_cases", {"query": "疫情"}),
    ("search_cases", {"query": "", "sort": "evidence", "limit": 20}),
    ("search_cases", {"query": "课堂", "filters": {"region": ["浙江", "安徽"], "evidence": ["0"]}}),
    ("get_case", {"id": CASE}),
    ("compare_cases", {"ids": [CASE, OTHER]}),
    ("cite", {"id": f"{CASE}#claim-1", "style": "bibtex"}),
    ("research", {"model": "在线课堂"}),
)
PATHS = (
    "search?q=教学点开不齐课怎么办",
    "search?q=vsat",
    "search?region=浙江&sort=evidence",
    "facets",
    f"cases/{OTHER}",
)
_PATIENCE = 420


def test_assistants_get_the_same_answers_from_a_cluster(
    node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_OPENSEARCH_NAME", f"test{secrets.token_hex(4)}")
    must_run_kb("index", "--cases", CORPUS, "--engine", node.url)

    async def question(client: Client) -> list[dict[str, Any]]:
        return [await answer(client, tool, arguments) for tool, arguments in QUESTIONS]

    found = []
    for name, options in (("folder", ()), ("cluster", ("--engine", node.url))):
        (tmp_path / name).mkdir()
        with open_door(tmp_path / name, CORPUS, *options) as door:
            found.append(door.ask(question))
    folder, cluster = found
    assert sum(len(one.get("hits", ())) for one in folder) > 10
    for asked, one, other in zip(QUESTIONS, folder, cluster, strict=True):
        assert one == other, asked


class Askers:
    """Programs that ask a server without a pause; ``faults`` says what they should not have got."""

    def __init__(self, server: Server, allowed: dict[str, set[tuple[str, str]]]) -> None:
        self._server = server
        self._allowed = allowed
        self._stopped = threading.Event()
        self.counted: Counter[int] = Counter()
        self.faults: list[str] = []

    def _ask(self) -> None:
        with httpx.Client(base_url=f"{self._server.base}/api/v1/", timeout=120, trust_env=False) as client:
            while not self._stopped.wait(0.05):
                for path, allowed in self._allowed.items():
                    try:
                        got = client.get(path)
                    except httpx.HTTPError as error:
                        self.faults.append(f"{path}: lost: {error!r}")
                        continue
                    self.counted[got.status_code] += 1
                    if got.status_code == 200:
                        if (got.headers["etag"], got.text) not in allowed:
                            self.faults.append(f"{path}: wrong: {got.text[:200]}")
                    elif got.status_code != 503 or "retry-after" not in got.headers:
                        self.faults.append(f"{path}: {got.status_code}: {got.text[:200]}")

    def go_on(self, count: int = 50) -> None:
        """Wait until so many more answers have come."""
        goal, end = self.counted[200] + count, time.monotonic() + _PATIENCE
        while self.counted[200] < goal and not self.faults:
            assert time.monotonic() < end, f"nobody gets an answer: {self.counted}"
            time.sleep(0.05)

    @contextmanager
    def running(self, count: int) -> Iterator["Askers"]:
        threads = [threading.Thread(target=self._ask) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            self.go_on()
            yield self
            self.go_on()
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join()
        assert not self.faults, self.faults[:5]


def told(server: Server, path: str) -> tuple[str, str]:
    got = server.get(f"/api/v1/{path}")
    assert got.status_code == 200, got.text
    return got.headers["etag"], got.text


def test_a_killed_node_and_a_new_generation_cost_no_request_that_was_accepted(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_OPENSEARCH_NAME", f"test{secrets.token_hex(4)}")
    cases = copy_cases(tmp_path / "cases")
    nodes = three_nodes(engine)
    addresses = ",".join(node.url for node in nodes)
    (tmp_path / "folder").mkdir()
    with running(*nodes):
        must_run_kb("index", "--cases", cases, "--engine", addresses)
        with (
            serving(tmp_path / "folder", cases) as folder,
            serving(tmp_path, cases, engine=addresses, index="") as server,
        ):
            allowed = {path: {told(folder, path)} for path in PATHS}
            with Askers(server, allowed).running(3) as askers:
                nodes[0].kill()  # the first address is the one that clients talk to
                askers.go_on()
                replace_in(cases / f"{OTHER}.md", "## 做法\n", "## 做法\n\n用过 VSAT 天线。\n")
                eventually(lambda: folder.get("/api/v1/search?q=vsat").json()["total"] == 1)
                for path in PATHS:
                    allowed[path].add(told(folder, path))
                must_run_kb("index", "--cases", cases, "--engine", addresses)
                eventually(lambda: server.get("/api/v1/search?q=vsat").json().get("total") == 1)
                askers.go_on()
        # The client of the cluster logs what became of a node that does not answer; that is no fault of ours.
        assert "Exception in ASGI application" not in server.log.read_text(encoding="utf-8")
