"""The library itself: its cases pass the check, are registered, and are what the code host's files name."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from kb.checks import load_valid_corpus
from kb.model import Corpus
from tests.cases import ROOT
from tests.commands import must_run_kb, run_kb

CASES = ROOT / "cases"


@pytest.fixture(scope="module")
def library() -> Corpus:
    return load_valid_corpus(CASES)


def test_the_cases_are_clean() -> None:
    outcome = run_kb("check", "--cases", CASES)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.endswith("个案例，没有发现问题。\n")


def test_every_published_case_is_registered(library: Corpus) -> None:
    registered = (CASES / "ids.txt").read_text(encoding="utf-8").split("\n")
    assert [case.id for case in library.cases if case.id not in registered] == []


def test_the_cases_have_one_licence(library: Corpus) -> None:
    assert {case.license for case in library.cases} == {"CC BY 4.0"}


@pytest.mark.slow
def test_every_case_gets_its_page(library: Corpus, tmp_path: Path) -> None:
    said = must_run_kb("build", "--cases", CASES, "--site", tmp_path / "site")
    built = {path.stem for path in (tmp_path / "site/cases").glob("*.html")} - {"index"}
    assert built == {case.id for case in library.cases}
    assert f"{len(built)} 个案例页" in said


def test_one_more_case_leaves_the_library_clean(library: Corpus, tmp_path: Path) -> None:
    cases = Path(shutil.copytree(CASES, tmp_path / "cases"))
    case = library.cases[0]
    text = (cases / f"{case.id}.md").read_text(encoding="utf-8")
    for old, new in ((f"id: {case.id}", "id: one-more"), (case.title, "又一个案例"), (case.unit.name, "另一所学校")):
        assert old in text
        text = text.replace(old, new)
    (cases / "one-more.md").write_text(text, encoding="utf-8")
    with (cases / "ids.txt").open("a", encoding="utf-8") as registered:
        registered.write("one-more\n")
    assert len(load_valid_corpus(cases).cases) == len(library.cases) + 1


def test_code_owners_name_existing_cases_under_their_theme(library: Corpus) -> None:
    theme = ""
    listed = []
    for line in (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line.startswith("# 主题："):
            theme = line.removeprefix("# 主题：")
        elif match := re.fullmatch(r"/cases/([a-z0-9-]+)\.md\s+@\S+", line):
            listed.append((match[1], theme))
    themes = {case.id: case.theme for case in library.cases}
    assert listed
    assert [each for each in listed if each[1] not in themes.get(each[0], ())] == []


def test_the_evidence_choices_of_the_issue_form_are_the_ladder(library: Corpus) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/new-case.yml").read_text(encoding="utf-8"))
    (options,) = (part["attributes"]["options"] for part in form["body"] if part.get("id") == "evidence")
    assert options[1:] == [f"{term.level} {term.label}" for term in library.vocabulary.evidence_levels]


def test_only_tests_of_content_read_the_library() -> None:
    """A case that is added or edited can break no test of code."""
    reading = re.compile(r"""ROOT / ["']cases\b|parents?\S* / ["']cases\b|with_real_cases=True""")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if path.relative_to(ROOT).parts[1] != "content" and reading.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
