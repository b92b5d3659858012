"""Serve assistants over HTTP, those on this machine unless told otherwise."""

from collections.abc import Sequence
from typing import Final

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kb.entrypoints.library import Library
from kb.entrypoints.mcp.server import server_of
from kb.entrypoints.patient_http import PatientProtocol

#: Bytes of a request; the longest question takes a few thousand.
_LARGEST_REQUEST: Final = 65_536
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


#: So many questions are in hand at once; the last of them is answered within a second or two.
_AT_ONCE: Final = 16


def serve_http(library: Library, site_url: str, host: str, port: int, names: Sequence[str]) -> None:
    """Answer at ``/mcp``; ``names`` are those that a request may call this server by, besides the loopback's."""
    app = server_of(library, site_url).streamable_http_app(
        json_response=True,
        stateless_http=True,  # nothing is remembered of who asked
        max_request_body_size=_LARGEST_REQUEST,
        transport_security=_allowed(names),
    )
    app.router.redirect_slashes = False  # it would lead to whatever host was asked for
    uvicorn.run(
        Gate(app),
        host=host,
        port=port,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )


def _allowed(names: Sequence[str]) -> TransportSecuritySettings:
    """Return whom a request may take us for: a page of elsewhere that has its name point here is turned away."""
    hosts = [*_LOOPBACK, *names]
    origins = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[form for host in hosts for form in (host, f"{host}:*")],
        allowed_origins=[form for origin in origins for form in (origin, f"{origin}:*")],
    )


class Gate:
    """Let through what can be answered soon; the rest is told at once when to come again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._in_hand = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] != "POST":
            # Who would wait for messages is turned away, too: an open stream would be held for nothing.
            words = "这里只回答助手的提问（MCP），用 POST 来问。"
            await PlainTextResponse(words, 405, {"Allow": "POST"})(scope, receive, send)
        elif whole := await _whole(receive):
            # Only now, so that nobody keeps others out by sending slowly.
            await self._answer(scope, whole, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._in_hand >= _AT_ONCE:
            words = "现在问的太多，请过一会儿再问。Too many questions at the moment; try again later."
            await PlainTextResponse(words, 503, {"Retry-After": "1"})(scope, receive, send)
            return
        self._in_hand += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._in_hand -= 1


async def _whole(receive: Receive) -> Receive | None:
    """Return what receives a request that has come whole, or so much that it is too large; None where nobody asks."""
    body, more = b"", True
    while more and len(body) <= _LARGEST_REQUEST:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": more}]

    async def receiving() -> Message:
        return first.pop() if first else await receive()

    return receiving
