"""Write findings as a JUnit report, which most build servers show."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from kb.model import Problem


def as_junit(problems: Sequence[Problem], cases: int) -> str:
    """Return one test case a finding: an error fails, a warning is told as output; no finding is one passed test."""
    errors = [problem for problem in problems if problem.severity == "error"]
    suite = ET.Element("testsuite", name="kb check", tests=str(len(problems) or 1), failures=str(len(errors)))
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        test = ET.SubElement(suite, "testcase", classname=problem.path, name=f"{problem.code} {place}")
        if problem.severity == "error":
            ET.SubElement(test, "failure", message=problem.message, type=problem.code).text = str(problem)
        else:
            ET.SubElement(test, "system-out").text = str(problem)
    if not problems:
        ET.SubElement(suite, "testcase", classname="kb", name=f"{cases} 个案例，没有发现问题")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode")
