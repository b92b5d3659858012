"""Gather every check; a new family is added here and nowhere else."""

from kb.checks.rules import (
    body,
    collections,
    duplicates,
    evidence,
    fields,
    ids,
    limits,
    links,
    references,
    sources,
    studies,
    style,
)
from kb.checks.scope import CaseCheck, Check

#: Checks that look at one case at a time.
CASE_CHECKS: tuple[CaseCheck, ...] = (
    *fields.CASE_CHECKS,
    *references.CASE_CHECKS,
    *body.CASE_CHECKS,
    *links.CASE_CHECKS,
    *limits.CASE_CHECKS,
    *evidence.CASE_CHECKS,
    *sources.CASE_CHECKS,
    *style.CASE_CHECKS,
)

#: Checks that look at the lists, or at all cases together, and can find errors.
CHECKS_FOR_ERRORS: tuple[Check, ...] = (
    *fields.CHECKS,
    *references.CHECKS,
    *sources.CHECKS,
    *ids.CHECKS,
    *links.CHECKS,
    *evidence.CHECKS,
    *style.CHECKS,
    *collections.CHECKS,
    *studies.CHECKS,
)

#: All checks that look at the lists, or at all cases together.
CHECKS: tuple[Check, ...] = (*CHECKS_FOR_ERRORS, *duplicates.CHECKS)
