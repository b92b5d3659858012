"""Write findings the way people, programs and code hosts read them.

text · json · github (workflow annotations) · gitlab (Code Quality) · junit · sarif
"""

from collections.abc import Callable, Sequence

from kb.checks.report.hosts import as_github, as_gitlab
from kb.checks.report.junit import as_junit
from kb.checks.report.plain import as_json, as_text
from kb.checks.report.sarif import as_sarif
from kb.model import Problem

#: Name of a format → what writes it from the findings and the number of cases.
FORMATS: dict[str, Callable[[Sequence[Problem], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "junit": as_junit,
    "sarif": as_sarif,
}

__all__ = ["FORMATS"]
