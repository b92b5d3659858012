"""``kb mcp`` starts, takes over what changes, stops, and says in a sentence why it cannot."""

import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from tests.cases import CORPUS, break_a_case, copy_cases, replace_in
from tests.commands import run, run_kb
from tests.mcp.assistants import Door, open_door, open_lines

CASE = "wuhu-online-classroom"


def test_without_its_package_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['mcp'] = None; from kb.entrypoints.cli import main; main(['mcp'])"
    done = run(sys.executable, "-c", code)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kb mcp 需要另外装一个包。请在项目文件夹里运行 pip install '.[mcp]'，或 make mcp。\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--http", "--host", "0.0.0.0"), "要用 --name 写明别人用哪个域名来问"),
        (("--http", "--name", "https://kb.example.cn/"), "--name 只写域名或地址"),
        (("--cases", "no-such-folder"), "没有找到案例文件夹 no-such-folder"),
        (("--base", "kb.example.cn"), "发布地址要以 http:// 或 https:// 开头"),
    ],
)
def test_what_it_cannot_start_with_is_said_in_a_sentence(options: tuple[str, ...], words: str) -> None:
    done = run_kb("mcp", *options)
    assert done.status == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_port_that_is_taken_and_cases_with_faults_are_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_kb("mcp", "--http", "--port", taken.getsockname()[1], "--cases", CORPUS)
    assert done.status == 2
    assert "已被占用" in done.err
    cases = copy_cases(tmp_path / "cases", CASE)
    name = break_a_case(cases)
    done = run_kb("mcp", "--cases", cases)
    assert done.status == 2
    assert name in done.err


def title_of(door: Door) -> str:
    title: str = door.call("get_case", id=CASE)["case"]["title"]
    return title


def test_changed_cases_are_taken_over_and_faults_leave_the_old_ones(tmp_path: Path) -> None:
    cases = copy_cases(tmp_path / "cases", CASE, "jiaozuo-purchase-of-service")
    with open_door(tmp_path, cases, over_http=True) as door:
        before = title_of(door)
        replace_in(cases / f"{CASE}.md", "title: 芜湖", "title: 新的芜湖")
        while (now := title_of(door)) == before:
            time.sleep(0.1)
        assert now == before.replace("芜湖", "新的芜湖", 1)
        break_a_case(cases)
        while "仍用改动之前的" not in door.log.read_text(encoding="utf-8"):
            time.sleep(0.1)
        assert title_of(door) == now
        assert door.process
        door.process.send_signal(signal.SIGINT)
        assert door.process.wait(60) == 0
    assert "Traceback" not in door.log.read_text(encoding="utf-8")


def test_a_name_that_is_given_is_answered(tmp_path: Path) -> None:
    from tests.mcp.test_hostile import posted

    with open_door(tmp_path, CORPUS, "--name", "kb.example.cn", over_http=True) as door:
        assert posted(door, Host="kb.example.cn", Origin="https://kb.example.cn").status_code == 200
        assert posted(door, Host="other.example.cn").status_code == 421


def test_it_ends_with_its_input(tmp_path: Path) -> None:
    with open_lines(tmp_path, CORPUS) as lines:
        pass
    assert lines.process.returncode == 0
    assert "Traceback" not in lines.log.read_text(encoding="utf-8")


def test_an_interrupted_server_ends_without_a_trace(tmp_path: Path) -> None:
    with open_lines(tmp_path, CORPUS) as lines:
        lines.process.send_signal(signal.SIGINT)
        lines.process.wait(60)
    assert "Traceback" not in lines.log.read_text(encoding="utf-8")
