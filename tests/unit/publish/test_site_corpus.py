"""A corpus put together from the cache is the corpus that reading every file gives."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.corpus import generated_cases
from kb.checks import load_valid_corpus
from kb.content.cache import cache_of
from kb.errors import CorpusHasProblems
from kb.model import Case
from kb.publish.build import corpus as module
from kb.publish.build.corpus import load_site_corpus
from tests.cases import copy_cases, replace_in

ROOT = Path(__file__).resolve().parents[3]
CASE = "wuhu-online-classroom.md"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    cases = copy_cases(Path("cases"))
    shutil.rmtree(cases / "collections")  # a reading list may not name what is not published
    for name, text in generated_cases(20):
        (cases / f"{name}.md").write_text(text, encoding="utf-8")
    return cases


def hold(cases: Path) -> None:
    """Compare with a full reading, twice: what the first time cached is used the second."""
    for _ in range(2):
        assert load_site_corpus(cases, cache_of(cases)) == load_valid_corpus(cases)


def cached_cases(cases: Path) -> list[tuple[str, str]]:
    """Return the cached cases; what the checks found is cached beside them, when a file is old enough."""
    with closing(sqlite3.connect(cache_of(cases).path)) as database:
        return database.execute("SELECT key, value FROM cases ORDER BY key").fetchall()


def test_it_stays_the_same_through_every_change(cases: Path) -> None:
    hold(cases)
    replace_in(cases / CASE, "## 做法\n", "## 做法\n\n多了一段。\n")
    hold(cases)
    replace_in(cases / CASE, "\nsources:\n", "\nsources:\n  - {source: own-2026, locator: 正文}\n")
    own = "\nnew_sources:\n  - {id: own-2026, type: webpage, title: 甲, tier: 媒体报道}\nsources:\n"
    replace_in(cases / CASE, "\nsources:\n", own)
    hold(cases)
    assert "own-2026" in load_site_corpus(cases, cache_of(cases)).sources
    replace_in(cases / CASE, "status: 已核对来源", "status: 草稿")
    hold(cases)
    assert "own-2026" not in load_site_corpus(cases, cache_of(cases)).sources
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
        again = Case.model_validate_json(case.model_dump_json())
        assert again == case
        assert hash(again) == hash(case)


def test_caching_cases_leaves_nothing_in_memory(cases: Path) -> None:
    corpus = load_site_corpus(cases, cache_of(cases))
    # A text that was turned to UTF-8 by its own means holds on to that, and says so in its size.
    texts = [case.body for case in corpus.cases]
    assert [sys.getsizeof(text) for text in texts] == [sys.getsizeof("".join(list(text))) for text in texts]


def test_what_has_not_changed_is_not_read_again(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_site_corpus(cases, cache_of(cases))
    read: list[str] = []
    folder_of = module.load_checked

    class Watched:
        def __init__(self, *where: object) -> None:
            self._folder = folder_of(*where)

        def __getattr__(self, name: str) -> object:
            return getattr(self._folder, name)

        def read(self, ids: list[str]) -> object:
            read.extend(ids)
            return self._folder.read(ids)

    monkeypatch.setattr(module, "load_checked", Watched)
    load_site_corpus(cases, cache_of(cases))
    assert read == []
    replace_in(cases / CASE, "## 做法\n", "## 做法\n\n多了一段。\n")
    load_site_corpus(cases, cache_of(cases))
    assert read == [CASE.removesuffix(".md")]


def test_an_error_is_reported_and_nothing_is_lost(cases: Path) -> None:
    hold(cases)
    before = cached_cases(cases)
    assert before
    replace_in(cases / CASE, "theme: 优质数字教育资源共建共享", "theme: 没有这个主题")
    with pytest.raises(CorpusHasProblems, match="没有这个主题"):
        load_site_corpus(cases, cache_of(cases))
    assert cached_cases(cases) == before
