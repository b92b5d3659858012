"""Checking again with the cache finds what checking anew finds, whatever happened to the files."""

import os
import shutil
from pathlib import Path

import pytest

from kb.checks import check_corpus
from kb.checks.cache import FindingCache, file_digest
from kb.checks.runner import check_folder
from kb.content.cache import cache_of
from kb.content.corpus_reader import read_corpus
from kb.model import Problem
from tests.cases import replace_in

BASE = Path(__file__).parents[2] / "golden/base/cases"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "cases")
    return Path("cases")


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def agree(cases: Path) -> tuple[Problem, ...]:
    """Check with the cache and anew, and return what both found."""
    found = check_folder(cases, cache_of(cases)).problems
    assert found == check_corpus(read_corpus(cases))
    return found


def test_an_unchanged_case_is_not_read_again(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_folder(cases, cache_of(cases)).problems == ()
    read: list[str] = []

    def watch(path: Path, only: list[Path]) -> object:
        read.extend(one.name for one in only)
        return read_corpus(path, only)

    monkeypatch.setattr("kb.checks.runner.read_corpus", watch)
    replace_in(cases / "yy-flipped-classroom.md", "model: 翻转课堂", "model: 颠倒课堂")
    checked = check_folder(cases, cache_of(cases))
    assert (codes(checked.problems), checked.cases, checked.is_complete) == (["KB204"], 2, True)
    assert read == ["yy-flipped-classroom.md"]


def test_a_case_changed_back_in_time_and_of_the_same_size_is_seen(cases: Path) -> None:
    path = cases / "xx-online-classroom.md"
    before = path.stat()
    assert agree(cases) == ()
    replace_in(path, "stage: 小学", "stage: 大学")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert codes(agree(cases)) == ["KB203"]


def test_a_file_whose_name_is_no_text_is_only_read_each_time(cases: Path) -> None:
    strange = Path(os.fsdecode(b"cases/zz-\xff.md"))
    shutil.copy(cases / "yy-flipped-classroom.md", strange)
    assert codes(agree(cases)) == codes(agree(cases)) != []
    digests = {path.name: file_digest(str(path)) for path in cases.glob("*.md")}
    cached = dict(FindingCache(cases, cache_of(cases)).load(digests))
    assert sorted(cached) == ["xx-online-classroom.md", "yy-flipped-classroom.md"]
