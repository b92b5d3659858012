"""The workshop page makes PowerPoint and Word of what was chosen, from a disk too, as the command line does."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import docx
from playwright.sync_api import BrowserContext, Page, expect
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from kb.citation.style import Style
from kb.publish.exports.slides.deck import deck_of
from kb.publish.exports.slides.powerpoint import render_powerpoint
from kb.publish.exports.slides.questions import chosen_questions
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from tests.browser.ready import open_ready
from tests.browser.workshop_page import FIVE, SITE, opened, view

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
THREE = FIVE[:3]
FLIPPED = "hangzhou-xihu-flipped-classroom"


def saved(page: Page, press: Callable[[], None]) -> bytes:
    """Return the file that a press makes."""
    with page.expect_download() as download:
        press()
    return download.value.path().read_bytes()


def slides_of(data: bytes) -> Any:
    return list(Presentation(io.BytesIO(data)).slides)


def title_of(slide: Any) -> str:
    (title,) = [one for one in slide.placeholders if one.placeholder_format.type in TITLES]
    return str(title.text_frame.text)


def test_three_cases_are_an_editable_powerpoint_in_four_clicks(page: Page, workshop_url: str) -> None:
    open_ready(page, workshop_url, "cases/index.html")
    for one in THREE:
        page.locator(f"main [data-compare={one}]").click()
    data = saved(page, lambda: page.get_by_role("link", name="做 PPT").click())
    slides = slides_of(data)
    assert [title_of(slide)[:2] for slide in slides[1:7:2]] == ["焦作", "绵竹", "深圳"]
    assert any(shape.has_table for slide in slides for shape in slide.shapes)
    pictures = [shape.image for slide in slides for shape in slide.shapes if hasattr(shape, "image")]
    assert len(pictures) == 3, "only the codes are; what can be read can be changed"
    assert {one.content_type for one in pictures} == {"image/png"}
    for slide in slides:
        for paragraph in slide._element.iter("{*}p"):
            assert len(paragraph.findall("{*}pPr")) <= 1, "PowerPoint would offer to repair it"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        relations = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
    assert b"External" not in b"".join(relations)
    page.reload()
    expect(page.locator("#kb-workshop-status")).to_have_text("3 个案例")


def test_a_collection_is_one_in_one_click(page: Page, http_url: str) -> None:
    page.goto(f"{http_url}collections/who-invests-who-operates.html")
    slides = slides_of(saved(page, lambda: page.get_by_role("link", name="下载 PPT").click()))
    assert title_of(slides[0]) == "谁来投资、谁来运营"


def boxes_of(shapes: Any, *, within: bool = False) -> Iterator[tuple[object, ...]]:
    """Yield the words of each box of text with size and place; those of a drawing without their place."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from boxes_of(shape.shapes)
        elif shape.has_text_frame and shape.text_frame.text and not within:
            kind = shape.placeholder_format.type if shape.is_placeholder else None
            if kind not in (None, *TITLES, PP_PLACEHOLDER.SUBTITLE):
                continue
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            look = tuple((run.text, bool(run.font.bold), run._r.rPr.get("baseline")) for run in runs if run.text)
            yield look, runs[0].font.size.pt, *(round(side / 12_700) for side in (shape.left, shape.top, shape.width))
        elif shape.has_table:
            yield tuple(tuple(cell.text for cell in row.cells) for row in shape.table.rows)


def test_what_stands_on_a_slide_and_where_is_what_the_command_writes(
    page: Page, workshop_url: str, catalogue: Catalogue
) -> None:
    cases = [catalogue.case_by_id[one] for one in FIVE]
    chosen = [(case, reference_at(case, catalogue, SITE, accessed=date.today().isoformat())) for case in cases]
    asked = chosen_questions(cases, catalogue.corpus.questions)
    ours = slides_of(render_powerpoint(deck_of("教育信息化案例培训", chosen, catalogue, asked, Style.GB_2025)))
    opened(page, workshop_url, *FIVE)
    made = slides_of(saved(page, lambda: page.get_by_role("button", name="下载 PPT").click()))
    expect(page.locator("#kb-workshop-status")).to_contain_text("可以用 WPS 或 Office 打开接着改")
    assert len(made) == len(ours)
    for one, other in zip(made, ours, strict=True):
        footer = [box for box in boxes_of(one.shapes) if "· CC BY 4.0" not in str(box)]
        assert sorted(map(str, footer)) == sorted(map(str, boxes_of(other.shapes)))
        notes = [each.notes_slide.notes_text_frame.text for each in (one, other) if each.has_notes_slide]
        assert len(set(notes)) <= 1
        assert one.has_notes_slide == other.has_notes_slide or not notes[0]


def test_what_research_says_is_a_slide_with_its_plot_in_shapes(page: Page, workshop_url: str) -> None:
    page.goto(f"{workshop_url}workshop.html?cases={FLIPPED}&p=practice,research&v=slides")
    shown = page.locator(".kp-slide .kp-research")
    expect(shown).to_have_count(1)
    slides = slides_of(saved(page, lambda: page.get_by_role("button", name="下载 PPT").click()))
    (slide,) = [one for one in slides if title_of(one) == "研究怎么说：翻转课堂"]
    words = "".join("".join(str(text).split()) for text in slide._element.itertext())
    for said in shown.locator(".kp-said, footer, svg text").all_text_contents():
        assert "".join(said.split()) in words
    kinds = [kind for shape in slide.shapes for kind in shape._element.xpath(".//a:prstGeom/@prst")]
    assert kinds.count("ellipse") == shown.locator("circle").count() > 0
    assert kinds.count("line") == shown.locator("line").count() > 0
    assert not any(hasattr(shape, "image") for shape in slide.shapes)


def test_word_has_what_stands_on_the_handout_in_styles_lists_and_tables(page: Page, workshop_url: str) -> None:
    opened(page, workshop_url, *THREE)
    page.get_by_label("名称").fill("周五的培训")
    expect(page.locator(".kp-cover h1")).to_have_text("周五的培训")
    data = saved(page, lambda: page.get_by_role("button", name="下载 Word").click())
    read = docx.Document(io.BytesIO(data))
    styles = {p.text: p.style.name for p in read.paragraphs if p.style}
    assert styles["周五的培训"] == "Title"
    for heading in page.locator(".kb-paper h2").all_inner_texts():
        assert styles[heading] == "Heading 1"
    assert styles["他们怎么做"] == "Heading 2"
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    assert ["谁投资", "企业", "未知", "未知"] in tables[-1]
    listed = [p for p in read.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert len(listed) == page.locator(".kb-paper li").count()
    words = "".join("".join(p.text.split()) for p in read.paragraphs)
    words += "".join("".join(cell.split()) for table in tables for row in table for cell in row)
    for said in page.locator(".kb-paper :is(h1, h2, h3, p, dd, td, .kp-settle li)").all():
        assert "".join((said.text_content() or "").split()) in words
    addresses = {link.address for p in read.paragraphs for link in p.hyperlinks}
    assert f"{SITE}cases/{THREE[0]}.html" in addresses
    assert "NUMPAGES" in read.sections[0].footer._element.xml
    assert len(read.inline_shapes) == page.locator(".kb-paper .kp-flow").count()


def test_nothing_of_it_is_loaded_before_it_is_asked_for_and_a_broken_line_is_told(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(tolerate=("Failed to load resource",)).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, http_url, FIVE[0])
    assert not [one for one in asked if "powerpoint.js" in one or "word.js" in one]
    page.route("**/kb/powerpoint.js?*", lambda route: route.abort())
    page.get_by_role("button", name="下载 PPT").click()
    expect(page.locator("#kb-workshop-status")).to_contain_text("没有做成")
    page.unroute("**/kb/powerpoint.js?*")
    assert saved(page, lambda: page.get_by_role("button", name="下载 PPT").click())


def test_whatever_view_is_open_the_files_are_the_same(page: Page, workshop_url: str) -> None:
    opened(page, workshop_url, FIVE[0])
    for form in ("slides", "worksheet"):
        view(page, form)
        data = saved(page, lambda: page.get_by_role("button", name="下载 Word").click())
        assert "他们怎么做" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs], form
