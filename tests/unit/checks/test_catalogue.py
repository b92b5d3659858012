"""Every code is explained to the people who meet it."""

import re
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


def test_no_sentence_mixes_two_kinds_of_quotation_marks() -> None:
    written = [path for path in (ROOT / "kb").rglob("*") if path.suffix in {".toml", ".py", ".html", ".mjs"}]
    assert len(written) > 300
    # What is read may well have them: queries, quotations in cases.
    reading = {"language.py", "simple_query.mjs", "style.py", "sentences.py"}
    found = {path.name for path in written if re.search("[「」]", path.read_text(encoding="utf-8"))}
    assert found - reading == set()
