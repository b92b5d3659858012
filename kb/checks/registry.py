"""Gather every rule and every check; a new family is added here and nowhere else."""

from kb.checks.rule import CaseCheck, Check, Rule
from kb.checks.rules import body, collections, duplicates, evidence, fields, links, references
from kb.checks.rules import ids as register
from kb.checks.rules import limits as layout
from kb.checks.rules import style as wording
from kb.checks.rules import syntax as reading

#: Code → rule, in the order of the codes.
RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (
            *reading.FILE_RULES,
            *reading.VALUE_RULES,
            *fields.RULES,
            *references.RULES,
            *duplicates.RULES,
            *register.RULES,
            *body.RULES,
            *links.RULES,
            *layout.RULES,
            *evidence.RULES,
            *wording.RULES,
            *collections.RULES,
        ),
        key=lambda rule: rule.code,
    )
}

#: Checks that look at one case at a time.
CASE_CHECKS: tuple[CaseCheck, ...] = (
    *fields.CASE_CHECKS,
    *references.CASE_CHECKS,
    *body.CASE_CHECKS,
    *links.CASE_CHECKS,
    *layout.CASE_CHECKS,
    *evidence.CASE_CHECKS,
    *wording.CASE_CHECKS,
)

#: Checks that look at the lists, or at all cases together, and can find errors.
CHECKS_FOR_ERRORS: tuple[Check, ...] = (
    *fields.CHECKS,
    *references.CHECKS,
    *register.CHECKS,
    *links.CHECKS,
    *evidence.CHECKS,
    *wording.CHECKS,
    *collections.CHECKS,
)

#: All checks that look at the lists, or at all cases together.
CHECKS: tuple[Check, ...] = (*CHECKS_FOR_ERRORS, *duplicates.CHECKS)
