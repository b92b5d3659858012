"""Start real servers on free ports of this machine, and ask them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from tests.cases import ROOT

T = TypeVar("T")

#: More than any test asks.
UNLIMITED = "1000000/second"
# A connection for each request, so that each of several processes gets some.
_CLIENT = httpx.Client(timeout=60, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

_AS_TYPED = """
import kb.entrypoints.keep_fresh
from kb.entrypoints.cli import main

kb.entrypoints.keep_fresh._LOOK_EVERY = 0.2

if __name__ == "__main__":
    main()
"""
_WITH_SETTINGS = """
import kb.entrypoints.keep_fresh
from kb.entrypoints.api.server import serve
from kb.entrypoints.api.settings import Settings

kb.entrypoints.keep_fresh._LOOK_EVERY = 0.2

if __name__ == "__main__":
    serve(Settings(**{}), "127.0.0.1", {}, {}, "")
"""


@dataclass(frozen=True)
class Server:
    """A running ``kb api``."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def base(self) -> str:
        """Return the address of its root."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask once."""
        return _CLIENT.get(f"{self.base}{path}", **options)

    def connect(self) -> socket.socket:
        """Return a connection on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def exchange(self, sent: bytes) -> bytes:
        """Send these bytes and return all that comes back."""
        with self.connect() as connection:
            connection.sendall(sent)
            return read_all(connection)

    def stop(self) -> int:
        """Tell it to stop and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def read_all(connection: socket.socket) -> bytes:
    """Return what comes until the other side ends the connection."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def eventually(question: Callable[[], T]) -> T:
    """Ask until the answer is yes; a server that never comes to it fails the test."""
    last = time.monotonic() + 120
    while not (answer := question()):
        assert time.monotonic() < last, "still not so after two minutes"
        time.sleep(0.05)
    return answer


@contextmanager
def serving(folder: Path, cases: Path, *options: object, workers: int = 1, **settings: object) -> Iterator[Server]:
    """Run ``kb api`` with these options, or with settings that no option reaches; it is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if settings:
        values = {"cases": str(cases), "index": str(folder / "index"), "rate": UNLIMITED, **settings}
        code, arguments = _WITH_SETTINGS.format(values, port, workers), ()
    else:
        given = ("--cases", cases, "--index", folder / "index", "--rate", UNLIMITED, *options)
        code, arguments = _AS_TYPED, ("api", "--port", port, "--workers", workers, *given)
    # A file, because each of several processes starts by importing it.
    script = folder / f"serve{port}.py"
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, str(script), *map(str, arguments)]
    log = folder / f"log{port}.txt"
    with log.open("wb") as file:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=file)
    server = Server(port, process, log)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(server: Server) -> None:
    while server.process.poll() is None:
        try:
            server.get("/health/ready")
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(server.log.read_text(encoding="utf-8"))
