"""Start the real ``kb mcp`` and ask it as an assistant does, with the SDK's own client, or with bare lines."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx
from anyio.from_thread import start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from tests.cases import ROOT
from tests.commands import KB

T = TypeVar("T")
SITE_URL = "https://library.example/kb/"
_IMPATIENT = """
import kb.entrypoints.keep_fresh
from kb.entrypoints.cli import main
from kb.entrypoints.patient_http import PatientProtocol
kb.entrypoints.keep_fresh._LOOK_EVERY = 0.2
PatientProtocol.patience, PatientProtocol.most = {}, {}
main()
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Door:
    """One way to a running server, and what the server says to those who run it."""

    log: Path
    command: tuple[str, ...]
    url: str = ""
    process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Callable[[Client], Awaitable[T]]) -> T:
        """Let the SDK's client ask; over stdio it starts a server of its own."""

        async def run() -> T:
            with self.log.open("a", encoding="utf-8") as log:
                program, *arguments = self.command
                parameters = StdioServerParameters(
                    command=program, args=arguments, env=_environment(), cwd=self.log.parent
                )
                target = self.url or stdio_client(parameters, errlog=log)
                async with Client(target, read_timeout_seconds=300) as client:
                    return await question(client)

        # Not in this thread: it may hold the loop of a browser that other tests have open.
        with start_blocking_portal() as portal:
            return portal.call(run)

    def call(self, tool: str, **arguments: object) -> dict[str, Any]:
        """Return what a tool answers."""
        return self.ask(lambda client: answer(client, tool, arguments))


async def answer(client: Client, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return what a tool answers as data; the client holds it to the schema that the server published."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert json.loads(text_of(result)) == result.structured_content
    data: dict[str, Any] = result.structured_content
    return data


def text_of(result: CallToolResult) -> str:
    """Return the one text of a result."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


@contextmanager
def open_door(
    folder: Path, cases: Path, *options: object, over_http: bool = False, patience: float = 15.0, most: int = 1000
) -> Iterator[Door]:
    """Give a way to ``kb mcp`` on these cases; one on HTTP, perhaps of little patience, is stopped at the end."""
    index = () if "--engine" in options else ("--index", folder / "index")
    given = ("--cases", cases, *index, "--base", SITE_URL, *options)
    program = (*KB[:-1], _IMPATIENT.format(patience, most)) if over_http else KB
    command = tuple(map(str, (*program, "mcp", *given)))
    log = folder / "log.txt"
    if not over_http:
        yield Door(log, command)
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--http", "--port", str(port)], cwd=folder, env=_environment(), stdout=file, stderr=file
        )
    door = Door(log, command, f"http://127.0.0.1:{port}/mcp", process)
    try:
        _wait(door, process)
        yield door
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(300)


def _wait(door: Door, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            httpx.get(door.url, timeout=60, trust_env=False)
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(door.log.read_text(encoding="utf-8"))


@dataclass
class Lines:
    """A server over stdio that is sent whatever bytes somebody likes."""

    process: subprocess.Popen[bytes]
    log: Path
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def send(self, line: bytes) -> None:
        """Send one line."""
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """Return the next message."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.log.read_text(encoding="utf-8")
        message: dict[str, Any] = json.loads(line)
        return message

    def request(self, method: str, params: object) -> dict[str, Any]:
        """Return the answer to a request."""
        number = next(self._ids)
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        self.send(json.dumps(message).encode("ascii"))
        while (answer := self.receive()).get("id") != number:
            pass
        return answer


@contextmanager
def open_lines(folder: Path, cases: Path) -> Iterator[Lines]:
    """Start ``kb mcp`` and shake hands; it ends when its input does."""
    log = folder / "lines.txt"
    given = ("mcp", "--cases", str(cases), "--index", str(folder / "index"))
    pipe = subprocess.PIPE
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *KB[1:], *given], cwd=folder, env=_environment(), stdin=pipe, stdout=pipe, stderr=file
        )
    lines = Lines(process, log)
    try:
        client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        assert "result" in lines.request("initialize", client)
        lines.send(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}')
        yield lines
    finally:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        try:
            process.wait(300)
        finally:
            process.kill()
            process.stdout.close()
