"""Slow and rude clients, paths that lead out, headers that would make another answer: all come to nothing."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.servers import Server, read_all, serving
from tests.cases import CORPUS

CLOSE = b"Host: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Server]:
    """Run a server that waits a second for a request to come, or for a reader to take something."""
    with serving(tmp_path_factory.mktemp("hasty"), CORPUS, site=str(site), patience=1.0) as running:
        yield running


def test_a_request_that_does_not_come_whole_is_not_waited_for_be_it_the_first_or_the_second(hasty: Server) -> None:
    begun = (b"", b"GET /api/v1/search HTTP/1.1\r\nHost: x\r\n", b"GET /api")
    slow = [hasty.connect() for _ in begun]
    with hasty.connect() as connection:
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /health")
        for one, sent in zip(slow, begun, strict=True):
            one.sendall(sent)
        received = read_all(connection)
    assert received.count(b"HTTP/1.1") == 1
    assert received.startswith(b"HTTP/1.1 200")
    for one in slow:
        with one:
            assert read_all(one) == b""


def test_many_slow_clients_keep_nobody_from_an_answer(hasty: Server) -> None:
    slow = [hasty.connect() for _ in range(200)]
    try:
        for connection in slow:
            connection.sendall(b"GET /api/v1/search HTTP/1.1\r\nX-Slow: ")
        assert hasty.get("/api/v1/search?q=芜湖").status_code == 200
        assert [read_all(connection) for connection in slow] == [b""] * len(slow)
    finally:
        for connection in slow:
            connection.close()


def test_a_reader_who_takes_nothing_is_let_go(hasty: Server) -> None:
    with hasty.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.sendall(b"GET /big.bin HTTP/1.1\r\n" + CLOSE)
        # Nothing is read until the server has given up; then less than all is there.
        with hasty.connect() as patient:
            assert read_all(patient) == b""
            with hasty.connect() as again:
                assert read_all(again) == b""
        assert len(read_all(connection)) < 8_000_000


def test_who_reads_gets_all_of_a_long_file(hasty: Server) -> None:
    assert len(hasty.get("/big.bin").content) == 8_000_000


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 20_000 + b"\r\n" + CLOSE, 431),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(2500)) + CLOSE, 431),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 1_000_000, 400),
        (b"GET /" + b"a" * 1_000_000, 400),
        (b"GET /api/v1/search?q=" + b"a" * 9000 + b" HTTP/1.1\r\n" + CLOSE, 414),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n", 400),
        (b"GET /\xe8\x8a\x9c HTTP/1.1\r\n" + CLOSE, 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"0\r\n\r\n", 405),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\n", 400),
        (b"TRACE /api/v1/search HTTP/1.1\r\n" + CLOSE, 405),
        (b"PUT /index.html HTTP/1.1\r\nContent-Length: 0\r\n" + CLOSE, 405),
        (b"POST /api/v1/search HTTP/1.1\r\nContent-Length: 999999999\r\n" + CLOSE, 405),
        (b"DELETE /api/v1/cases/wuhu-online-classroom HTTP/1.1\r\n" + CLOSE, 405),
        (b"CONNECT evil.example:443 HTTP/1.1\r\n" + CLOSE, 405),
        (b"GET http://evil.example/api/v1/search HTTP/1.1\r\n" + CLOSE, 404),
        (b"OPTIONS * HTTP/1.1\r\n" + CLOSE, 405),
    ],
)
def test_what_is_no_reading_or_no_http_is_refused(hasty: Server, sent: bytes, status: int) -> None:
    received = hasty.exchange(sent)
    assert received.startswith(b"HTTP/1.1 %d " % status), received[:200]
    assert b"Traceback" not in received


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e%2fsecret.txt",
            "/cases/../../secret.txt",
        ),
        *("//secret.txt", "/./../secret.txt", "/..;/secret.txt", "/..%5csecret.txt", "/%252e%252e/secret.txt"),
        *("/link.txt", "/%c0%ae%c0%ae/secret.txt", "/cases/x.html/../../../secret.txt", "/secret.txt%00.html"),
        *("/%00", "/etc/passwd", "//etc/passwd", "/%2fetc%2fpasswd", "/file:///etc/passwd", "/cases/", "/cases"),
        *("/api/v1/cases/..%2f..%2fsecret", "/api/v1/cases/..%2f..%2fsecret.md", "/" + "a/" * 2000, "/" + "a" * 5000),
    ],
)
def test_no_path_leads_out_of_the_site(site_server: Server, path: str) -> None:
    received = site_server.exchange(f"GET {path} HTTP/1.1\r\n".encode() + CLOSE)
    assert received.startswith(b"HTTP/1.1 404 "), received[:200]
    assert b"SECRET" not in received
    assert b"root:" not in received


HEADERS = (
    *("Host: evil.example", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=https"),
    *("X-Forwarded-Proto: javascript", "X-Forwarded-For: evil.example", "X-Original-URL: /secret.txt"),
    *("X-Rewrite-URL: /metrics", "X-Forwarded-Prefix: /evil.example", "X-HTTP-Method-Override: DELETE"),
    *("Origin: https://evil.example", "Origin: null", "Referer: https://evil.example/", "Cookie: evil.example=1"),
    *("Accept-Language: evil.example", "User-Agent: evil.example"),
)
PATHS = (
    *("/api/v1/search?q=%E8%8A%9C%E6%B9%96", "/api/v1/cases/wuhu-online-classroom", "/nothing", "/cases/x.html"),
    *("/docs", "/openapi.json", "/api/v1/search/", "/cases", "/"),
)


@pytest.mark.parametrize("path", PATHS)
def test_no_header_of_a_client_makes_another_answer(site_server: Server, path: str) -> None:
    def body_with(header: str) -> tuple[bytes, bytes]:
        lines = [f"GET {path} HTTP/1.1", header, *(["Host: x"] if not header.startswith("Host") else [])]
        received = site_server.exchange("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        head, _, body = received.partition(b"\r\n\r\n")
        assert b"evil" not in received
        return head.split(b"\r\n")[0], body

    plain = body_with("X-Nothing: 1")
    for header in HEADERS:
        assert body_with(header) == plain, header


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/cases/x%0d%0aSet-Cookie:%20evil=1",
        "/api/v1/cases/%0d%0a%0d%0a<script>evil</script>",
        "/api/v1/search?q=%0d%0aSet-Cookie:%20evil=1",
        "/api/v1/search?%0d%0aSet-Cookie:evil=1",
        "/api/v1/suggest?q=%0aLocation:%20evil",
        "/api/v1/cases/wuhu-online-classroom/citation?style=%0d%0aevil:1",
        "/%0d%0aSet-Cookie:%20evil=1",
        "/api/v1/cases/%E5%98%8D%E5%98%8Aevil:1",
    ],
)
def test_no_query_gets_into_the_head_of_an_answer(site_server: Server, path: str) -> None:
    head, _, body = site_server.exchange(f"GET {path} HTTP/1.1\r\n".encode() + CLOSE).partition(b"\r\n\r\n")
    assert b"evil" not in head
    assert head.count(b"HTTP/1.1") == 1
    # What is said of a query is data, and no browser takes it for a page.
    assert b"content-type: text/html" not in head or b"evil" not in body
    assert b"x-content-type-options: nosniff" in head


@pytest.mark.parametrize(
    "odd",
    [
        "utm_source=evil",
        "q=芜湖&callback=evil",
        "q=芜湖;limit=1",
        "Q=芜湖",
        "q[]=芜湖",
        "q=芜湖&__proto__=1",
        "q=a&q=b",
    ],
)
def test_odd_queries_are_refused_or_answered_for_themselves_and_poison_nothing(server: Server, odd: str) -> None:
    plain = server.get("/api/v1/search?q=芜湖").json()
    asked = server.get(f"/api/v1/search?{odd}")
    if asked.status_code == 422:
        assert asked.headers["cache-control"] == "no-store"
    else:
        assert asked.json()["query"] == odd.rpartition("q=")[2]
    assert server.get("/api/v1/search?q=芜湖").json() == plain
