"""``kb check`` tells people and programs the same things, and its exit status can be relied on."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.entrypoints.cli import kb
from tests.cases import replace_in

ROOT = Path(__file__).parent.parent.parent
SOUND = ROOT / "tests/golden/base/cases"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SOUND, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cases"


def check(*options: str) -> Result:
    return CliRunner().invoke(kb, ["check", *options])


@pytest.mark.usefixtures("cases")
def test_a_clean_corpus_exits_0_and_says_so_in_one_line() -> None:
    result = check()
    assert (result.exit_code, result.stdout) == (0, "2 个案例，没有发现问题。\n")


def test_all_problems_come_at_once_then_a_count_and_exit_1(cases: Path) -> None:
    replace_in(cases / "xx-online-classroom.md", "stage: 小学", "stage: 火星")
    replace_in(cases / "xx-online-classroom.md", "model: 在线课堂", "model: 空中课堂")
    replace_in(cases / "yy-flipped-classroom.md", "evidence: 1", "evidence: 9")
    result = check()
    assert result.exit_code == 1
    *problems, summary = result.stdout.splitlines()
    assert [line.split(" ")[:2] for line in problems] == [
        ["cases/xx-online-classroom.md:9:8", "KB203"],
        ["cases/xx-online-classroom.md:12:8", "KB204"],
        ["cases/yy-flipped-classroom.md:11:11", "KB207"],
    ]
    assert summary == "发现 2 个错误、1 个提醒。"


def test_warnings_alone_exit_0(cases: Path) -> None:
    replace_in(cases / "xx-online-classroom.md", "model: 在线课堂", "model: 空中课堂")
    result = check()
    assert result.exit_code == 0
    assert result.stdout.endswith("发现 1 个提醒。\n")


def test_json_holds_each_problem_and_the_number_of_cases(cases: Path) -> None:
    replace_in(cases / "xx-online-classroom.md", "region: 340200", "region: 340299")
    result = check("--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "code": "KB205",
                "severity": "error",
                "path": "cases/xx-online-classroom.md",
                "line": 8,
                "column": 9,
                "message": "没有“340299”这个行政区划代码。前几位是芜湖市，请核对后几位。",
            }
        ],
        "cases": 2,
    }


def test_paths_are_shown_from_where_the_check_was_started(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_in(cases / "xx-online-classroom.md", "region: 340200", "region: 340299")
    monkeypatch.chdir(cases)
    assert check("--cases", ".").stdout.startswith("xx-online-classroom.md:8:9 ")
    monkeypatch.chdir("/")
    assert check("--cases", str(cases)).stdout.startswith(f"{str(cases).lstrip('/')}/xx-online-classroom.md:8:9 ")


def test_a_missing_folder_exits_2_with_a_remedy_and_no_stack_trace(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "check", "--cases", "nowhere"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("找不到案例文件夹 nowhere。")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("name", ["vocabulary.yml", "sources.yml"])
def test_an_unreadable_list_exits_2_but_still_lists_every_problem_it_can(cases: Path, name: str) -> None:
    (cases / name).write_text("themes: [甲\n", encoding="utf-8")
    replace_in(cases / "yy-flipped-classroom.md", "evidence: 1", "evidence: 9")
    run = subprocess.run(
        [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "check"],
        cwd=cases.parent,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 2
    assert f"cases/{name}:1:9 KB114" in run.stdout
    assert "cases/yy-flipped-classroom.md:11:11 KB207" in run.stdout
    assert "读不出来" in run.stderr
