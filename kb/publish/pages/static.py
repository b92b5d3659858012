"""Render the pages that no case changes: their scripts fill them from the cases' own files, or they say one thing."""

from collections.abc import Iterator

from markupsafe import Markup

from kb.citation.style import LIST_STYLES
from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import templates_address
from kb.publish.view.completeness import completeness_of
from kb.publish.view.facts import compared_facts


def render_static(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages about the library, for comparing, for workshops and for having no network."""
    yield renderer.page(
        "about.html",
        "about.html",
        title="关于本库",
        description="案例怎么写成、证据怎么分级、未知怎么处理、怎么投稿。",
        ladder_terms=catalogue.vocabulary.evidence_levels,
        wanted=completeness_of(catalogue.cases[0]).total if catalogue.cases else 0,
    )
    questions = catalogue.corpus.questions
    yield renderer.page(
        "compare.html",
        "compare.html",
        title="对比案例",
        facts=Markup(script_json(compared_facts())),
        templates=templates_address(renderer.options.site_url),
        description="把 2 到 4 个教育信息化案例并排对比：问题、做法、谁出钱、证据、前提条件和未知。",
    )
    yield renderer.page(
        "workshop.html",
        "workshop.html",
        title="培训讲义",
        description="把选好的案例和段落做成讲义、幻灯片和“我校能不能做”的自查表，带讨论题、二维码和参考文献，不联网也能做。",
        styles=LIST_STYLES.items(),
        templates=templates_address(renderer.options.site_url),
        collections=Markup(script_json({name: one.title for name, one in catalogue.corpus.collections.items()})),
        questions=Markup(script_json(questions.model_dump() if questions else None)),
    )
    yield renderer.page(
        "offline.html", "offline.html", title="没有联网", description="没有联网，这一页也还没有存下来。"
    )


def render_not_found(renderer: PageRenderer) -> Page:
    """Return the page that a server shows at an address that is missing; the site has no link to it."""
    description = renderer.options.layout.description
    return renderer.page("404.html", "not_found.html", title="没有这一页", description=description)
