"""Every code is explained to the people who meet it."""

from pathlib import Path

from kb.checks import RULES
from kb.checks.rule_docs import render_catalogue

ROOT = Path(__file__).parents[3]


def test_the_document_is_up_to_date() -> None:
    remedy = "run: python -m kb.checks.rule_docs docs/problems.md"
    assert (ROOT / "docs/problems.md").read_text(encoding="utf-8") == render_catalogue(), remedy


def test_every_code_stands_in_order_with_sentences_and_two_examples() -> None:
    assert list(RULES) == sorted(RULES)
    for rule in RULES.values():
        assert rule.wrong != rule.right
        assert all(text.endswith(("。", "？", "}")) for text in (rule.explanation, *rule.say.values()))
