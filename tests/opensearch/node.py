"""Start, stop, kill and freeze real OpenSearch nodes, on this machine's loopback only."""

import ctypes
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.opensearch import fetch, find_java

#: A node that has not answered after so many seconds never will.
_PATIENCE = 420
#: From linux/prctl.h.
_PR_SET_PDEATHSIG = 1
#: Who owns the nodes' processes where the tests themselves are run by root: OpenSearch refuses to be.
_NOBODY = ("nobody", "nogroup")


#: The modules that we use; the others would only take time to start.
_MODULES = ("analysis-common", "lang-painless", "transport-netty4")


def _is_needed(name: str) -> bool:
    _, _, path = name.partition("/")
    return not path.startswith("modules/") or path.split("/")[1] in ("", *_MODULES)


@dataclass(frozen=True)
class Engine:
    """An unpacked engine, the Java that runs it, and a folder for its nodes."""

    java: Path
    home: Path
    folder: Path

    @classmethod
    def unpacked(cls, folder: Path) -> "Engine":
        """Unpack the engine where another user can come, too."""
        java, archive = find_java(), fetch()
        folder.chmod(0o755)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder, [name for name in packed.namelist() if _is_needed(name)])
        (home,) = folder.glob("opensearch-*")
        return cls(java, home, folder)


@contextmanager
def running(*nodes: "Node") -> Iterator[None]:
    """Start nodes at once and wait for all; stop them at the end."""
    try:
        for node in nodes:
            node.start()
        for node in nodes:
            node.wait()
        yield
    finally:
        for node in nodes:
            node.stop()


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


@dataclass
class Node:
    """One node; ``peers`` are the transport ports of all nodes of its cluster, ``managers`` their names."""

    engine: Engine
    cluster: str
    http: int
    transport: int
    name: str = field(default_factory=lambda: f"node-{secrets.token_hex(6)}")
    peers: Sequence[int] = ()
    managers: Sequence[str] = ()
    heap: str = "384m"
    #: Tests ask little: a node that compiles in a hurry starts in half the time, and answers more slowly for good.
    compiler: Sequence[str] = ("-XX:TieredStopAtLevel=1",)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    @property
    def folder(self) -> Path:
        return self.engine.folder / self.name

    def start(self) -> None:
        """Start the process, on the data that its folder holds."""
        is_root = os.geteuid() == 0
        for name in ("config", "data", "logs", "tmp"):
            path = self.folder / name
            path.mkdir(parents=True, exist_ok=True)
            if is_root:
                shutil.chown(path, *_NOBODY)
        shutil.copy(self.engine.home / "config/log4j2.properties", self.folder / "config")
        (self.folder / "config/opensearch.yml").write_text(json.dumps(self._settings()), encoding="utf-8")
        options = [
            f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:+UseSerialGC", *self.compiler,
            "--add-modules=jdk.incubator.vector", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8",
            f"-javaagent:{self.engine.home}/agent/opensearch-agent.jar",
            f"-Djava.io.tmpdir={self.folder}/tmp", "-Dlog4j2.disable.jmx=true",
            f"-Dopensearch.path.home={self.engine.home}", f"-Dopensearch.path.conf={self.folder}/config",
            "-Dopensearch.distribution.type=zip", "-Dopensearch.bundled_jdk=false",
            "-cp", f"{self.engine.home}/lib/*", "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        owner: dict[str, Any] = {"user": _NOBODY[0], "group": _NOBODY[1], "extra_groups": []} if is_root else {}
        with (self.folder / "output.log").open("ab") as output:
            self.process = subprocess.Popen(
                [self.engine.java, *options],
                cwd=self.folder,
                stdout=output,
                stderr=output,
                env={},
                preexec_fn=_end_with_the_tests,
                **owner,
            )

    def _settings(self) -> dict[str, object]:
        found: dict[str, object] = {
            "cluster.name": self.cluster,
            "node.name": self.name,
            "network.host": "127.0.0.1",
            "http.port": self.http,
            "transport.port": self.transport,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "cluster.routing.allocation.disk.threshold_enabled": False,
            # What a careful cluster forbids is forbidden here, so that nothing relies on it.
            "action.auto_create_index": False,
            "action.destructive_requires_name": True,
            "script.allowed_types": "inline",
            "script.allowed_contexts": ["score", "similarity"],
        }
        if self.peers:
            found["discovery.seed_hosts"] = [f"127.0.0.1:{port}" for port in self.peers]
            found["cluster.initial_cluster_manager_nodes"] = list(self.managers)
        else:
            found["discovery.type"] = "single-node"
        return found

    def wait(self) -> None:
        """Wait until the node answers under its own random name: another program may hold the port."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                break
            answer = self.get("/")
            if answer is not None and answer.get("name") == self.name:
                return
            time.sleep(0.2)
        raise AssertionError(f"{self.name} does not answer:\n{(self.folder / 'output.log').read_text()[-4000:]}")

    def get(self, path: str, seconds: float = 5) -> Any:
        """Return what the node answers; None where it does not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=seconds)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return json.loads(response.read()) if response.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            connection.close()

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """End the process, however it stands."""
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def _end_with_the_tests() -> None:
    """Let the kernel end the node when the process of the tests is ended without a chance to do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def single_node(engine: Engine, **options: Any) -> Node:
    http_port, transport = free_ports(2)
    return Node(engine, f"kb-{secrets.token_hex(4)}", http_port, transport, **options)


def three_nodes(engine: Engine) -> list[Node]:
    ports = free_ports(6)
    names = [f"node-{secrets.token_hex(6)}" for _ in range(3)]
    cluster = f"kb-{secrets.token_hex(4)}"
    return [Node(engine, cluster, ports[n], ports[3 + n], names[n], ports[3:], names) for n in range(3)]
