"""Every code is explained to the people who meet it."""

from pathlib import Path

from kb.checks import RULES
from kb.checks.rule_docs import render_catalogue

ROOT = Path(__file__).parents[3]


def test_the_document_is_up_to_date() -> None:
    remedy = "run: python -m kb.checks.rule_docs docs/problems.md"
    assert (ROOT / "docs/problems.md").read_text(encoding="utf-8") == render_catalogue(), remedy


def test_every_code_is_documented_with_a_wrong_and_a_right_example() -> None:
    document = render_catalogue()
    for code, rule in RULES.items():
        section = document[document.index(f"### {code} ") :].split("\n### ")[0]
        assert rule.title in section
        assert rule.wrong in section
        assert rule.right in section
        assert rule.wrong != rule.right
        assert rule.explanation.endswith("。")


def test_codes_are_unique_and_belong_to_a_family() -> None:
    assert list(RULES) == sorted(RULES)
    assert {code[:3] for code in RULES} == {"KB1", "KB2", "KB3", "KB4", "KB5", "KB6"}
    assert all(rule.code == code for code, rule in RULES.items())
