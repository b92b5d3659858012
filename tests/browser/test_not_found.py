"""The page for a missing address works wherever a server shows it, and from a disk, and searches for what was meant."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.ready import Open

OURS = "rgb(27, 35, 38)"
COLOUR = "() => getComputedStyle(document.querySelector('.kb')).color"


def test_at_any_depth_it_is_styled_searches_and_leads_on(
    open_context: Callable[..., BrowserContext], http_url: str, built_site: Path
) -> None:
    page = open_context(tolerate=("404 (Not Found)",)).new_page()
    address = f"{http_url}cases/deep/down/wuhu-classroom.html"
    # A server answers a missing address as real ones do: with 404.html.
    body = (built_site / "404.html").read_bytes()
    page.route(address, lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=body))
    page.goto(address)
    assert page.evaluate(COLOUR) == OURS
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}#kb-main")
    assert page.locator(":focus").get_attribute("id") == "kb-main"
    box = page.locator("#kb-main input[name=q]")
    assert box.input_value() == "wuhu classroom"
    box.press("Enter")
    page.wait_for_url(http_url + "cases/index.html?q=*")
    page.locator(".kb-hits li, .kb-rows li").first.wait_for()


def test_from_a_disk_it_is_styled_and_leads_on(open_page: Open, file_url: str) -> None:
    # The browser looks ahead and tries the server's root before the script takes that away; it then finds the files.
    page = open_page(file_url + "404.html", tolerate=("ERR_FILE_NOT_FOUND",))
    assert page.evaluate(COLOUR) == OURS
    assert page.locator("#kb-main input[name=q]").input_value() == ""
    page.get_by_role("link", name="全部案例").click()
    page.wait_for_url(file_url + "cases/index.html")
