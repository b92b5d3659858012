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

_FAMILIES = (fields, references, body, links, limits, evidence, sources, style, ids, collections, studies)

#: Checks that look at one case at a time.
CASE_CHECKS: tuple[CaseCheck, ...] = tuple(check for family in _FAMILIES for check in family.CASE_CHECKS)

#: Checks that look at the lists, or at all cases together, and can find errors.
CHECKS_FOR_ERRORS: tuple[Check, ...] = tuple(check for family in _FAMILIES for check in family.CHECKS)

#: All checks that look at the lists, or at all cases together.
CHECKS: tuple[Check, ...] = (*CHECKS_FOR_ERRORS, *duplicates.CHECKS)
