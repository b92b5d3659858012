"""Check a whole corpus, one family of rules a file.

Scope ── CHECKS, CASE_CHECKS ──▶ Problems; registry.RULES explains every code
"""

from kb.checks.case_checks import check_corpus, load_valid_corpus
from kb.checks.registry import RULES
from kb.checks.rule import Rule

__all__ = ["RULES", "Rule", "check_corpus", "load_valid_corpus"]
