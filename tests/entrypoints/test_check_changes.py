"""``kb check --changed-since`` reports what an editor touched, and ``--fix`` mends it."""

import shutil
from pathlib import Path

import pytest

from tests.cases import replace_in
from tests.commands import git, run_kb

BASE = Path(__file__).parents[1] / "golden/base/cases"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "cases")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cases"


def test_only_files_changed_since_the_revision_are_reported_committed_or_not(project: Path) -> None:
    replace_in(project / "xx-online-classroom.md", "stage: 小学", "stage: 火星")
    git(project, "commit", "-qam", "y")
    replace_in(project / "yy-flipped-classroom.md", "evidence: 1", "evidence: 9")
    (project / "zz.md").write_text("没有案例信息", encoding="utf-8")
    told = run_kb("check", "--changed-since", "HEAD").out
    assert [line.split(":")[0] for line in told.splitlines()[:-1]] == ["cases/yy-flipped-classroom.md", "cases/zz.md"]
    told = run_kb("check", "--changed-since", "HEAD~1").out
    assert "KB203" in told
    git(project, "add", ".")
    git(project, "commit", "-qm", "z")
    outcome = run_kb("check", "--changed-since", "HEAD")
    assert (outcome.status, outcome.out) == (0, "3 个案例，没有发现问题。\n")


def test_an_unknown_revision_and_one_that_looks_like_an_option_are_refused(project: Path) -> None:
    assert project
    for revision in ("没有这个分支", "--output=/dev/null", "HEAD:cases"):
        outcome = run_kb("check", f"--changed-since={revision}")
        assert (outcome.status, outcome.out) == (2, "")
        assert "版本库里没有" in outcome.err


def test_without_a_repository_the_option_says_so(project: Path, tmp_path: Path) -> None:
    assert project
    shutil.rmtree(tmp_path / ".git")
    outcome = run_kb("check", "--changed-since", "HEAD")
    assert outcome.status == 2
    assert "不在 git 版本库里" in outcome.err


def test_fix_mends_then_checks_and_a_second_run_changes_nothing(project: Path) -> None:
    run_kb("check", "--fix")
    git(project, "commit", "-qam", "顺序")
    path = project / "xx-online-classroom.md"
    replace_in(path, "model: 在线课堂", "model: 空中课堂 # 注")
    outcome = run_kb("check", "--fix")
    assert outcome.out == "2 个案例，没有发现问题。\n"
    assert outcome.err == "改好了 cases/xx-online-classroom.md\n"
    assert "model: 在线课堂 # 注\n" in path.read_text(encoding="utf-8")
    assert run_kb("check", "--fix").err == ""


def test_fix_leaves_files_alone_that_did_not_change(project: Path) -> None:
    replace_in(project / "xx-online-classroom.md", "model: 在线课堂", "model: 空中课堂")
    git(project, "commit", "-qam", "y")
    replace_in(project / "yy-flipped-classroom.md", "model: 翻转课堂", "model: 颠倒课堂")
    assert run_kb("check", "--fix", "--changed-since", "HEAD").err == "改好了 cases/yy-flipped-classroom.md\n"
    assert "空中课堂" in (project / "xx-online-classroom.md").read_text(encoding="utf-8")
