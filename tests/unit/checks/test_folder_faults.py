"""What lies in a cases folder under a wrong name, of a wrong kind or made to do harm is named, and stops nothing."""

import os
import shutil
from pathlib import Path

import pytest

from kb.checks.runner import check_folder
from kb.content.cache import cache_of
from tests.commands import run_kb

BASE = Path(__file__).parents[2] / "golden/base/cases"
CASES = Path("cases")


@pytest.fixture(autouse=True)
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "cases")


def found() -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in check_folder(CASES, cache_of(CASES)).problems]


LISTS = ("vocabulary.yml", "sources.yml", "questions.yml", "ids.txt", "data/notice-2014-13.yml")


@pytest.mark.parametrize("name", [*LISTS, "collections/one.yml", "xx-online-classroom.md"])
@pytest.mark.parametrize("kind", ["device", "pipe", "nowhere", "away"])
def test_a_device_a_pipe_or_a_link_away_is_named_and_not_read(name: str, kind: str, tmp_path: Path) -> None:
    path = CASES / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    (tmp_path / "secret.yml").write_text("sources: []", encoding="utf-8")
    targets = {"device": Path("/dev/zero"), "nowhere": CASES.resolve() / "none", "away": tmp_path / "secret.yml"}
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(targets[kind])
    assert (f"cases/{name}", "KB116" if kind in ("pipe", "nowhere") else "KB113") in found()


@pytest.mark.parametrize("name", ["collections", "data"])
def test_a_file_or_a_link_away_in_place_of_a_folder_is_named(name: str) -> None:
    shutil.rmtree(CASES / name, ignore_errors=True)
    (CASES / name).write_text("title: 甲", encoding="utf-8")
    assert (f"cases/{name}", "KB116") in found()
    (CASES / name).unlink()
    (CASES / name).symlink_to("/etc")
    assert (f"cases/{name}", "KB113") in found()
    (CASES / name).unlink()
    (CASES / name).symlink_to("none")
    assert (f"cases/{name}", "KB116") in found()


@pytest.mark.parametrize("copy", ["xx-online-classroom - 副本.md", "xx-online-classroom (1).md", "a-copy.md"])
def test_of_a_case_and_its_copy_the_copy_is_at_fault(copy: str) -> None:
    shutil.copy(CASES / "xx-online-classroom.md", CASES / copy)
    problems = check_folder(CASES, cache_of(CASES)).problems
    assert {problem.path for problem in problems if problem.severity == "error"} == {f"cases/{copy}"}
    (named,) = [problem.message for problem in problems if problem.code == "KB209"]
    assert ("请写成" in named) == (copy == "a-copy.md")


@pytest.mark.parametrize("name", ["\x1b[31m.md", "a\n::error file=x::pwned.md", "b\x07\u202e.md", "c\x9b1m.md"])
@pytest.mark.parametrize("form", ["text", "junit", "github"])
def test_a_name_made_of_control_characters_reaches_neither_terminal_nor_log(name: str, form: str) -> None:
    (CASES / name).write_text("---\nid: a\n---\n", encoding="utf-8")
    outcome = run_kb("check", "--fix", "--format", form)
    assert outcome.status == 1
    said = outcome.out + outcome.err
    assert not [char for char in said if char != "\n" and not char.isprintable()]
    commands = [line for line in said.split("\n") if line.startswith("::")]
    assert all(form == "github" and line.startswith("::error file=cases/") for line in commands)
