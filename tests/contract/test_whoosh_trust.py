"""Whoosh's files are pickles: those that somebody else wrote are named, made anew, and never opened."""

import json
import shutil
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from kb.search.index.manifest import Manifest, file_entry, index_folder, read_manifest, write_manifest
from kb.search.index.whoosh import NAME, schema
from kb.user_folders import cache_folder
from tests.cases import copy_cases
from tests.commands import run_kb

RAN = "ran"


class Hostile:
    """Leave a trace when unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> object:
        return Path.mkdir, (self.trace,)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a checkout of one case, whose index is fresh."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    checkout = tmp_path / "checkout"
    copy_cases(checkout / "cases", "wuhu-online-classroom")
    monkeypatch.chdir(checkout)
    assert run_kb("index").status == 0
    assert index_folder(Path("cases")).is_relative_to(tmp_path / "cache")
    return checkout


def plant(folder: Path, trace: Path) -> None:
    """Put a table of contents in the place of the index's newest, or beside it, that runs when it is read."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    generation = max(0, TOC._latest_generation(storage, NAME))
    for number in (generation, generation + 1):
        (folder / f"_{NAME}_{number}.toc").unlink(missing_ok=True)
        TOC(schema(), [Hostile(trace)], number).write(storage, NAME)


def assert_nothing_ran(checkout: Path, *, named: bool) -> None:
    outcome = run_kb("search", "--json", "芜湖")
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    assert ("正在从案例重新建立" in outcome.err) is named
    assert run_kb("index").status == 0
    assert run_kb("search", "芜湖").err == ""
    assert not (checkout / RAN).exists()


def test_what_is_planted_here_would_run(tmp_path: Path) -> None:
    plant(tmp_path, tmp_path / RAN)
    TOC.read(FileStorage(str(tmp_path)), NAME)
    assert (tmp_path / RAN).exists()


@pytest.mark.parametrize("place", [".kb/index", ".kb/index/g-1/whoosh"])
def test_an_index_that_came_with_the_checkout_is_not_looked_at(checkout: Path, place: str) -> None:
    plant(checkout / place, checkout / RAN)
    shutil.rmtree(cache_folder(Path("cases")))
    assert_nothing_ran(checkout, named=False)


def test_a_file_under_the_users_own_manifest_is_found_to_be_another(checkout: Path) -> None:
    plant(index_folder(Path("cases")), checkout / RAN)
    assert_nothing_ran(checkout, named=True)


@pytest.mark.parametrize("how", ["without a manifest", "signed with another key"])
def test_an_index_that_the_user_did_not_sign_is_made_anew(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    folder = index_folder(Path("cases"))
    manifest = read_manifest(folder)
    shutil.rmtree(folder)
    plant(folder, checkout / RAN)
    if how == "signed with another key":
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CONFIG_HOME", str(tmp_path / "somebody"))
            files = {path.name: file_entry(path) for path in folder.glob("_kb_*.toc")}
            write_manifest(folder, Manifest(1, files, {}, (), manifest.fingerprint))
    assert_nothing_ran(checkout, named=how != "without a manifest")


def test_an_index_folder_named_by_the_user_is_not_believed_either(checkout: Path) -> None:
    plant(checkout / "index", checkout / RAN)
    outcome = run_kb("search", "--index", "index", "--json", "芜湖")
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    assert not (checkout / RAN).exists()
