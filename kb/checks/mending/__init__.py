"""Mend what needs no judgement: ``kb check --fix``.

File ── bytes: BOM, CRLF, trailing space
├── head: aliases → labels, key order, spacing and punctuation of sentences
└── body: spacing and punctuation
"""

from kb.checks.mending.case_text import mend_case, mend_data
from kb.checks.mending.folder import mend_corpus

__all__ = ["mend_case", "mend_corpus", "mend_data"]
