"""Write a line and count every request, without what tells who asked or what for: no address, no query, no reader."""

import logging
import os
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("kb.api")

#: Where each process leaves its figures for the others, if there are several.
SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"

#: Others are nobody's business, and may be anything.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Figures:
    """What is counted; a route is called by its pattern, so that nobody's words become names of figures."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        of_route = ("route", "status")
        self.requests = Counter("kb_requests_total", "Requests answered", of_route, registry=self._registry)
        self.seconds = Histogram(
            "kb_request_seconds", "Time to answer", ("route",), buckets=_SECONDS, registry=self._registry
        )
        self.at_once = Gauge(
            "kb_requests_in_progress", "Requests at once", registry=self._registry, multiprocess_mode="livesum"
        )
        self.generations = Counter("kb_generations_total", "Generations taken over", registry=self._registry)
        self.cases = Gauge("kb_cases", "Cases that answer", registry=self._registry, multiprocess_mode="livemax")

    def text(self) -> bytes:
        """Return the figures of all processes as Prometheus reads them."""
        if SHARED_FIGURES not in os.environ:
            return generate_latest(self._registry)
        everyones = CollectorRegistry()
        MultiProcessCollector(everyones)  # type: ignore[no-untyped-call]
        return generate_latest(everyones)


class Observed:
    """Count and log what an application answers."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status, size = 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        self._figures.at_once.inc()
        try:
            await self._app(scope, receive, sending)
        finally:
            self._figures.at_once.dec()
            seconds = time.perf_counter() - started
            route = _route(scope)
            self._figures.requests.labels(route, status).inc()
            self._figures.seconds.labels(route).observe(seconds)
            # A request that was broken off has no status.
            method = scope["method"] if scope["method"] in _METHODS else "-"
            LOG.info("%s %s %s %d %.0fms", method, route, status or "-", size, seconds * 1000)


def _route(scope: Scope) -> str:
    """Return the pattern of the route that answered, or what kind of answer it was."""
    path: str = getattr(scope.get("route"), "path", "")
    if path:
        return path
    return "refused" if scope.get("kb.refused") else "site" if scope.get("kb.site") else "none"


def log_to_standard_error() -> None:
    """Write our lines, and what the server itself has to say."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.WARNING)
    for name in ("kb.api", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)
