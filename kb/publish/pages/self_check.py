"""Render the self-check: questions a school answers in its own browser, and how little the cases tell about some.

An answer counts only where a definition in the vocabulary says so; nothing here knows a threshold. A school whose
broadband ends at the gate has, by definition, the problem ``broadband-access``, and cases on that problem are shown.
"""

from dataclasses import dataclass

from kb.model import Case
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.claims import speaks_of_speed


@dataclass(frozen=True)
class Option:
    """One answer; ``problem`` names the vocabulary term whose definition it fulfils."""

    value: str
    words: str
    problem: str | None = None


NETWORK = (
    Option("classroom", "宽带通到教室"),
    Option("school", "宽带只到学校，教室里没有", "broadband-access"),
    Option("none", "学校没有宽带", "broadband-access"),
    Option("", "说不清"),
)

TEACHERS = (
    Option("short", "学校小、缺老师，有的课开不齐或上不够", "teaching-point-courses"),
    Option("skills", "老师不会或不习惯用信息技术", "teacher-ict-ability"),
)

#: The value is the most that can be spent, in yuan.
BUDGET = (
    Option("0", "没有专门的钱"),
    Option("10000", "1 万元以内"),
    Option("100000", "10 万元以内"),
    Option("500000", "50 万元以内"),
    Option("more", "50 万元以上"),
    Option("", "说不清"),
)


def render_self_check(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page with its questions; the answers are weighed by its script, and go nowhere."""
    problems = catalogue.vocabulary.terms("problems")
    known = frozenset(term.id for term in problems)
    return renderer.page(
        "self-check.html",
        "self_check.html",
        title="学校自查",
        description="说说学校的网络、老师、经费、学段和问题，看哪些做法对得上、还缺什么前提、哪些还不清楚。只在您的浏览器里计算。",
        stages=catalogue.vocabulary.terms("stages"),
        problems=problems,
        known_problems=known,
        network=NETWORK,
        teachers=TEACHERS,
        budget=BUDGET,
        total=len(catalogue.cases),
        given=_given_by(catalogue.cases),
    )


def _given_by(cases: tuple[Case, ...]) -> dict[str, int]:
    """Count the cases that give what a school would like to hold its own answers against."""
    conditions = [statement.is_analysis for case in cases for statement in case.prerequisites]
    return {
        "cost": sum(case.cost is not None and case.cost.amount is not None for case in cases),
        "speed": sum(any(map(speaks_of_speed, case.claims)) for case in cases),
        "payer": sum(bool(case.mechanism.invest or case.mechanism.pay) for case in cases),
        "prerequisites": sum(bool(case.prerequisites) for case in cases),
        "sourced": conditions.count(False),
        "analysis": conditions.count(True),
    }
