"""Check a whole corpus, one family of rules a file."""

from kb.checks.soundness import check_corpus, require_sound

__all__ = ["check_corpus", "require_sound"]
