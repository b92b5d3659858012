"""Fix what needs no judgement: ``kb check --fix``.

File ── bytes: BOM, CRLF, trailing space
├── head: aliases → labels, key order, spacing and punctuation of sentences; its own sources → the bibliography
└── body: spacing and punctuation
"""

from kb.checks.fixes.case_text import fix_case, fix_data
from kb.checks.fixes.folder import fix_corpus

__all__ = ["fix_case", "fix_corpus", "fix_data"]
