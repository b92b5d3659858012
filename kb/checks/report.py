"""Write findings the way people, programs and code hosts read them.

text · json · github (workflow annotations) · gitlab (Code Quality) · junit · sarif
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from urllib.parse import quote
from xml.etree import ElementTree as ET

from kb.content.messages import RULES
from kb.model import Problem
from kb.model.problem import on_one_line

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(problems: Sequence[Problem], cases: int) -> str:
    """Return one line a finding, then a count."""
    return "\n".join([*map(str, problems), _summary(problems, cases)])


def as_json(problems: Sequence[Problem], cases: int) -> str:
    """Return the findings and the number of cases."""
    listed = list(map(asdict, problems))
    return json.dumps({"problems": listed, "cases": cases}, ensure_ascii=False, indent=2)


def _summary(problems: Sequence[Problem], cases: int) -> str:
    """Return what was found, in one sentence."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"{cases} 个案例，没有发现问题。"
    counted = [f"{errors} 个错误"] * bool(errors) + [f"{warnings} 个提醒"] * bool(warnings)
    return f"发现 {'、'.join(counted)}。"


def as_github(problems: Sequence[Problem], cases: int) -> str:
    """Return one workflow command a finding, then a count for the log."""
    return "\n".join([*map(_annotation, problems), _summary(problems, cases)])


def _annotation(problem: Problem) -> str:
    places = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{problem.severity} {properties}::{_data(problem.message)}"


def _data(text: str) -> str:
    """Escape what would end the command: what an editor wrote must not become a command of its own."""
    return on_one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem], _cases: int) -> str:
    """Return a Code Quality report; a fingerprint survives the finding's moving to another line."""
    seen: Counter[str] = Counter()
    listed = []
    for problem in problems:
        said = f"{problem.code}\n{problem.path}\n{problem.message}"
        seen[said] += 1
        listed.append(
            {
                "description": f"{problem.code} {problem.message}",
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{said}\n{seen[said]}".encode()).hexdigest(),
                "severity": "major" if problem.severity == "error" else "minor",
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_junit(problems: Sequence[Problem], cases: int) -> str:
    """Return one test case a finding: an error fails, a warning is told as output; no finding is one passed test."""
    errors = [problem for problem in problems if problem.severity == "error"]
    suite = ET.Element("testsuite", name="kb check", tests=str(len(problems) or 1), failures=str(len(errors)))
    for problem in problems:
        path = on_one_line(problem.path)
        place = f"{path}:{problem.line}:{problem.column}"
        test = ET.SubElement(suite, "testcase", classname=path, name=f"{problem.code} {place}")
        if problem.severity == "error":
            ET.SubElement(test, "failure", message=on_one_line(problem.message), type=problem.code).text = str(problem)
        else:
            ET.SubElement(test, "system-out").text = str(problem)
    if not problems:
        ET.SubElement(suite, "testcase", classname="kb", name=f"{cases} 个案例，没有发现问题")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode")


def as_sarif(problems: Sequence[Problem], _cases: int) -> str:
    """Return one run."""
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": RULES[code].title},
            "fullDescription": {"text": RULES[code].explanation},
            "help": {"text": f"{RULES[code].explanation}\n不对：\n{RULES[code].wrong}\n对：\n{RULES[code].right}"},
            "defaultConfiguration": {"level": RULES[code].severity},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": problem.severity,
            "message": {"text": problem.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.path)},
                        "region": {"startLine": problem.line, "startColumn": problem.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    run = {
        "tool": {"driver": {"name": "kb", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


#: Name of a format → what writes it from the findings and the number of cases.
FORMATS: dict[str, Callable[[Sequence[Problem], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "junit": as_junit,
    "sarif": as_sarif,
}
