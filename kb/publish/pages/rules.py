"""Render the page that explains each finding of the checks, to which the submission form leads."""

from typing import Final

from kb.content.messages import RULES
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer

#: ``problems.html`` would be taken for the list of problems that cases solve.
RULES_PAGE: Final = "rules.html"


def render_rules(renderer: PageRenderer) -> Page:
    """Return the page; it has what the form finds, too."""
    return renderer.page(
        RULES_PAGE,
        "rules.html",
        title="检查会告诉您什么",
        description="投稿表和 kb check 会指出的每一种问题：什么意思，怎么写不对，怎么写对。",
        rules=[
            (rule.code, rule.title, rule.explanation, rule.wrong.strip(), rule.right.strip()) for rule in RULES.values()
        ],
    )
