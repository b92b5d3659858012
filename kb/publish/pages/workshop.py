"""Render the page on which a trainer puts a workshop together; its script makes the pack from the cases' own files."""

from markupsafe import Markup

from kb.citation.reference_list import STYLES
from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.pages.renderer import Frame
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import templates_address


def render_workshop(catalogue: Catalogue, frame: Frame) -> Page:
    """Return the page with its empty form, and the questions that its script chooses from."""
    questions = catalogue.corpus.questions
    return frame.page(
        "workshop.html",
        "workshop.html",
        title="培训讲义",
        description="把选好的案例和段落做成讲义、幻灯片和“我校能不能做”的自查表，带讨论题、二维码和参考文献；不联网，什么都不发送。",
        styles=STYLES.items(),
        templates=templates_address(frame.options.site_url),
        questions=Markup(script_json(questions.model_dump() if questions else None)),
    )
