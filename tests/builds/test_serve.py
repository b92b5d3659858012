"""``kb serve`` shows a change to a case without being asked again."""

import http.client
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cases import ROOT, copy_cases
from tests.commands import KB, run_kb

PATIENCE_SECONDS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> str | None:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as response:
            return str(response.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def wait_for(found: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not found():
        assert process.poll() is None, "the server ended by itself"
        assert time.monotonic() < deadline, f"nothing within {PATIENCE_SECONDS} seconds"
        time.sleep(0.2)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return copy_cases(tmp_path / "cases", "wuhu-online-classroom")


@pytest.fixture
def server(cases: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    port, output = free_port(), tmp_path / "output"
    command = [*KB, "serve", "--cases", str(cases), "--port", str(port)]
    with output.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=stream, stderr=stream, text=True)
    yield process, f"http://127.0.0.1:{port}/", output
    process.terminate()
    try:
        process.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def test_a_changed_case_shows_and_a_broken_one_keeps_the_last_good_page(
    server: tuple[subprocess.Popen[str], str, Path], cases: Path
) -> None:
    process, root, output = server
    page, path = root + "cases/wuhu-online-classroom.html", cases / "wuhu-online-classroom.md"
    wait_for(lambda: fetch(page) is not None, process)
    assert f"网站预览：{root}" in output.read_text(encoding="utf-8")
    assert '<meta name="kb-preview"' in (fetch(page) or ""), "a preview would be kept as an app"

    good = path.read_text(encoding="utf-8").replace("## 还想知道\n", "## 还想知道\n\n刚刚补上的一句话。\n")
    path.write_text(good, encoding="utf-8")
    wait_for(lambda: "刚刚补上的一句话" in (fetch(page) or ""), process)

    path.write_text(good.replace("theme: 优质数字教育资源共建共享", "theme: 没有这个主题"), encoding="utf-8")
    wait_for(lambda: "没有这个主题" in output.read_text(encoding="utf-8"), process)
    # The server lets a request wait until the rebuild is over, which may be longer than one request has patience.
    wait_for(lambda: "刚刚补上的一句话" in (fetch(page) or ""), process)

    path.write_text(good.replace("刚刚补上", "改好以后"), encoding="utf-8")
    wait_for(lambda: "改好以后的一句话" in (fetch(page) or ""), process)


def asked(root: str, path: str, host: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(root).netloc, timeout=PATIENCE_SECONDS)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    return connection.getresponse().status


def test_only_this_computer_by_its_own_name_is_answered(
    server: tuple[subprocess.Popen[str], str, Path],
) -> None:
    process, root, output = server
    wait_for(lambda: fetch(root) is not None, process)
    port = urlsplit(root).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "LOCALHOST"):
        assert asked(root, "/index.html", host) == 200
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "x:1:2",
    ):
        assert asked(root, "/cases/wuhu-online-classroom.html", host) == 403
        assert asked(root, "/livereload/0/0", host) == 403
    for path in ("/%00", "/cases/%00.html", "/a" * 3000, "/livereload/" + "9" * 5000 + "/0", "/../../etc/passwd", "/x"):
        assert asked(root, path, f"127.0.0.1:{port}") == 404
    assert "Traceback" not in output.read_text(encoding="utf-8")


def test_a_taken_port_is_named_before_anything_is_built(cases: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = run_kb("serve", "--cases", cases, "--port", port)
    assert outcome.status == 2
    assert f"端口 {port} 已被占用" in outcome.err
    assert "正在生成" not in outcome.out


def test_without_settings_the_command_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run_kb("serve")
    assert outcome.status == 2
    assert "没有 mkdocs.yml" in outcome.err
