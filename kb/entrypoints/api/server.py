"""Start the processes that answer, and end connections whose reader or writer stands still."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache

import limits
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kb.entrypoints.api.gate import LONGEST_HEAD
from kb.entrypoints.api.observed import SHARED_FIGURES, log_to_standard_error
from kb.entrypoints.api.settings import Settings, settings_from_environment
from kb.entrypoints.free_port import require_free
from kb.errors import KbError

#: So many connections may be open; each costs a few KB.
_CONNECTIONS = 1000
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
#: Seconds in which requests that were accepted are still answered when the server is told to stop.
_LAST = 20


@cache
def _patience() -> float:
    return settings_from_environment().patience


class PatientProtocol(H11Protocol):
    """HTTP that ends a connection whose request does not come, or whose reader takes nothing, in a while."""

    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > _CONNECTIONS:
            transport.write(_FULL)
            transport.close()
            return
        self._deadline = self.loop.call_later(_patience(), transport.abort)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget_deadline()
        elif self._deadline is None and self.timeout_keep_alive_task is None:
            self._deadline = self.loop.call_later(_patience(), self.transport.abort)

    def on_response_complete(self) -> None:
        self._forget_deadline()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(_patience(), self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled:
            self._stalled.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)  # which resumes writing

    def _forget_deadline(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None


def serve(settings: Settings, host: str, port: int, workers: int, proxy: str) -> None:
    """Answer until told to stop; ``proxy`` names those whose word on who asks is taken."""
    _require_rate(settings.rate)
    settings.into_environment()
    log_to_standard_error()
    require_free(host, port)
    with _shared_figures() if workers > 1 else nullcontext():
        uvicorn.run(
            "kb.entrypoints.api.app:from_environment",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxy),
            forwarded_allow_ips=proxy,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=_LAST,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )


def _require_rate(rate: str) -> None:
    try:
        limits.parse(rate)
    except ValueError:
        raise KbError(f"--rate {rate} 看不懂。要写成 600/minute、20/second 这样。") from None


@contextmanager
def _shared_figures() -> Iterator[None]:
    """Give several processes a place for their figures, which are gone with them."""
    with tempfile.TemporaryDirectory(prefix="kb-api-") as folder:
        os.environ[SHARED_FIGURES] = folder
        try:
            yield
        finally:
            del os.environ[SHARED_FIGURES]
