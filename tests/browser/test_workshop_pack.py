"""The handout, slides and worksheets of chosen cases print as they should, from the page as from the command."""

import importlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import LIST_STYLES, reference_list
from kb.content.body import CITATION
from kb.model import BODY_SECTIONS, Case
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from tests.browser.printed_pages import Printed
from tests.browser.workshop_page import FIVE, SITE, opened, view
from tests.cases import CORPUS

PASSAGES = ("practice-p1", "claim-2")
TITLE = '县域网络"怎么\\建"<b>'


def handout(output: Path, *arguments: str) -> None:
    """Make a handout by the command."""
    command = importlib.import_module("kb.entrypoints.cli.handout").command
    fixed = ["-o", str(output), "--base", SITE, "--cases", str(CORPUS)]
    outcome = CliRunner().invoke(command, [*arguments, *fixed])
    assert outcome.exit_code == 0, outcome.output


def paper_of(page: Page) -> str:
    return str(page.locator(".kb-paper").evaluate("(one) => one.outerHTML"))


def test_five_cases_from_the_tray_become_a_handout_that_prints_whole(
    page: Page, workshop_url: str, catalogue: Catalogue, printed: Callable[..., Printed]
) -> None:
    for one in FIVE:
        page.goto(f"{workshop_url}cases/{one}.html")
        page.locator(f"[data-compare={one}]").click()
    page.get_by_role("link", name="做讲义").click()
    expect(page.locator("#kb-workshop-status")).to_have_text("5 个案例")
    page.get_by_label("名称").fill(TITLE)
    paper = printed(page)
    pages = paper.pages()
    cases = [catalogue.case_by_id[one] for one in FIVE]

    assert paper.sizes() == {(210, 297)}
    assert all(paper.fonts_are_inside())
    assert [f"第{at}页，共{len(pages)}页" in words for at, words in enumerate(pages, 1)] == [True] * len(pages)
    assert len(pages) == 7, "five cases of one page, the first under the names; comparison, questions, references"
    flat = TITLE.replace(" ", "")
    assert flat in pages[0]
    for at, case in enumerate(cases):
        title, summary = ("".join(words.split()) for words in (case.title, case.summary))
        assert title in pages[at]
        assert summary in pages[at]
        assert pages[at].startswith(flat) or at == 0, "the running head names the session"
        assert "他们怎么做" in pages[at]
        assert "想学，先想好这几件事" in pages[at]
        assert "来源没有写" in pages[at]
        assert "前提条件" not in pages[at]
        assert "记录" in pages[at] or at == 0, "what is left of a page is for notes"
        for claim in case.claims[:6]:
            assert "".join(claim.text.split()) in pages[at]
        assert paper.codes(at) == [f"{SITE}cases/{case.id}.html"]
    assert "比较" in pages[5]
    assert all(case.title.split("：")[0].replace(" ", "") in pages[5] for case in cases)
    end = "".join(pages[5:])
    assert "讨论题" in end
    for entry in page.locator(".kp-ref").all_text_contents():
        assert "".join(entry.split()) in pages[6]


def cited_in(case: Case, heading: str) -> list[str]:
    """Return the sources that a section of the case's text cites, in the order of its text."""
    section = next(one.text for one in case.sections if one.heading == heading)
    return [match[1] for match in re.finditer(CITATION, section)]


def test_the_list_of_a_pack_is_the_list_the_citation_package_writes(
    page: Page, workshop_url: str, catalogue: Catalogue
) -> None:
    cited: dict[str, Reference] = {}
    for case in catalogue.cases:
        claimed = [claim.source for claim in case.claims[:6]]
        for source in (*([case.cost.source] if case.cost else ()), *cited_in(case, "做法"), *claimed):
            cited.setdefault(source, reference_of_source(catalogue.corpus.sources[source]))
        cited[case.id] = reference_at(case, catalogue, SITE, accessed=date.today().isoformat())
    chosen = [case.id for case in catalogue.cases]
    for style in LIST_STYLES:
        page.goto(f"{workshop_url}workshop.html?cases={','.join(chosen)}&y={style.value}")
        listed = reference_list(cited, style)
        expect(page.locator(".kp-ref"), style.value).to_have_text([entry.line for entry in listed.values()])
        marks = page.locator(".kp-self .kp-cite").all_text_contents()
        assert marks == [listed[name].mark for name in chosen], style


def test_the_command_makes_the_same_pack_as_the_page_in_one_file(page: Page, workshop_url: str, tmp_path: Path) -> None:
    chosen = (*FIVE[:3], *(f"{FIVE[3]}#{anchor}" for anchor in PASSAGES), FIVE[4], "rdfz-network-classroom")
    ids = ",".join(one.replace("#practice-p", ".p").replace("#claim-", ".c") for one in chosen)
    page.goto(f"{workshop_url}workshop.html?cases={ids}&d=2026-12-05&y=apa")
    expect(page.locator("#kb-workshop-status")).to_have_text("7 项")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("主持").fill("王老师")
    sheet = "[...document.querySelectorAll('style')].pop().textContent"
    made = {}
    for form in ("worksheet", "slides", "handout"):
        view(page, form)
        made[form] = (paper_of(page), page.evaluate(sheet))
        assert "王老师" in made[form][0] or form == "worksheet"
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    output = tmp_path / "讲义.html"
    session = ["--title", TITLE, "--date", "2026-12-05", "--facilitator", "王老师"]
    for form, (paper, rules) in made.items():
        handout(output, *chosen, *session, *["--style", "apa", "--view", form])
        requests.clear()
        page.goto(output.as_uri())
        assert paper_of(page) == paper, form
        # The rules of the titles stand in the one sheet, or the cover had a title on top as well.
        assert page.evaluate(sheet).endswith(rules), form
        assert page.locator("style").count() == 1
        assert page.title() == TITLE
        assert [one for one in requests if not one.startswith("data:")] == [output.as_uri()]


def test_slides_tell_what_they_did_then_what_to_settle_turn_by_key_and_print_one_a_page(
    page: Page, workshop_url: str, catalogue: Catalogue, printed: Callable[..., Printed]
) -> None:
    opened(page, workshop_url, *FIVE)
    view(page, "slides")
    slides = page.locator(".kp-slide")
    for at, name in enumerate(FIVE):
        case = catalogue.case_by_id[name]
        done, settled = slides.nth(2 * at + 1), slides.nth(2 * at + 2)
        expect(done.locator(".kp-large")).to_contain_text(case.summary)
        expect(done).to_contain_text("2014 年")
        expect(done.locator(".kp-flow svg")).to_have_count(1 if case.flow else 0)
        advice = next(one.text for one in case.sections if one.heading == BODY_SECTIONS[3])
        expect(settled.locator(".kp-settle li")).to_have_count(4)
        first = settled.locator(".kp-settle li").first.inner_text().replace(" ", "")
        assert first in re.sub(r"[*\s]", "", advice)
    together = slides.nth(2 * len(FIVE) + 1)
    expect(together.locator("thead th")).to_have_text([re.compile("焦作"), re.compile("绵竹"), re.compile("南山")])
    expect(together).to_contain_text("谁投资")
    page.get_by_role("button", name="全屏放映").click()
    now = page.locator(".kp-slide.kp-now")
    expect(now).to_contain_text("教育信息化")
    for key, words in (
        ("ArrowRight", "焦作"),
        ("ArrowRight", "先想好这几件事"),
        ("PageDown", "绵竹"),
        ("ArrowLeft", "先想好这几件事"),
        ("End", "参考文献"),
        ("Home", "教育信息化"),
    ):
        page.keyboard.press(key)
        expect(now).to_have_count(1)
        expect(now).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class(re.compile("kb-showing"))
    paper = printed(page)
    assert paper.sizes() in ({(339, 190)}, {(339, 191)})
    assert len(paper) == slides.count()
    assert paper.codes(1) == [f"{SITE}cases/{FIVE[0]}.html"]


def test_every_case_of_the_library_fits_its_page_in_every_form(
    page: Page, workshop_url: str, catalogue: Catalogue, printed: Callable[..., Printed]
) -> None:
    opened(page, workshop_url, *(case.id for case in catalogue.cases))
    heights = page.locator(".kp-case").evaluate_all("(cases) => cases.map((one) => one.offsetHeight)")
    pages = printed(page).pages()
    # The names of thirteen cases leave the first of them no room on their own page.
    first = next(at for at, words in enumerate(pages) if "他们怎么做" in words)
    for at, case in enumerate(catalogue.cases, start=first):
        assert "".join(case.title.split()) in pages[at]
        assert "来源没有写" in pages[at]
        assert "记录" in pages[at] or at == first

    view(page, "slides")
    is_too_full = "face => face.scrollHeight > face.clientHeight + 1"
    full = page.locator(".kp-face").evaluate_all(f"faces => faces.filter({is_too_full}).map(face => face.textContent)")
    assert full == [], "a slide is fuller than it can show"

    view(page, "worksheet")
    pages = printed(page).pages()
    for at, case in enumerate(catalogue.cases):
        assert f"我校能不能做{''.join(case.title.split())}" in pages[at]
        assert "未定" in pages[at]
        assert all("".join(item.text.split()) in pages[at] for item in case.prerequisites)
        assert "理由" in pages[at]

    # A case alone shares its page with the names: the tallest can do so, and the shortest.
    *_, third, second, tallest = sorted(range(len(heights)), key=heights.__getitem__)
    for at in (tallest, second, third, heights.index(min(heights))):
        case = catalogue.cases[at]
        opened(page, workshop_url, case.id)
        pages = printed(page).pages()
        assert ["他们怎么做" in pages[0], "参考文献" in pages[-1], len(pages) <= 2] == [True] * 3, case.id


def test_only_what_is_ticked_goes_in_and_the_address_says_so(page: Page, workshop_url: str, tmp_path: Path) -> None:
    opened(page, workshop_url, *FIVE[:2])
    paper = page.locator(".kb-paper")
    page.get_by_text("参考文献格式、放进哪些部分").click()
    for name in ("来源说", "比较", "记录栏"):
        page.get_by_label(name).uncheck()
    page.get_by_label("前提、有利条件和限制").check()
    for gone in (".kp-claims", ".kp-compare", ".kp-notes"):
        expect(paper.locator(gone)).to_have_count(0)
    expect(paper.locator(".kp-conditions")).to_have_count(2)
    page.wait_for_url(lambda url: url.endswith("&p=practice,settle,conditions,gaps,questions"))
    page.reload()
    expect(paper.locator(".kp-conditions")).to_have_count(2)
    expect(paper.locator(".kp-claims")).to_have_count(0)
    drawn = paper_of(page)
    output = tmp_path / "讲义.html"
    handout(output, *FIVE[:2], "--parts", "settle,practice,conditions,gaps,questions")
    page.goto(output.as_uri())
    assert paper_of(page) == drawn


def test_what_research_says_goes_in_once_for_each_model_with_its_plot(
    page: Page, workshop_url: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    flipped = "hangzhou-xihu-flipped-classroom"
    opened(page, workshop_url, flipped, FIVE[0])
    paper = page.locator(".kb-paper")
    expect(paper.locator(".kp-research")).to_have_count(0)
    page.get_by_text("参考文献格式、放进哪些部分").click()
    page.get_by_label("研究怎么说").check()
    said = paper.locator(".kp-research")
    expect(said).to_have_count(1)
    studies = catalogue.corpus.studies
    expect(said).to_contain_text("研究怎么说：翻转课堂")
    in_sd = [effect for one in studies.on("models", "翻转课堂") for effect in one.effects if effect.unit == "SD"]
    assert said.locator("circle").count() == len(in_sd)
    assert said.locator(".kp-ref").count() == len(studies.on("models", "翻转课堂"))
    drawn = paper_of(page)
    view(page, "slides")
    expect(paper.locator(".kp-slide .kp-research")).to_have_count(1)
    parts = "practice,settle,claims,gaps,notes,compare,research,questions"
    page.wait_for_url(f"**&p={parts}&v=slides")
    output = tmp_path / "讲义.html"
    handout(output, flipped, FIVE[0], "--parts", parts)
    page.goto(output.as_uri())
    assert paper_of(page) == drawn


def test_the_command_prints_with_the_browser_there_is(
    chromium_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_CHROMIUM", str(chromium_path))
    output = tmp_path / "讲义.pdf"
    handout(output, *FIVE[:2])
    printed = Printed(output)
    assert len(printed) == 4
    assert all(printed.fonts_are_inside())
    assert "第4页，共4页" in printed.words(3)
    assert len(printed.bookmarks()) > 4
    assert printed.codes(1) == [f"{SITE}cases/{FIVE[1]}.html"]
    printed.close()
