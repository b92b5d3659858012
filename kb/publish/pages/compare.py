"""Render the page that puts two to four cases side by side; its script fills it from the cases' own files."""

from markupsafe import Markup

from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.pages.renderer import Frame
from kb.publish.view.facts import compared_facts


def render_compare(frame: Frame) -> Page:
    """Return the empty table's page."""
    return frame.page(
        "compare.html",
        "compare.html",
        title="对比案例",
        facts=Markup(script_json(compared_facts())),
        description="把 2 到 4 个教育信息化案例并排对比：问题、做法、谁出钱、证据、前提条件和未知。",
    )
