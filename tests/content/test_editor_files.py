"""What the editor offers is what the check accepts."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from kb.model import Problem, Vocabulary
from tests.cases import ROOT

SNIPPETS = json.loads((ROOT / ".vscode/cases.code-snippets").read_text(encoding="utf-8"))


def choices_of(snippet: str) -> list[list[str]]:
    text = "\n".join(SNIPPETS[snippet]["body"])
    return [found.split(",") for found in re.findall(r"\$\{\d+\|([^|]*)\|\}", text)]


def expanded(snippet: str, name: str) -> str:
    """Return what stands in the file when every default is accepted."""
    text = "\n".join(SNIPPETS[snippet]["body"]) + "\n"
    text = text.replace("${TM_FILENAME_BASE}", name).replace("${CURRENT_YEAR}", "2026")
    text = text.replace("${CURRENT_MONTH}", "11").replace("${CURRENT_DATE}", "23").replace("$0", "")
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    value = read_corpus(ROOT / "cases").vocabulary.value
    assert value is not None
    return value


def test_snippets_offer_the_vocabulary_as_it_stands(vocabulary: Vocabulary) -> None:
    labels = {family: [term.label for term in vocabulary.terms(family)] for family in Vocabulary.model_fields}
    offered = choices_of("新案例")
    for family in ("unit_types", "effects", "review_statuses", "practice_statuses"):
        assert labels[family] in offered, family
    for family in ("stages", "themes", "problems", "models"):
        assert [*labels[family], "未知"] in offered, family
    assert labels["source_tiers"] in choices_of("来源")


def test_a_case_made_of_the_snippet_passes_the_check(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    shutil.copytree(ROOT / "cases", cases)
    (cases / "new-case.md").write_text(expanded("新案例", "new-case"), encoding="utf-8")
    errors = [problem for problem in check_corpus(read_corpus(cases)) if problem.severity == "error"]
    assert errors == []


def test_the_editors_problem_matcher_reads_a_line_of_the_check() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = next(task["problemMatcher"] for task in tasks if task["label"] == "检查案例")["pattern"]
    line = str(Problem(code="KB203", path="cases/x.md", line=7, column=8, message="主题“甲”不在词表中。"))
    match = re.fullmatch(pattern["regexp"], line)
    assert match is not None
    parts = [match[pattern[name]] for name in ("file", "line", "column", "code", "message")]
    assert parts == ["cases/x.md", "7", "8", "KB203", "主题“甲”不在词表中。"]
