"""Refuse what writes, what is too long, what comes too often and what would wait too long, before any work is done."""

import asyncio
import ipaddress
import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kb.entrypoints.api.problems import busy, problem
from kb.entrypoints.api.settings import Settings

_READING = ("GET", "HEAD")
#: Of path and query together; the longest search with every filter is shorter.
_LONGEST = 8000
#: Of all headers together; browsers need 2 KB.
LONGEST_HEAD = 16_384
#: Whoever watches the server may ask as often as they like.
_ALWAYS = ("/health", "/metrics")
#: One household or school has so much of the newer addresses.
_OWN_BITS = 64


class Gate:
    """Let through what can be answered now; the rest is told at once when to come again."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._at_once = settings.at_once
        self._seconds = settings.seconds
        self._rate = parse(settings.rate)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            scope["kb.refused"] = True
            await refusal(scope, receive, send)
            return
        await self._within_time(scope, receive, send)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if scope["method"] not in _READING:
            detail = f"这里只能读取，不能写。可用的方法：{'、'.join(_READING)}。"
            allow = {"Allow": ", ".join(_READING)}
            return problem("read-only", detail, "Nothing can be written here.", headers=allow)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST:
            return problem("too-long", f"网址超过 {_LONGEST} 个字节。", f"The URI exceeds {_LONGEST} bytes.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
            return problem("head-too-long", "请求头太长。", f"The head exceeds {LONGEST_HEAD} bytes.")
        if scope["path"].startswith(_ALWAYS):
            return None
        caller = _caller(scope)
        if not self._limiter.hit(self._rate, caller):
            reset = self._limiter.get_window_stats(self._rate, caller).reset_time
            wait = str(max(1, math.ceil(reset - time.time())))
            detail = f"请求太频繁，{wait} 秒以后再试。这里的限度是 {self._rate}。"
            return problem(
                "too-many-requests",
                detail,
                f"Too many requests; wait {wait} s. The limit is {self._rate}.",
                headers={"Retry-After": wait},
            )
        return busy() if self._inside >= self._at_once else None

    async def _within_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer within the time; a long file that has begun may take longer, and then keeps nobody out."""
        has_begun = False
        self._inside += 1

        async def sending(message: Message) -> None:
            nonlocal has_begun
            if not has_begun:
                has_begun = True
                self._inside -= 1
                clock.reschedule(None)
            await send(message)

        try:
            async with asyncio.timeout(self._seconds) as clock:
                await self._app(scope, receive, sending)
        except TimeoutError:
            if has_begun:
                raise
            await busy()(scope, receive, send)
        finally:
            if not has_begun:
                self._inside -= 1


def _caller(scope: Scope) -> str:
    """Return what tells callers apart; it is forgotten with the window and written nowhere."""
    host: str = scope["client"][0] if scope["client"] else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:40]
    if address.version == 6:
        return str(ipaddress.ip_network((address, _OWN_BITS), strict=False))
    return host
