"""A real web server on this machine whose pages misbehave in every way a link can."""

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebHost(ThreadingHTTPServer):
    """Counts what is asked of it."""

    daemon_threads = True

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), _Pages)
        self.asked: Counter[str] = Counter()
        self.ended = threading.Event()

    @property
    def base(self) -> str:
        """Return the address of its root."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class _Pages(BaseHTTPRequestHandler):
    server: WebHost

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        page = self.path.split("?")[0].strip("/")
        if page == "silent":
            self.server.ended.wait()
            return
        if page == "drip":
            self._drip()
            return
        if page == "cut":
            return
        status = 200
        if page == "busy" and self.server.asked[self.path] == 1:
            status = 500
        elif page.isdigit():
            status = int(page)
        elif page in ("loop", "away", "moved", "broken"):
            status = 302
        self.send_response(status)
        if status == 302:
            self.send_header(
                "Location", {"loop": "/loop", "moved": "/ok", "broken": "http://["}.get(page) or self._away()
            )
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(b"page")

    def _away(self) -> str:
        return self.path.partition("?")[2]

    def _drip(self) -> None:
        with contextlib.suppress(OSError):
            while not self.server.ended.wait(0.1):
                self.wfile.write(b"H")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[WebHost]:
    """Serve until the block ends."""
    with WebHost(host) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()
