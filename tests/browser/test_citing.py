"""A reader cites a case, or the paragraph under the pointer, in the words that ``kb cite`` prints."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from kb.citation.case_references import LIBRARY_NAME, CaseVersion, Library, reference_of_case, reference_of_part
from kb.citation.citable_parts import places_of
from kb.citation.reference import Reference
from kb.citation.style import CITATION_STYLES, Style
from kb.citation.style import render_references as render
from kb.citation.templates import citation_templates
from kb.model import Case, Corpus
from kb.publish.exports.case_payload import case_payload
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import library_at
from tests.browser.axe import violations
from tests.browser.ready import PHONE, Open

CASE = "wuhu-online-classroom"


def reference(corpus: Corpus, name: str, day: str, site: str = "") -> Reference:
    case = next(case for case in corpus.cases if case.id == name)
    version = CaseVersion(corpus.content_hashes[name], case.review.date)
    return reference_of_case(case, version, Library(LIBRARY_NAME, LIBRARY_NAME, site), accessed=day)


def today(page: Page) -> str:
    """Return the reader's own day, which is not everywhere that of the machine that tests."""
    day: str = page.evaluate("new Date().toLocaleDateString('sv')")
    assert date.fromisoformat(day)
    return day


def awkward(case: Case, date: str) -> Case:
    """Return a case with a title that most styles write otherwise, and a date that is not of a day."""
    title = """</script> AB：《C》 & "d_50%" 教育 {Web}"""
    return case.model_copy(update={"title": title, "review": case.review.model_copy(update={"date": date})})


def test_every_place_in_every_style_reads_as_the_command_writes_it(client_page: Page, corpus: Corpus) -> None:
    day, site = "2026-11-09", "https://kb.example.cn/"
    catalogue, library = Catalogue(corpus), library_at(site)
    first, *_ = corpus.cases
    for case in (*corpus.cases, awkward(first, "2026-01"), awkward(first, "2026")):
        written = client_page.evaluate(
            """async ([templates, one, day]) => {
              const { citationText } = await import('./kb/web/cite/citation_text.mjs');
              const text = (style) => (place) => citationText(templates, one, style, place, day);
              return templates.styles.map(([style]) => [null, ...one.places].map(text(style)));
            }""",
            [*json.loads(json.dumps([citation_templates(library), case_payload(case, catalogue, library)])), day],
        )
        version = CaseVersion(corpus.content_hashes[case.id], case.review.date)
        whole = reference_of_case(case, version, library, accessed=day)
        parts = [whole, *(reference_of_part(whole, one.id, one.words) for one in places_of(case, corpus.sources))]
        assert len(parts) > 5
        assert written == [[render([part], style) for part in parts] for style in CITATION_STYLES]


def test_the_panel_shows_copies_and_downloads_every_style(page: Page, http_url: str, corpus: Corpus) -> None:
    page.goto(f"{http_url}cases/{CASE}.html")
    whole = reference(corpus, CASE, today(page), http_url)
    page.get_by_text("换格式、下载").click()
    area = page.get_by_role("textbox", name="引用文字")
    page.evaluate("document.addEventListener('copy', () => { window.copied = String(document.getSelection()); })")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    for style, (label, ending) in CITATION_STYLES.items():
        page.get_by_label("格式").select_option(label=label)
        text = render([whole], style)
        assert area.input_value() == text.strip().replace("\r\n", "\n")
        with page.expect_download() as waiting:
            page.get_by_role("link", name=f"下载 .{ending}").click()
        assert waiting.value.suggested_filename == f"{CASE}.{ending}"
        assert Path(waiting.value.path()).read_bytes() == text.encode("utf-8")
    page.locator(".kb-cite-tools").get_by_role("button", name="复制").click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    assert page.evaluate("window.copied") == render([whole], Style.CSL_JSON).strip()


def test_the_entry_in_sight_names_day_and_address_and_is_copied_by_one_press(open_page: Open, corpus: Corpus) -> None:
    page = open_page(f"cases/{CASE}.html", permissions=["clipboard-read", "clipboard-write"])
    site = page.url.partition("cases/")[0]
    entry = render([reference(corpus, CASE, today(page), site)]).strip()
    expect(page.locator(".kb-citation")).to_have_text(entry)
    assert f"[{today(page)}]. {page.url}" in entry
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator(".kb-cite-usual").get_by_role("status")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == entry
    assert not page.get_by_text("指纹").filter(visible=True).count()
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_text("换格式、下载").click()
    page.locator(".kb-cite-tools").get_by_role("button", name="复制").click()
    expect(page.locator(".kb-cite-tools").get_by_role("status")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == entry
    assert violations(page) == []
    page.locator("#practice-p2 .kb-cite-part").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="复制")).to_be_focused()
    page.keyboard.press("Escape")
    # The pointer is still over the paragraph, whose signs it shows.
    assert violations(page) == []


def test_a_copy_on_a_disk_says_that_the_address_is_wanting(open_page: Open, file_url: str, corpus: Corpus) -> None:
    page = open_page(f"{file_url}cases/{CASE}.html")
    expect(page.locator(".kb-citation")).to_have_text(render([reference(corpus, CASE, today(page))]).strip())
    expect(page.get_by_text("离线副本，引用时请补网址。")).to_be_visible()


def test_a_paragraph_is_cited_from_the_keyboard_and_the_focus_comes_back(
    page: Page, file_url: str, corpus: Corpus
) -> None:
    page.goto(f"{file_url}cases/{CASE}.html")
    case = next(case for case in corpus.cases if case.id == CASE)
    place = next(one for one in places_of(case, corpus.sources) if one.id == "practice-p2")
    button = page.locator("#practice-p2 .kb-cite-part")
    button.focus()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="引用")
    dialog.get_by_label("格式").select_option(Style.PLAIN.value)
    part = reference_of_part(reference(corpus, CASE, today(page)), place.id, place.words)
    assert dialog.get_by_role("textbox").input_value() == render([part], Style.PLAIN).strip()
    assert f"文字指纹 {place.text_hash}" in dialog.get_by_role("textbox").input_value()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


#: Select some words of a paragraph, as a long press does.
SELECT = """(node) => {
  const range = document.createRange();
  range.setStart(node.firstChild, 0);
  range.setEnd(node.firstChild, 4);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_with_a_pointer_every_paragraph_and_claim_has_its_signs_and_a_section_is_one_stop_of_the_keyboard(
    page: Page, file_url: str
) -> None:
    page.goto(f"{file_url}cases/{CASE}.html")
    places = page.locator(".kb-body [id][data-hash]")
    assert places.count() > 5
    assert page.locator(".kb-body [id][data-hash] .kb-cite-part").count() == places.count()
    stops = """() => [...document.querySelectorAll(".kb-body section")].map((section) =>
      [...section.querySelectorAll(":is(.kb-anchor, .kb-cite-part, .kb-passage-add)")]
        .filter((sign) => sign.tabIndex === 0).length)"""
    assert set(page.evaluate(stops)) <= {0, 1}
    first = page.locator("#practice-p1 .kb-anchor")
    first.focus()
    for key, name in (("ArrowRight", "选这一段"), ("ArrowRight", "引用这一段"), ("ArrowLeft", "选这一段")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.ariaLabel") == name
    page.keyboard.press("Enter")
    expect(page.locator("#practice-p1 .kb-passage-add")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.closest('section').contains(document.getElementById('practice-p1'))")


def test_a_finger_selects_some_text_and_gets_a_bar(open_page: Open) -> None:
    page = open_page(f"cases/{CASE}.html", **PHONE)
    assert page.locator(".kb-cite-part, .kb-passage-add").count() == 0
    expect(page.locator("#practice-p1 > .kb-anchor")).to_be_hidden()
    bar = page.get_by_role("toolbar", name="选中的这一段")
    expect(bar).to_be_hidden()
    page.locator("#practice-p1").evaluate(SELECT)
    bar.get_by_role("button", name="加入").tap()
    expect(bar.get_by_role("status")).to_have_text("已选这一段")
    expect(page.locator(".kb-tray-status")).to_have_text("已选 1 段")
    assert violations(page) == []
    page.evaluate("document.addEventListener('copy', () => { window.copied = String(document.getSelection()); })")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#practice-p1").evaluate(SELECT)
    bar.get_by_role("button", name="复制链接").tap()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied") == f"{page.url}#practice-p1"
    page.locator("#practice-p1").evaluate(SELECT)
    bar.get_by_role("button", name="引用").tap()
    expect(page.get_by_role("dialog", name="引用")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_without_scripts_the_usual_citation_is_there_and_nothing_promises_more(
    open_page: Open, file_url: str, corpus: Corpus
) -> None:
    page = open_page(f"{file_url}cases/{CASE}.html", java_script_enabled=False)
    entry = replace(reference(corpus, CASE, ""), accessed="")
    expect(page.locator(".kb-citation")).to_have_text(render([entry]).strip())
    expect(page.locator(".kb-cite-more")).to_be_hidden()
    expect(page.locator(".kb-cite noscript p")).to_contain_text("查阅日期，写在方括号里，再补上网址。")


def test_a_file_that_does_not_arrive_is_said(open_context: Callable[..., BrowserContext], http_url: str) -> None:
    page: Any = open_context(tolerate=("Failed to load resource",)).new_page()
    page.route(f"**/cases/{CASE}.js", lambda route: route.abort())
    page.goto(f"{http_url}cases/{CASE}.html")
    page.get_by_text("换格式、下载").click()
    expect(page.get_by_text("引用没有读到")).to_be_visible()
