"""Serve assistants over HTTP, those on this machine unless told otherwise."""

from collections.abc import Sequence
from typing import Final

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kb.entrypoints.library import Library
from kb.entrypoints.mcp.server import server_of
from kb.entrypoints.patient_http import PatientProtocol

#: Bytes of a request; the longest question takes a few thousand.
_LARGEST_REQUEST: Final = 65_536
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


class _Protocol(PatientProtocol):
    most = 100


def serve_http(library: Library, site_url: str | None, host: str, port: int, names: Sequence[str]) -> None:
    """Answer at ``/mcp``; ``names`` are those that a request may call this server by, besides the loopback's."""
    app = server_of(library, site_url).streamable_http_app(
        json_response=True,
        stateless_http=True,  # nothing is remembered of who asked
        max_request_body_size=_LARGEST_REQUEST,
        transport_security=_allowed(names),
    )
    uvicorn.run(
        _OnlyPosts(app),
        host=host,
        port=port,
        http=_Protocol,
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


class _OnlyPosts:
    """Turn away who would wait for messages: this server has none to send, and an open stream is held for nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] != "POST":
            words = "这里只回答助手的提问（MCP），用 POST 来问。"
            await PlainTextResponse(words, 405, {"Allow": "POST"})(scope, receive, send)
        else:
            await self._app(scope, receive, send)
