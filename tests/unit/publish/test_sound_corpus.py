"""A corpus put together from memory is the corpus that reading every file gives."""

import json
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import generated_cases
from kb.checks import load_valid_corpus
from kb.errors import CorpusHasProblems
from kb.model import Case
from kb.model.stored import revived
from kb.publish.build import corpus as module
from kb.publish.build.case_cache import CaseStore
from kb.publish.build.corpus import load_site_corpus
from tests.cases import copy_cases

ROOT = Path(__file__).resolve().parents[3]
CASE = "wuhu-online-classroom.md"
MEMORY, STORE = Path("memory/check.json"), Path("memory/cases.sqlite")


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    cases = copy_cases(Path("cases"))
    shutil.rmtree(cases / "collections")  # a reading list may not name what is not published
    for name, text in generated_cases(20):
        (cases / f"{name}.md").write_text(text, encoding="utf-8")
    return cases


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def hold(cases: Path) -> None:
    """Compare with a full reading, twice: what the first time kept is used the second."""
    for _ in range(2):
        assert load_site_corpus(cases, MEMORY, STORE) == load_valid_corpus(cases)


def test_it_stays_the_same_through_every_change(cases: Path) -> None:
    hold(cases)
    replace_in(cases / CASE, "## 做法\n", "## 做法\n\n多了一段。\n")
    hold(cases)
    replace_in(cases / CASE, "status: 已核对来源", "status: 草稿")
    hold(cases)
    replace_in(cases / CASE, "status: 草稿", "status: 已撤下")
    hold(cases)
    replace_in(cases / "vocabulary.yml", "definition: ", "definition: 说法改了：")
    hold(cases)
    (cases / "generated-000003.md").unlink()
    hold(cases)
    with (cases / "ids.txt").open("a", encoding="utf-8") as register:
        register.write("old-name -> generated-000004\n")
    hold(cases)


def test_a_case_comes_out_of_json_as_it_went_in(cases: Path) -> None:
    for case in load_valid_corpus(cases).cases:
        again = revived(Case, json.loads(case.model_dump_json()))
        assert again == case
        assert hash(again) == hash(case)


def test_keeping_cases_leaves_nothing_in_memory(cases: Path) -> None:
    corpus = load_valid_corpus(cases)
    # A text that was turned to UTF-8 by its own means holds on to that, and says so in its size.
    sizes = [sys.getsizeof(case.body) for case in corpus.cases]
    fresh = {corpus.content_hashes[case.id]: case for case in corpus.cases}
    store = CaseStore(STORE, "this test")
    store.keep(fresh, fresh)
    assert store.take(fresh) == fresh
    assert [sys.getsizeof(case.body) for case in corpus.cases] == sizes


def test_what_has_not_changed_is_not_read_again(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_site_corpus(cases, MEMORY, STORE)
    read: list[str] = []
    folder_of = module.load_checked

    class Watched:
        def __init__(self, *where: Path) -> None:
            self._folder = folder_of(*where)

        def __getattr__(self, name: str) -> object:
            return getattr(self._folder, name)

        def read(self, ids: list[str]) -> object:
            read.extend(ids)
            return self._folder.read(ids)

    monkeypatch.setattr(module, "load_checked", Watched)
    load_site_corpus(cases, MEMORY, STORE)
    assert read == []
    replace_in(cases / CASE, "## 做法\n", "## 做法\n\n多了一段。\n")
    load_site_corpus(cases, MEMORY, STORE)
    assert read == [CASE.removesuffix(".md")]


@pytest.mark.parametrize("damage", ["rubbish", "half", "rows", "empty"])
def test_a_damaged_store_is_made_anew(damage: str, cases: Path) -> None:
    hold(cases)
    whole = STORE.read_bytes()
    if damage == "rubbish":
        STORE.write_bytes(b"rubbish" * 1000)
    elif damage == "half":
        STORE.write_bytes(whole[: len(whole) // 2])
    elif damage == "empty":
        STORE.write_bytes(b"")
    else:
        with sqlite3.connect(STORE) as database:
            database.execute("UPDATE cases SET packed = X'789C00'")
        database.close()
    hold(cases)
    with sqlite3.connect(STORE) as database:
        assert database.execute("SELECT count(*) FROM cases").fetchone()[0] == len(load_valid_corpus(cases).cases)
    database.close()


def test_a_fault_is_told_and_nothing_is_lost(cases: Path) -> None:
    hold(cases)
    before = STORE.read_bytes()
    replace_in(cases / CASE, "theme: 优质数字教育资源共建共享", "theme: 没有这个主题")
    with pytest.raises(CorpusHasProblems, match="没有这个主题"):
        load_site_corpus(cases, MEMORY, STORE)
    assert STORE.read_bytes() == before
