"""Every format says the same findings, and what an editor wrote stays data in all of them."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kb.checks.report import FORMATS
from kb.model import Problem

FOUND = (
    Problem(code="KB203", path="cases/a,b:c.md", line=7, column=8, message="主题“50%\n::error::”不在词表中。"),
    Problem(code="KB204", severity="warning", path="cases/中.md", message="<别名> & “x”"),
    Problem(code="KB204", severity="warning", path="cases/中.md", line=9, message="<别名> & “x”"),
)


def test_github_gets_one_command_a_finding_and_nothing_written_can_start_another() -> None:
    lines = FORMATS["github"](FOUND, 2).split("\n")
    assert lines[0] == ("::error file=cases/a%2Cb%3Ac.md,line=7,col=8,title=KB203::主题“50%25%0A::error::”不在词表中。")
    assert [line for line in lines if line.startswith("::error")] == lines[:1]
    assert lines[1].startswith("::warning file=cases/中.md,line=1,col=1,title=KB204::")
    assert len(lines) == 4


def test_gitlab_gets_a_fingerprint_for_each_finding_that_survives_a_move() -> None:
    report = json.loads(FORMATS["gitlab"](FOUND, 2))
    assert [entry["severity"] for entry in report] == ["major", "minor", "minor"]
    assert len({entry["fingerprint"] for entry in report}) == 3
    moved = [replace(problem, line=problem.line + 5) for problem in FOUND]
    again = json.loads(FORMATS["gitlab"](moved, 2))
    assert [entry["fingerprint"] for entry in again] == [entry["fingerprint"] for entry in report]
    assert report[0]["location"] == {"path": "cases/a,b:c.md", "lines": {"begin": 7}}


def test_junit_fails_errors_only() -> None:
    suite = ET.fromstring(FORMATS["junit"](FOUND, 2).split("\n", 1)[1])
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [test.find("failure") is not None for test in suite] == [True, False, False]
    assert suite[1][0].text == "cases/中.md:1:1 KB204 <别名> & “x”"


def test_sarif_explains_each_code_once_and_points_at_the_place() -> None:
    run = json.loads(FORMATS["sarif"](FOUND, 2))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["KB203", "KB204"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["KB203", "KB204", "KB204"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 7, "startColumn": 8}
    assert place["artifactLocation"]["uri"] == "cases/a%2Cb%3Ac.md"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_that_nothing_was_found(name: str) -> None:
    assert FORMATS[name]((), 13)
