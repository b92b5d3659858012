"""Case in, problems out: each file here breaks a sound corpus in one way and says what must be found, to the column."""

import shutil
from pathlib import Path

import pytest
import yaml

from kb.checks import RULES, check_corpus, load_valid_corpus
from kb.content.corpus_reader import read_corpus
from kb.errors import CorpusHasProblems
from kb.model import Problem

HERE = Path(__file__).parent
GOLDEN = sorted(HERE.glob("KB*.yml"))
CASES = Path("cases")


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def break_corpus(folder: Path, edits: list[dict]) -> None:
    """Copy the sound corpus and make each edit in it."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    for edit in edits:
        path = folder / "cases" / edit["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if "from" in edit:
            assert text.count(edit["from"]) == 1, f"{edit['from']!r} must occur once"
            text = text.replace(edit["from"], edit["to"])
        text = edit.get("write", text) * edit.get("times", 1)
        data = text.replace("\n", edit.get("line_end", "\n")).encode(edit.get("encoding", "utf-8"))
        if edit.get("remove"):
            path.unlink()
        elif "link_to" in edit:
            (folder / "cases" / edit["link_to"]).write_bytes(data)
            path.symlink_to(edit["link_to"])
        elif edit.get("folder"):
            path.mkdir()
        else:
            path.write_bytes(data)


def found_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    monkeypatch.chdir(folder)
    return check_corpus(read_corpus(CASES))


def test_the_corpus_that_the_golden_cases_break_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_corpus(tmp_path, [])
    assert found_in(tmp_path, monkeypatch) == ()
    assert [case.id for case in load_valid_corpus(CASES).cases] == ["xx-online-classroom", "yy-flipped-classroom"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_each_fault_is_found_at_its_place_with_its_remedy(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden = load(path)
    break_corpus(tmp_path, golden["edits"])
    found = found_in(tmp_path, monkeypatch)
    assert [str(problem) for problem in found] == golden["problems"]
    assert path.stem[:5] in {problem.code for problem in found}


@pytest.mark.parametrize(
    "name", ["KB113-link-out-of-the-folder", "KB203-value-outside-vocabulary", "KB302-study-written-twice"]
)
def test_an_error_stops_publication(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_corpus(tmp_path, load(HERE / f"{name}.yml")["edits"])
    assert "error" in {problem.severity for problem in found_in(tmp_path, monkeypatch)}
    with pytest.raises(CorpusHasProblems):
        load_valid_corpus(CASES)


def test_a_warning_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_corpus(tmp_path, load(HERE / "KB204-alias.yml")["edits"])
    assert {problem.severity for problem in found_in(tmp_path, monkeypatch)} == {"warning"}
    assert len(load_valid_corpus(CASES).cases) == 2


def test_every_code_has_a_golden_case_and_no_other_code_has_one() -> None:
    assert {path.stem[:5] for path in GOLDEN} == set(RULES)
