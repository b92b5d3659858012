"""Check a whole corpus, one family of rules a file.

Scope ── CHECKS, CASE_CHECKS ──▶ Problems; RULES explains every code
"""

from kb.checks.case_checks import check_corpus, load_valid_corpus
from kb.content.messages import RULES, Rule

__all__ = ["RULES", "Rule", "check_corpus", "load_valid_corpus"]
