"""Requests that no client makes by accident: each is refused in two languages or answered for what it says."""

import json

import pytest

from tests.api.servers import Server

CLOSE = b"Host: x\r\nConnection: close\r\n\r\n"
LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\n"
CITATION = "/api/v1/cases/wuhu-online-classroom/citation"


def request(path: str, *headers: str, method: str = "GET") -> bytes:
    return "\r\n".join((f"{method} {path} HTTP/1.1", *headers, "")).encode("latin-1") + CLOSE


def answers(received: bytes) -> list[int]:
    """Return the status of each answer that came."""
    return [int(part[:3]) for part in received.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        *((f"q={odd}", "") for odd in ("%00", "%c0%ae", "%ff%fe", "%ed%a0%80", "%", "%zz", "%u829c", "a&q=b")),
        *((odd, "") for odd in ("offset=-0", "limit=1&limit=2", "&&&&", "limit=+5", "limit=5.0")),
        ("limit[]=1", "limit[] 没有这个参数。"),
        ("limit[0]=1", "limit[0] 没有这个参数。"),
        ("q[a]=1", "q[a] 没有这个参数。"),
        ("limit=99999999999999999999999999", "limit 不能大于 100。"),
        (f"limit={'9' * 5000}", "limit 太大了。"),
        *((f"limit={odd}", "limit 要写整数。") for odd in ("NaN", "1e1", "Infinity", "true", "", "%D9%A1")),
        ("offset=-1", "offset 不能小于 0。"),
        ("offset=0x10", "offset 要写整数。"),
        ("sort=RELEVANCE", "sort 只能写 relevance"),
        ("sort=relevance%00", "sort 只能写 relevance"),
        ("region=%00", "地区里没有“\0”。"),
        ("evidence=-1", "证据等级里没有“-1”。"),
        ("evidence=%3E%3D%3E%3D2", "证据等级里没有“>=>=2”。"),
        ("=1", " 没有这个参数。"),
    ],
)
def test_an_odd_parameter_is_named_or_read_as_it_stands(server: Server, query: str, said: str) -> None:
    response = server.get(f"/api/v1/search?{query}")
    assert response.status_code == (422 if said else 200), response.text
    if said:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"].startswith(said)


@pytest.mark.parametrize("day", ["1700000000", "99999-01-01", "2026-02-30", "2026-11-23T01:02"])
def test_what_is_no_day_is_said_to_be_none(server: Server, day: str) -> None:
    response = server.get(f"{CITATION}?accessed={day}")
    assert (response.status_code, response.json()["detail"]) == (422, "accessed 日期要写成 2026-11-23 这样。")


def test_a_thousand_faults_are_not_told_at_length(server: Server) -> None:
    response = server.get("/api/v1/search?" + "&".join(f"a{number}=1" for number in range(1000)))
    assert (response.status_code, len(response.json()["errors"])) == (422, 10)
    assert len(response.content) < 2000


@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1/cases/", "/api/v1/cases//", "/api/v1/cases/%00.md", "/api/v1/cases/x%2fcitation", "/API/V1/SEARCH"),
        *("/api/v1/cases/WUHU-ONLINE-CLASSROOM", "/api/v1/cases/wuhu-online-classroom.md.md", "/api//v1/search"),
        *("/api/v1/search/../facets", "/api/v1/search%3Fq=1", "/api/v1/search#x", "/health/../metrics", "/api"),
        *("/metrics/", "/metrics/..;/x", "@evil.example/", "*", "?", "//evil.example/health/live", "/api/%ff"),
        *("/index.html::$DATA", "/index.html%20", "/index.html.", "/%2e%2e%5cx", "/;/index.html", "/CON", "/%ff"),
    ],
)
def test_there_is_nothing_at_another_spelling_of_an_address(site_server: Server, path: str) -> None:
    received = site_server.exchange(request(path))
    assert answers(received) == [404]
    # A program gets what programs read, a reader the site's page.
    is_page = path.startswith("/") and not path.startswith("/api/")
    expected = b"text/html" if is_page else b"application/problem+json"
    assert b"content-type: " + expected in received


@pytest.mark.parametrize(
    "sent",
    [
        LIVE + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        LIVE + b"Transfer-Encoding: identity\r\n\r\n",
        LIVE + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        LIVE + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
        LIVE + b"Content-Length: +5\r\n\r\n",
        LIVE + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
        LIVE + b"X\x00: y\r\n\r\n",
        b"GET  /health/live HTTP/1.1\r\n" + CLOSE,
        b"GET /health/live\r\n\r\n",
        b"GET /api/v1/suggest?q=\xe8\x8a\x9c HTTP/1.1\r\n" + CLOSE,
        b"\r\n\r\n" + LIVE + CLOSE,
    ],
)
def test_what_is_no_http_is_refused_as_every_problem_is(server: Server, sent: bytes) -> None:
    head, _, body = server.exchange(sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"content-type: application/problem+json" in head
    assert b"cache-control: no-store" in head
    assert b"content-length: %d" % len(body) in head
    problem = json.loads(body)
    assert problem["status"] == 400
    assert "--data-urlencode" in problem["detail"]
    assert f'id="{problem["type"].partition("#")[2]}"' in server.get("/docs").text


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        # A body that nobody reads, whole or in pieces.
        (LIVE + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n", [200]),
        (LIVE + b"Content-Length: 5\r\nConnection: close\r\n\r\nhello", [200]),
        (b"GET /docs HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n" + CLOSE, [200]),
        # What stands in a body is no request; what follows it is one.
        (LIVE + b"Content-Length: 25\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n" + LIVE + CLOSE[9:], [200, 200]),
        (LIVE + b"\r\nGARBAGE\x00\r\n\r\n", [200, 400]),
        # A body that is broken ends it: there is one answer, the program's or the refusal, never both.
        (LIVE + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n", [400]),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n", [400]),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX", [400]),
        # Other protocols are not spoken, and nobody is led to them.
        (request("/api/v1/search", "Upgrade: websocket", "Sec-WebSocket-Key: eA=="), [200]),
        (request("/api/v1/search", "Upgrade: h2c", "HTTP2-Settings: AAAA"), [200]),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [405, 400]),
        (request("/api/v1/search", method="OPTIONS"), [405]),
        (request("/api/v1/search", method="get"), [405]),
        (request("/api/v1/search", method="G" * 300), [405]),
        (b"GET http://127.0.0.1/health/live HTTP/1.1\r\n" + CLOSE, [404]),
    ],
)  # fmt: skip
def test_nothing_is_smuggled_in_and_every_request_has_its_answer(
    server: Server, sent: bytes, statuses: list[int]
) -> None:
    received = server.exchange(sent)
    assert answers(received) == statuses, received
    assert b"kb_requests_total" not in received


def test_a_body_that_breaks_after_the_answer_has_no_second_one(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        received = connection.recv(65536)
        assert answers(received) == [405]
        connection.sendall(b"ZZZ\r\n")
        assert answers(connection.recv(65536)) == []


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("bytes=0-3", 206),
        ("bytes=2-", 206),
        ("bytes=-2", 206),
        ("bytes=-99999999", 206),
        ("bytes=99999999-", 416),
        *((odd, 200) for odd in ("bytes=10-0", "bytes=a-b", "bytes=", "items=0-1", "bytes=0-0,2-3", "bytes=-")),
        *((f"bytes={odd}", 200) for odd in ("0-0," * 500 + "0-0", "9" * 5000 + "-", "0-9\x85")),
    ],
)
def test_a_part_of_a_file_is_had_or_else_the_whole(site_server: Server, wanted: str, status: int) -> None:
    whole = site_server.get("/cases/x.html").content
    received = site_server.exchange(request("/cases/x.html", f"Range: {wanted}"))
    assert answers(received) == [status]
    body = received.partition(b"\r\n\r\n")[2]
    if status == 200:
        assert body == whole
    elif status == 206:
        assert b"content-range: bytes " in received
        assert body in whole
    # What the API makes has no parts.
    assert answers(site_server.exchange(request("/api/v1/search", f"Range: {wanted}"))) == [200]


@pytest.mark.parametrize("known", ["*", 'W/W/""', '"' + "a" * 7000 + '"', ",".join(['"a"'] * 3000), "\xff", "", ","])
def test_who_does_not_name_this_generation_gets_all_of_it(server: Server, known: str) -> None:
    assert answers(server.exchange(request("/api/v1/search", f"If-None-Match: {known}"))) == [200]
    assert answers(server.exchange(request("/api/v1/search?limit=x", f"If-None-Match: {known}"))) == [422]


@pytest.fixture(autouse=True, scope="module")
def without_a_trace(server: Server, site_server: Server) -> object:
    yield
    for one in (server, site_server):
        assert "Traceback" not in one.log.read_text(encoding="utf-8")
