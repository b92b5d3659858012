"""The queries that the README asks of the API give the right case first."""

import json
import re

import pytest

from tests.cases import ROOT
from tests.commands import run_kb

LINES = re.findall(
    r"^curl -G http://127\.0\.0\.1:8080/api/v1/search --data-urlencode q=(\S+)(?: -d region=(\S+))? ",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
FIRST = ("wuhu-online-classroom", "jiaozuo-purchase-of-service", "nanshan-service-outsourcing")


def test_the_readme_has_three_queries() -> None:
    assert len(LINES) == len(FIRST)


@pytest.mark.parametrize(("line", "first"), list(zip(LINES, FIRST, strict=True)))
def test_the_right_case_comes_first(line: tuple[str, str], first: str) -> None:
    words, region = line
    outcome = run_kb("search", words, *(["--region", region] if region else []), "--json", "--cases", ROOT / "cases")
    assert json.loads(outcome.out)["hits"][0]["id"] == first
