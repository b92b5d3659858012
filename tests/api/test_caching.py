"""What may be kept, by whom and for how long; who asks again for the same is told so in a few bytes."""

import gzip
from pathlib import Path

import httpx
import pytest

from tests.api.servers import Server, eventually, serving
from tests.cases import copy_cases, replace_in

CASE = "/api/v1/cases/wuhu-online-classroom"


@pytest.mark.parametrize("path", ["/api/v1/search?q=芜湖", CASE, f"{CASE}.md", f"{CASE}/citation", "/api/v1/facets"])
def test_who_has_an_answer_of_this_generation_gets_304(server: Server, path: str) -> None:
    first = server.get(path)
    assert first.headers["cache-control"] == "public, max-age=60"
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = server.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert server.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_address_of_the_site_makes_another_answer(server: Server, site_server: Server) -> None:
    tag = server.get(CASE).headers["etag"]
    assert site_server.get(CASE, headers={"If-None-Match": tag}).status_code == 200


def test_a_fault_is_kept_by_nobody(server: Server) -> None:
    for path in ("/api/v1/search?limit=x", "/api/v1/search?evidence=9", "/api/v1/cases/x", "/nothing", "/health/ready"):
        assert server.get(path).headers["cache-control"] == "no-store"


def test_long_answers_are_compressed_for_who_can_read_that(server: Server) -> None:
    plain = server.get(CASE, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    raw = server.exchange(
        f"GET {CASE} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
    )
    head, _, body = raw.partition(b"\r\n\r\n")
    assert b"content-encoding: gzip" in head
    assert b"vary: Accept-Encoding" in head
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 2


def test_pages_of_others_may_read_and_do_no_more(server: Server) -> None:
    origin = {"Origin": "https://portal.example"}
    answer = server.get("/api/v1/search", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert server.get("/api/v1/cases/x", headers=origin).headers["access-control-allow-origin"] == "*"
    for method, status in (("GET", 200), ("POST", 400), ("DELETE", 400)):
        asked = "OPTIONS /api/v1/search HTTP/1.1\r\nHost: x\r\nOrigin: https://portal.example\r\nConnection: close\r\n"
        raw = server.exchange(f"{asked}Access-Control-Request-Method: {method}\r\n\r\n".encode())
        assert raw.startswith(f"HTTP/1.1 {status}".encode())


def test_a_head_is_that_of_the_answer(server: Server) -> None:
    for path in ("/api/v1/search", CASE, "/docs", "/openapi.json", "/health/live"):
        whole, head = server.get(path), httpx.head(f"{server.base}{path}", trust_env=False)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]


def test_the_files_of_the_site_are_beside_the_api(site_server: Server) -> None:
    assert site_server.get("/").text == "<p>首页"
    page = site_server.get("/cases/x.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "public, max-age=60"
    assert page.headers["x-content-type-options"] == "nosniff"
    tag = page.headers["etag"]
    assert site_server.get("/cases/x.html", headers={"If-None-Match": tag}).status_code == 304
    assert site_server.get("/cases/x.md").headers["content-type"] == "text/markdown; charset=utf-8"
    missing = site_server.get("/cases/no.html", headers={"If-None-Match": "*", "Range": "bytes=0-1"})
    assert (missing.status_code, missing.text) == (404, "<p>没有这一页")
    assert site_server.get("/api/v1/search").headers["content-type"] == "application/json"


def test_a_changed_case_is_answered_under_another_name_without_a_restart(tmp_path: Path) -> None:
    cases = copy_cases(tmp_path / "cases", "wuhu-online-classroom", "jiaozuo-purchase-of-service")
    with serving(tmp_path, cases, workers=2) as server:
        before = server.get("/api/v1/search?q=vsat")
        assert before.json()["total"] == 0
        replace_in(cases / "jiaozuo-purchase-of-service.md", "## 做法\n", "## 做法\n\n用过 VSAT 天线。\n")

        def answers() -> list[tuple[int, str]]:
            found = [server.get("/api/v1/search?q=vsat") for _ in range(10)]
            return [(one.json()["total"], one.headers["etag"]) for one in found]

        after = eventually(lambda: (found := answers()) and all(total == 1 for total, _ in found) and found)
        assert {tag for _, tag in after} != {before.headers["etag"]}
        assert len({tag for _, tag in after}) == 1
        broken = cases / "wuhu-online-classroom.md"
        replace_in(broken, "evidence: 0", "evidence: 9")
        eventually(lambda: broken.name in server.log.read_text(encoding="utf-8"))
        assert server.get("/api/v1/search?q=芜湖").json()["total"] >= 1
        assert {tag for _, tag in answers()} == {tag for _, tag in after}
