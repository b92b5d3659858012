"""A case is printed on one page, sent on, or made a poster of, each by one press."""

import base64
import re
from collections.abc import Callable

import zxingcpp
from playwright.sync_api import BrowserContext, Page, expect

from kb.publish.view.catalogue import Catalogue
from tests.browser.printed_pages import Printed
from tests.browser.ready import Open
from tests.browser.workshop_page import SITE, choose

CASE = "cases/jiaozuo-purchase-of-service.html"

#: What a browser does when it prints, but for asking the reader.
PRINTED = "window.print = () => { window.isPrinted = true; };"

#: The picture as a camera sees it, one byte a pixel.
PIXELS = """(image) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let grey = "";
  for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode((data[at] + data[at + 1] + data[at + 2]) / 3);
  return { grey: btoa(grey), width: canvas.width, height: canvas.height };
}"""


def test_one_press_prints_any_case_on_one_page_and_leaves_the_page_as_it_was(
    page: Page, workshop_url: str, catalogue: Catalogue, printed: Callable[..., Printed]
) -> None:
    page.add_init_script(PRINTED)
    page.set_viewport_size({"width": 375, "height": 667})
    choose(page, workshop_url, "wuhu-online-classroom")  # room for the tray is none of the paper's
    long = {}
    for case in catalogue.cases:
        page.goto(f"{workshop_url}cases/{case.id}.html")
        page.get_by_role("button", name="打印一页纸").click()
        page.wait_for_function("window.isPrinted")
        words = printed(page).pages()
        if len(words) != 1:
            long[case.id] = len(words)
        for part in (case.title, case.summary, "想学，先想好这几件事", "来源没有写", "参考文献"):
            assert "".join(part.split()) in words[0]
    assert long == {}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kb-paper")).to_have_count(0)
    assert page.locator("link[href*=handout]").count() == 0
    assert len(printed(page)) > 1


def test_a_phone_sends_a_case_on_by_its_own_means(open_context: Callable[..., BrowserContext], http_url: str) -> None:
    page = open_context().new_page()
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); };")
    page.goto(http_url + CASE)
    page.get_by_role("button", name="分享").click()
    page.wait_for_function("window.shared")
    shared = page.evaluate("window.shared")
    assert shared["url"] == http_url + CASE
    assert shared["title"] == page.locator("h1").inner_text()


def test_where_nothing_is_shared_the_link_is_copied(open_page: Open, http_url: str) -> None:
    page = open_page(f"{CASE}#sources", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("Object.defineProperty(navigator, 'share', { value: undefined })")
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_role("status").filter(has_text="链接已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{page.locator('h1').inner_text()} {http_url}{CASE}"


def test_a_poster_has_a_code_that_leads_to_the_case(page: Page, workshop_url: str) -> None:
    page.goto(workshop_url + CASE)
    page.get_by_role("button", name="海报").click()
    dialog = page.get_by_role("dialog", name="海报")
    picture = dialog.get_by_role("img")
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
    with page.expect_download() as saved:
        dialog.get_by_role("link", name="下载图片").click()
    assert saved.value.suggested_filename == "jiaozuo-purchase-of-service.png"
    pixels = picture.evaluate(PIXELS)
    image = memoryview(base64.b64decode(pixels["grey"])).cast("B", (pixels["height"], pixels["width"]))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [SITE + CASE]
    dialog.get_by_role("button", name="关闭").click()
    expect(dialog).to_have_count(0)
