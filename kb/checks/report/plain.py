"""Write findings as lines for people and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from kb.model import Problem


def as_text(problems: Sequence[Problem], cases: int) -> str:
    """Return one line a finding, then a count."""
    return "\n".join([*map(str, problems), summary(problems, cases)])


def as_json(problems: Sequence[Problem], cases: int) -> str:
    """Return the findings and the number of cases."""
    listed = list(map(asdict, problems))
    return json.dumps({"problems": listed, "cases": cases}, ensure_ascii=False, indent=2)


def summary(problems: Sequence[Problem], cases: int) -> str:
    """Return what was found, in one sentence."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"{cases} 个案例，没有发现问题。"
    counted = [f"{errors} 个错误"] * bool(errors) + [f"{warnings} 个提醒"] * bool(warnings)
    return f"发现 {'、'.join(counted)}。"
