"""Who answers many questions answers each from one generation, and takes over a new one whole."""

import json
import threading
from pathlib import Path

import jsonschema
import pytest

from kb.entrypoints.library import IndexFolder, Library, OpenedIndex
from kb.errors import CorpusHasProblems, SearchError
from kb.search.index.manifest import SourceDigests
from kb.search.query.search_query import SearchQuery
from kb.search.results_json import SCHEMA_NAME, render_schema, results_data
from tests.cases import ROOT, break_a_case, copy_cases, replace_in

TWO = ("wuhu-online-classroom", "jiaozuo-purchase-of-service")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return copy_cases(tmp_path / "cases", *TWO)


def library_of(cases: Path, said: list[str] | None = None) -> Library:
    say = [].append if said is None else said.append
    return Library(cases, IndexFolder(cases, cases.parent / "index", say), say)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(copy_cases(tmp_path_factory.mktemp("library") / "cases", *TWO))


def found(library: Library, text: str) -> list[str]:
    return [hit.id for hit in library.generation.search(SearchQuery(text)).hits]


def test_the_schema_file_of_results_is_up_to_date() -> None:
    held = (ROOT / "schema" / SCHEMA_NAME).read_text(encoding="utf-8")
    assert held == render_schema(), "run: python -m kb.search.results_json schema"


@pytest.mark.parametrize("text", ["芜湖", "", "疫情", "贵州 学校", "学段:小学", "同步课唐", "“在线课堂” -芜湖"])
def test_results_keep_to_their_schema(library: Library, text: str) -> None:
    schema = json.loads(render_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(results_data(library.generation.search(SearchQuery(text)))))
    jsonschema.validate(data, schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert not validator.is_valid(data | {"tootal": 1})
    assert not validator.is_valid({key: value for key, value in data.items() if key != "offers"})


def test_nothing_is_taken_over_where_nothing_changed(cases: Path) -> None:
    library = library_of(cases)
    library.refresh()  # the index was new
    generation = library.generation
    assert not library.refresh()
    assert library.generation is generation


def test_a_changed_case_makes_another_generation_of_cases_and_index(cases: Path) -> None:
    library = library_of(cases)
    old = library.generation
    replace_in(cases / "jiaozuo-purchase-of-service.md", "## 做法\n", "## 做法\n\n用过 VSAT 天线。\n")
    assert found(library, "vsat") == []
    assert library.refresh()
    assert found(library, "vsat") == ["jiaozuo-purchase-of-service"]
    assert "VSAT" in library.generation.catalogue.case_by_id["jiaozuo-purchase-of-service"].body
    assert library.generation.id != old.id
    assert old.search(SearchQuery("vsat")).hits == ()
    assert "VSAT" not in old.catalogue.case_by_id["jiaozuo-purchase-of-service"].body


def test_who_holds_the_same_files_calls_the_generation_by_the_same_name(cases: Path, tmp_path: Path) -> None:
    other = copy_cases(tmp_path / "elsewhere" / "cases", *TWO)
    assert library_of(cases).generation.id == library_of(other).generation.id


def test_faulty_cases_leave_the_old_generation_and_are_told_once(cases: Path) -> None:
    said: list[str] = []
    library = library_of(cases, said)
    library.refresh()
    broken = break_a_case(cases)
    assert [library.refresh(), library.refresh()] == [False, False]
    (complaint,) = said
    assert broken in complaint
    assert found(library, "芜湖") == ["wuhu-online-classroom"]
    replace_in(cases / broken, "theme: 没有这个主题", "theme: 优质数字教育资源共建共享")
    assert library.refresh()


def test_a_library_does_not_start_on_faulty_cases(cases: Path) -> None:
    broken = break_a_case(cases)
    with pytest.raises(CorpusHasProblems, match=broken):
        library_of(cases)


def test_cases_and_an_index_of_other_cases_are_never_put_together(cases: Path) -> None:
    class OtherIndex(IndexFolder):
        def open(self) -> OpenedIndex:
            opened = super().open()
            opened.made_from = SourceDigests("", {}).fingerprint
            return opened

    with pytest.raises(SearchError, match="对不上"):
        Library(cases, OtherIndex(cases, None, lambda _: None), lambda _: None)


def test_many_threads_get_what_one_gets(library: Library) -> None:
    texts = ["芜湖", "购买服务", "在线课堂 教学点", "谁投资", "安徽", ""] * 20
    expected = {text: results_data(library.generation.search(SearchQuery(text))) for text in texts}
    wrong: list[str] = []

    def ask(first: int) -> None:
        generation = library.generation
        wrong.extend(
            text for text in texts[first::4] if results_data(generation.search(SearchQuery(text))) != expected[text]
        )

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
