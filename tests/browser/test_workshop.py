"""Cases chosen anywhere become a handout, slides and worksheets, from a disk, and print as they should."""

import importlib
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, expect
from printed_pages import Printed

from kb.checks import require_sound
from kb.citation import CaseVersion, Library, Style, reference_of_case, reference_of_source, render_references
from kb.publish.catalogue import Catalogue
from kb.publish.handout import Item, Session, View, pack_body, running_heads
from kb.publish.site import Site, SiteOptions
from kb.publish.structured_data import LIBRARY
from kb.publish.workshop_code import code_of, workshop_address
from kb.publish.workshop_data import Workshop

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://library.example/kb/"
FIVE = (
    "jiaozuo-purchase-of-service",
    "mianzhu-fibre-metro-network",
    "nanshan-service-outsourcing",
    "changsha-social-work-learning-spaces",
    "wuhu-online-classroom",
)
PASSAGES = ("practice-p1", "claim-2")
TITLE = '县域网络"怎么\\建"<b>'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(require_sound(ROOT / "cases"))


@pytest.fixture(scope="module")
def published(built_site: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site with the workshop files of one that knows its address."""
    site = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(built_site, site)
    gone = catalogue.corpus.cases[0].model_copy(update={"id": "withdrawn-case", "title": "某案例"})
    corpus = catalogue.corpus.model_copy(update={"moved": {"old-name-of-wuhu": FIVE[4]}, "withdrawn": (gone,)})
    for part in Site(corpus, SiteOptions(SITE)).files():
        if part.name.startswith(("workshop/", "kb/words-")):
            (site / part.name).write_text(part.make(), encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def disk(published: Path) -> str:
    return published.as_uri() + "/"


def opened(page: Page, base: str, *items: str) -> Page:
    codes = [code_of(item.partition("#")[0]) for item in items]
    page.goto(f"{base}workshop.html?w=1-{'-'.join(codes)}")
    expect(page.locator(".kb-paper")).to_be_attached()
    return page


def view(page: Page, name: str) -> None:
    page.locator(f".kb-workshop-views label:has(input[value={name}])").click()
    expect(page.locator(".kb-paper")).to_have_attribute("data-view", name)


def session_of(workshop: Workshop, *items: str, style: Style = Style.GB_2025) -> Session:
    chosen = []
    for item in items:
        name, _, anchor = item.partition("#")
        case = workshop.case(name)
        assert case is not None
        chosen.append(Item(case, anchor))
    return Session(tuple(chosen), title=TITLE, date="2026-12-05", facilitator="王老师", style=style)


def test_five_cases_from_the_tray_become_a_handout_that_prints_whole(
    page: Page, disk: str, catalogue: Catalogue
) -> None:
    for one in FIVE:
        page.goto(f"{disk}cases/{one}.html")
        page.locator(f"[data-compare={one}]").click()
    page.get_by_role("link", name="做讲义").click()
    expect(page.locator("#kb-workshop-status")).to_have_text("5 项")
    page.get_by_label("名称").fill(TITLE)
    printed = Printed(page.pdf(prefer_css_page_size=True))
    pages = printed.pages()
    cases = [catalogue.case_by_id[one] for one in FIVE]

    assert printed.sizes() == {(210, 297)}
    assert all(printed.fonts_are_inside())
    assert [f"第{at}页，共{len(pages)}页" in words for at, words in enumerate(pages, 1)] == [True] * len(pages)
    assert len(pages) == 9, "cover, five cases of one page, comparison, questions, references"
    flat = TITLE.replace(" ", "")
    assert flat in pages[0]
    for at, case in enumerate(cases, start=1):
        title, summary = ("".join(words.split()) for words in (case.title, case.summary))
        assert title in pages[at]
        assert summary in pages[at]
        assert pages[at].startswith(flat), "the running head names the session"
        assert "记录" in pages[at]
        for claim in case.claims[:6]:
            assert "".join(claim.text.split()) in pages[at]
        assert printed.codes(at) == [f"{SITE}cases/{case.id}.html"]
    assert "比较" in pages[6]
    assert "讨论题" in pages[7]
    assert all(case.title.split("：")[0].replace(" ", "") in pages[6] for case in cases)
    expected = render_references(references(catalogue, accessed=date.today().isoformat()))
    assert "".join(expected.split()) in pages[8]
    printed.close()


def references(catalogue: Catalogue, *, accessed: str) -> list:
    """Return what the handout of the five cites, in the order of first mention."""
    library = Library(LIBRARY, LIBRARY, SITE)
    found: dict = {}
    for one in FIVE:
        case = catalogue.case_by_id[one]
        for claim in case.claims[:6]:
            found.setdefault(claim.source, reference_of_source(catalogue.corpus.sources[claim.source]))
        version = CaseVersion(catalogue.corpus.content_hashes[one], case.review.date)
        found[one] = reference_of_case(case, version, library, accessed=accessed)
    return list(found.values())


@pytest.mark.parametrize("style", [Style.GB_2025, Style.GB_2015_AUTHOR_DATE, Style.APA])
@pytest.mark.parametrize("form", list(View))
def test_the_page_makes_the_same_pack_as_the_command(
    page: Page, disk: str, catalogue: Catalogue, form: View, style: Style
) -> None:
    chosen = (*FIVE[:3], *(f"{FIVE[3]}#{anchor}" for anchor in PASSAGES), FIVE[4], "rdfz-network-classroom")
    workshop = Workshop(catalogue, SITE)
    session = session_of(workshop, *chosen, style=style)
    codes = [
        code_of(name) + {"": "", "practice-p1": ".p1", "claim-2": ".c2"}[anchor]
        for name, _, anchor in (one.partition("#") for one in chosen)
    ]
    page.goto(f"{disk}workshop.html?w=1-{'-'.join(codes)}&d=2026-12-05&y={style.value}&v={form.value}")
    expect(page.locator("#kb-workshop-status")).to_have_text("7 项")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("主持").fill("王老师")
    made = page.locator(".kb-paper").evaluate("paper => paper.outerHTML")
    parsed = page.evaluate(
        "html => new DOMParser().parseFromString(html, 'text/html').body.firstChild.outerHTML",
        str(pack_body(session, workshop, form, accessed=date.today().isoformat())),
    )
    assert made == parsed
    assert page.locator("head style").last.evaluate("style => style.textContent") == running_heads(session)


def test_slides_fill_the_screen_turn_by_key_and_print_one_a_page(page: Page, disk: str) -> None:
    opened(page, disk, *FIVE[:2])
    view(page, "slides")
    page.get_by_role("button", name="全屏放映").click()
    now = page.locator(".kp-slide.kp-now")
    expect(now).to_contain_text("教育信息化")
    for key, words in (
        ("ArrowRight", "焦作"),
        ("PageDown", "绵竹"),
        ("ArrowLeft", "焦作"),
        ("End", "参考文献"),
        ("Home", "教育信息化"),
    ):
        page.keyboard.press(key)
        expect(now).to_have_count(1)
        expect(now).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class(re.compile("kb-showing"))
    printed = Printed(page.pdf(prefer_css_page_size=True))
    assert printed.sizes() in ({(339, 190)}, {(339, 191)})
    assert len(printed) == page.locator(".kp-slide").count() == 5
    assert printed.codes(1) == [f"{SITE}cases/{FIVE[0]}.html"]
    printed.close()


def test_no_slide_is_fuller_than_it_can_show(page: Page, disk: str, catalogue: Catalogue) -> None:
    opened(page, disk, *(case.id for case in catalogue.cases))
    view(page, "slides")
    is_too_full = "face => face.scrollHeight > face.clientHeight + 1"
    full = page.locator(".kp-face").evaluate_all(f"faces => faces.filter({is_too_full}).map(face => face.textContent)")
    assert full == []


def test_a_worksheet_of_every_case_fits_one_page(page: Page, disk: str, catalogue: Catalogue) -> None:
    opened(page, disk, *(case.id for case in catalogue.cases))
    view(page, "worksheet")
    printed = Printed(page.pdf(prefer_css_page_size=True))
    pages = printed.pages()
    for at, case in enumerate(catalogue.cases):
        assert f"我校能不能做：{''.join(case.title.split())}" in pages[at]
        assert all("".join(item.text.split()) in pages[at] for item in case.prerequisites)
        assert "理由" in pages[at]
    printed.close()


def test_every_case_of_the_library_fits_one_page_of_a_handout(page: Page, disk: str, catalogue: Catalogue) -> None:
    opened(page, disk, *(case.id for case in catalogue.cases))
    printed = Printed(page.pdf(prefer_css_page_size=True))
    pages = printed.pages()
    for at, case in enumerate(catalogue.cases, start=1):
        assert "".join(case.title.split()) in pages[at]
        assert "记录" in pages[at]
    printed.close()


def test_a_passage_is_chosen_on_the_case_page_and_quoted_to_the_letter(page: Page, disk: str) -> None:
    page.goto(f"{disk}cases/{FIVE[0]}.html")
    paragraph = page.locator("#practice-p1")
    paragraph.hover()
    paragraph.get_by_role("button", name="把这一段加入讲义").click()
    expect(page.locator(".kb-tray li span")).to_have_text(re.compile("^段落："))
    page.get_by_role("link", name="做讲义").click()
    quoted = page.locator(".kp-passage blockquote")
    expect(quoted).to_contain_text("出钱和施工由企业承担，学校不建网，而是购买服务")
    expect(page.locator(".kp-passage .kp-self")).to_contain_text(f"{SITE}cases/{FIVE[0]}.html#practice-p1")


def test_items_are_put_in_order_with_buttons_and_keys_and_the_choice_is_kept(page: Page, disk: str) -> None:
    page.goto(f"{disk}cases/index.html?compare={','.join(FIVE[:3])}")
    page.get_by_role("link", name="做讲义").click()
    names = page.locator("#kb-workshop-items a")
    expect(names).to_contain_text(["焦作", "绵竹", "南山"])
    page.get_by_role("button", name=re.compile("^下移 焦作")).click()
    expect(names).to_contain_text(["绵竹", "焦作", "南山"])
    expect(page.get_by_role("button", name=re.compile("^下移 焦作"))).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(names).to_contain_text(["绵竹", "南山", "焦作"])
    page.get_by_role("button", name=re.compile("^去掉 深圳南山")).click()
    expect(page.locator(".kp-contents li")).to_contain_text(["绵竹", "焦作"])
    page.get_by_label("名称").fill("周五的培训")
    page.goto(f"{disk}workshop.html")
    expect(page.get_by_label("名称")).to_have_value("周五的培训")
    expect(names).to_contain_text(["绵竹", "焦作"])


def test_a_shared_address_is_short_shows_the_same_and_leaves_ones_own_choice_alone(
    open_context: Callable[..., BrowserContext], disk: str
) -> None:
    first = open_context().new_page()
    opened(first, disk, *FIVE)
    first.get_by_label("名称").fill("县域教育网络怎么建")
    address = first.url
    assert len(address) - len(disk) < 150
    other = open_context().new_page()
    other.goto(f"{disk}cases/index.html?compare={FIVE[0]}")
    other.goto(address)
    expect(other.locator(".kp-cover h1")).to_have_text("县域教育网络怎么建")
    expect(other.locator("#kb-workshop-items li")).to_have_count(5)
    other.get_by_role("button", name=re.compile("^去掉 绵竹")).click()
    other.goto(f"{disk}workshop.html")
    expect(other.locator("#kb-workshop-items li")).to_have_count(1)
    other.goto(address)
    other.get_by_role("button", name="换成这一份").click()
    other.goto(f"{disk}workshop.html")
    expect(other.locator("#kb-workshop-items li")).to_have_count(5)


def test_an_address_with_the_code_of_an_old_id_shows_the_case_as_it_is_now(page: Page, disk: str) -> None:
    page.goto(f"{disk}workshop.html?w=1-{code_of('old-name-of-wuhu')}")
    expect(page.locator("#kb-workshop-items a")).to_contain_text(["芜湖"])
    assert f"w=1-{code_of(FIVE[4])}" in page.url


def test_what_cannot_be_shown_is_said(open_context: Callable[..., BrowserContext], disk: str) -> None:
    gone = code_of("withdrawn-case")
    page = open_context(tolerate=("net::ERR_FILE_NOT_FOUND",)).new_page()
    page.goto(f"{disk}workshop.html?w=1-{gone}-0000000-{code_of(FIVE[0])}.p77-{code_of(FIVE[1])}-<script>")
    expect(page.get_by_role("alert")).to_have_text(
        [re.compile("《某案例》已经撤下"), re.compile("在这个网站里找不到"), re.compile("找不到原来的一段")]
    )
    expect(page.locator("#kb-workshop-items li")).to_have_count(1)
    page.goto(f"{disk}workshop.html?w=2-{code_of(FIVE[0])}")
    expect(page.get_by_role("alert")).to_contain_text("更新的版本")


def test_the_comparison_is_saved_as_a_table_spreadsheets_can_read(page: Page, disk: str) -> None:
    opened(page, disk, *FIVE[:2])
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载比较表").click()
    text = saved.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf,")
    lines = text.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert any(line == "谁投资,企业,未知" for line in lines)


def test_a_formula_in_a_case_is_no_formula_in_the_table(call: Callable[..., str]) -> None:
    cases = [{"id": "a", "title": '=1+1,"x"', "cells": [["费用", " +SUM(A1)"]]}]
    assert call("workshop/csv.mjs", "csvText", cases, "./").split("\r\n")[:2] == [
        '\ufeff,"\'=1+1,""x"""',
        "费用,' +SUM(A1)",
    ]


@pytest.mark.parametrize("name", ["a", "wuhu-online-classroom", "x" * 80, "2014-case-9"])
def test_browser_and_python_give_a_case_the_same_code(call: Callable[..., str], name: str) -> None:
    assert call("workshop/address.mjs", "codeOf", name) == code_of(name)


def test_a_collection_opens_as_a_named_handout(page: Page, disk: str, catalogue: Catalogue) -> None:
    page.goto(f"{disk}collections/who-invests-who-operates.html")
    page.get_by_role("link", name="做成培训讲义").click()
    expect(page.locator("#kb-workshop-items a")).to_contain_text(["焦作", "绵竹", "南山"])
    expect(page.get_by_label("名称")).to_have_value("谁来投资、谁来运营")
    listed = catalogue.corpus.collections["who-invests-who-operates"]
    assert page.url.startswith(disk + workshop_address([one.case for one in listed.cases], listed.title))


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (375, "dark"), (1280, "dark"), (320, "light")])
def test_the_page_fits_every_screen(
    open_context: Callable[..., BrowserContext], disk: str, width: int, scheme: str
) -> None:
    page = open_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    opened(page, disk, *FIVE)
    for form in ("handout", "slides", "worksheet"):
        view(page, form)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), form


def test_without_scripts_the_page_names_the_other_ways(open_context: Callable[..., BrowserContext], disk: str) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{disk}workshop.html")
    expect(page.get_by_text("做讲义要用脚本")).to_be_visible()


def test_the_command_prints_with_the_browser_there_is(
    chromium_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_CHROMIUM", str(chromium_path))
    output = tmp_path / "讲义.pdf"
    command = importlib.import_module("kb.entrypoints.cli.handout").command
    arguments = [*FIVE[:2], "-o", str(output), "--base", SITE, "--cases", str(ROOT / "cases")]
    outcome = CliRunner().invoke(command, arguments)
    assert outcome.exit_code == 0, outcome.output
    printed = Printed(output)
    assert len(printed) == 6
    assert all(printed.fonts_are_inside())
    assert "第6页，共6页" in printed.words(5)
    assert printed.codes(2) == [f"{SITE}cases/{FIVE[1]}.html"]
    printed.close()
