"""The app shows the newest build as soon as there is a network, and never mixes two."""

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from kb.publish.build.service_worker import write_worker
from kb.publish.core.asset_urls import asset_url
from tests.browser.cached_pages import settled, until, wait_until_cached

WUHU = "cases/wuhu-online-classroom.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"


def test_with_a_network_the_newest_page_is_shown_at_once(app: BrowserContext, copied_site: tuple[Path, str]) -> None:
    folder, address = copied_site
    page = settled(app.new_page(), address + WUHU)
    text = (folder / WUHU).read_text(encoding="utf-8")
    (folder / WUHU).write_text(text.replace("县镇学校帮教学点", "改过的标题"), encoding="utf-8")
    page.goto(address + WUHU)
    expect(page.locator("h1")).to_contain_text("改过的标题")
    wait_until_cached(page, address + WUHU, "改过的标题")
    app.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("改过的标题")


def publish_anew(folder: Path, colour: str) -> None:
    """Make of a site one of another build: other words on the home page, another style, both under a new address."""
    old = asset_url("kb/page.css")
    style = folder / "kb" / "page.css"
    style.write_text(f"{style.read_text(encoding='utf-8')}\nh1 {{ color: {colour} !important; }}", encoding="utf-8")
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace(old, "kb/page.css?00000001")
        page.write_text(text.replace("有没有适合", "新的一版有没有适合"), encoding="utf-8")
    write_worker(folder)


def test_pages_of_two_builds_are_never_mixed(app: BrowserContext, copied_site: tuple[Path, str]) -> None:
    folder, address = copied_site
    page = settled(app.new_page(), address + WUHU)
    page.goto(f"{address}index.html")
    colour = "(one) => getComputedStyle(one).color"
    before = page.locator("h1").evaluate(colour)
    shell = next(name for name in page.evaluate("caches.keys()") if "shell" in name)
    publish_anew(folder, "rgb(1, 2, 3)")
    page.goto(address + JIAOZUO)
    assert page.locator("h1").evaluate(colour) == "rgb(1, 2, 3)"
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
    until(page, "async (old) => !(await caches.keys()).includes(old)", shell)
    app.set_offline(True)
    page.goto(f"{address}index.html")
    expect(page.locator("h1")).to_contain_text("新的一版有没有适合")
    assert page.locator("h1").evaluate(colour) == "rgb(1, 2, 3)"
    page.goto(address + WUHU)
    assert page.locator("h1").evaluate(colour) == before, "what was read before keeps the style it was made for"
