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

#: One invented school, walked up the ladder from level to level.
_LADDER_EXAMPLE = (
    "县里的文件说，青石小学用网络上音乐课，“成效良好”。怎么知道的，文件没有写。",
    "青石小学自己写了总结：开了 30 节网上音乐课，学生都喜欢。数是学校自己数的。",
    "报社的记者去听了一节课，问了老师和学生，写成报道。做法有旁人看见了，效果还是没有测。",
    "学期初和学期末，用同一张卷子、同一首歌各考了一次：会识谱的从 12 人变成 31 人。可是不上网课，孩子们也会进步。",
    "邻近的白石小学没有上网课，也考了同样两次：从 13 人变成 18 人。多出来的才可能是网课的作用；可两校本来就不一样。",
    "全县 40 所小学抽签，抽中的 20 所上网课，没抽中的第二年再上。抽签使两边本来相仿，差别就可以算在网课上。",
)


def render_static(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages about the library, for comparing, for workshops and for having no network."""
    yield renderer.page(
        "about.html",
        "about.html",
        title="关于本库",
        description="案例怎么写成、证据怎么分级、为什么有“未知”、怎么告诉我们。",
        ladder_terms=catalogue.vocabulary.evidence_levels,
        ladder_example=_LADDER_EXAMPLE,
        founding=catalogue.founding_cases(),
        wanted=completeness_of(catalogue.cases[0]).total if catalogue.cases else 0,
    )
    yield renderer.page(
        "glossary.html",
        "glossary.html",
        title="词语解释",
        description="案例里常见的词是什么意思：教学点、复式班、城域网、班班通等。",
        terms=catalogue.vocabulary.glossary,
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
        description="把选好的案例和段落做成讲义、幻灯片和“我校能不能做”的表，带讨论题、二维码和参考文献，不联网也能做。",
        styles=LIST_STYLES.items(),
        templates=templates_address(renderer.options.site_url),
        collections=Markup(script_json({name: one.title for name, one in catalogue.corpus.collections.items()})),
        questions=Markup(script_json(questions.model_dump() if questions else None)),
    )
    yield renderer.page(
        "offline.html", "offline.html", title="没有联网", description="没有联网，这一页还没有存到手机上。"
    )


def render_not_found(renderer: PageRenderer) -> Page:
    """Return the page that a server shows at an address that is missing; the site has no link to it."""
    description = renderer.options.layout.description
    return renderer.page("404.html", "not_found.html", title="找不到这一页", description=description)
