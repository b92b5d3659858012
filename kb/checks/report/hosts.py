"""Write findings as GitHub shows them beside the changed line, and as GitLab's Code Quality report."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from kb.checks.report.plain import summary
from kb.model import Problem


def as_github(problems: Sequence[Problem], cases: int) -> str:
    """Return one workflow command a finding, then a count for the log."""
    return "\n".join([*map(_annotation, problems), summary(problems, cases)])


def _annotation(problem: Problem) -> str:
    places = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{problem.severity} {properties}::{_data(problem.message)}"


def _data(text: str) -> str:
    """Escape what would end the command: what an editor wrote must not become a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


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
