"""Over HTTP more questions than can be answered soon are refused at once, and nobody keeps others out."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
from starlette.types import Message, Receive, Scope, Send

from kb.entrypoints.mcp.http import Gate
from tests.mcp.assistants import Door
from tests.mcp.test_hostile import connected

_CLIENT = httpx.Client(timeout=300, trust_env=False, limits=httpx.Limits(max_connections=None))
POST: Scope = {"type": "http", "method": "POST", "headers": []}
WHOLE: Message = {"type": "http.request", "body": b"{}", "more_body": False}


def search(door: Door, words: str) -> httpx.Response:
    arguments = {"query": words}
    asked = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "search_cases", "arguments": arguments},
    }
    given = {"Accept": "application/json, text/event-stream"}
    return _CLIENT.post(door.url, json=asked, headers=given)


class Asked:
    """What many who ask at once are told; an application behind the gate waits until ``answered`` is set."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        self.statuses: list[int] = []
        self.heads: list[Message] = []
        self.gate = Gate(self._application)

    async def _application(self, _scope: Scope, receive: Receive, send: Send) -> None:
        assert await receive() == WHOLE
        await self.answered.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.statuses.append(message["status"])
            self.heads.append(message)

    def ask(self, receive: Callable[[], Awaitable[Message]]) -> asyncio.Task[None]:
        return asyncio.create_task(self.gate(POST, receive, self._send))


async def whole() -> Message:
    return WHOLE


async def never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def settled() -> None:
    """Let everything go as far as it can without an answer."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_what_is_too_much_is_refused_while_the_rest_is_still_worked_on() -> None:
    async def scene() -> None:
        asked = Asked()
        slow = [asked.ask(never) for _ in range(100)] + [asked.ask(gone) for _ in range(100)]
        await settled()
        quick = [asked.ask(whole) for _ in range(40)]
        await settled()
        # Those who send nothing have no place that others want.
        assert asked.statuses == [503] * 24
        assert all((b"retry-after", b"1") in head["headers"] for head in asked.heads)
        asked.answered.set()
        await asyncio.gather(*quick)
        assert Counter(asked.statuses) == {503: 24, 200: 16}
        await asked.ask(whole)
        assert asked.statuses[-1] == 200
        for task in slow:
            task.cancel()

    asyncio.run(scene())


def test_many_at_once_get_the_answer_or_are_told_to_come_again(http_door: Door) -> None:
    expected = search(http_door, "在线课堂").json()
    with ThreadPoolExecutor(60) as pool:
        answers = list(pool.map(lambda _: search(http_door, "在线课堂"), range(100)))
    assert {one.status_code for one in answers} <= {200, 503}
    for one in answers:
        if one.status_code == 200:
            assert one.json() == expected
        else:
            assert one.headers["retry-after"] == "1"
    assert search(http_door, "在线课堂").json() == expected
    assert "Traceback" not in http_door.log.read_text(encoding="utf-8")


def test_who_goes_away_in_the_middle_leaves_their_place_to_others(http_door: Door) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    head = b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
    for _ in range(60):
        with connected(http_door) as connection:
            connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    # Some may still be worked on.
    while search(http_door, "在线课堂").status_code == 503:
        pass
    assert search(http_door, "在线课堂").status_code == 200
    assert "Traceback" not in http_door.log.read_text(encoding="utf-8")
