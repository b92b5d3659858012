"""Check a whole corpus, one family of rules a file.

Scope ── CHECKS, CASE_CHECKS ──▶ Problems; registry.RULES explains every code
"""

from kb.checks.registry import RULES
from kb.checks.rule import Rule
from kb.checks.soundness import check_corpus, require_sound

__all__ = ["RULES", "Rule", "check_corpus", "require_sound"]
