"""Start the processes that answer."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import limits
import uvicorn

from kb.entrypoints.api.gate import LONGEST_HEAD
from kb.entrypoints.api.observed import SHARED_FIGURES, log_to_standard_error
from kb.entrypoints.api.problems import as_last_bytes, busy, unreadable
from kb.entrypoints.api.settings import Settings, settings_from_environment
from kb.entrypoints.free_port import require_free
from kb.entrypoints.patient_http import PatientProtocol
from kb.errors import KbError

#: Seconds in which requests that were accepted are still answered when the server is told to stop.
_LAST = 20


class _Protocol(PatientProtocol):
    full = as_last_bytes(busy(5))
    unreadable = as_last_bytes(unreadable())

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.patience = settings_from_environment().patience
        super().connection_made(transport)


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
            http=_Protocol,
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
