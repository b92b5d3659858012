"""Over https, or on this very machine, the site can be kept as an app: what was read opens again without a network."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

WUHU = "cases/wuhu-online-classroom.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"

#: What a page asks for when the network is gone; the browser reports each as an error of its own.
GONE = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")


@pytest.fixture
def app(open_context: Callable[..., BrowserContext]) -> BrowserContext:
    return open_context(service_workers="allow", tolerate=GONE)


def settled(page: Page, address: str) -> Page:
    """Open a page and wait until the worker is in charge of it and has kept it."""
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until_kept(page, address)
    return page


def wait_until_kept(page: Page, address: str, words: str = "") -> None:
    kept = """async ([address, words]) => {
      for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match(address);
        if (found && (await found.text()).includes(words)) return true;
      }
      return false;
    }"""
    page.wait_for_function(kept, arg=[address.split("?")[0].split("#")[0], words])


@pytest.fixture
def copied_site(built_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Serve a copy of the site that may be changed."""
    folder = Path(shutil.copytree(built_site, tmp_path / "site"))
    return folder, serve(folder)


def test_a_browser_finds_nothing_that_keeps_the_site_from_being_installed(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}index.html")
    session = app.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["name"] == "教育信息化典型案例库"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    icon = page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    assert page.request.get(str(icon)).headers["content-type"] == "image/png"
    # Tests run in a private window, from which no browser installs anything.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_a_page_that_was_read_opens_again_without_a_network(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    app.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("芜湖")
    assert page.locator(".kb").first.evaluate("(one) => getComputedStyle(one).color") == "rgb(27, 35, 38)"


def test_the_first_pages_open_without_a_network_even_if_never_read(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    app.set_offline(True)
    for name, words in (
        ("index.html", "有没有适合"),
        ("", "有没有适合"),
        ("self-check.html", "学校自查"),
        ("compare.html", "对比案例"),
    ):
        page.goto(http_url + name)
        expect(page.locator("h1")).to_contain_text(words)


def test_what_was_searched_and_compared_before_works_without_a_network(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}cases/index.html")
    compare = f"{http_url}compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service"
    search = f"{http_url}cases/index.html?q=芜湖"
    for address in (search, compare):
        page.goto(address, wait_until="networkidle")
    app.set_offline(True)
    page.goto(search)
    expect(page.locator("#kb-results .kb-row").first).to_have_attribute("data-case", "wuhu-online-classroom")
    expect(page.locator(".kb-filter")).to_be_attached()
    page.goto(compare)
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")


def test_a_page_never_read_says_so_without_a_network_and_leads_back(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    app.set_offline(True)
    page.goto(http_url + JIAOZUO)
    expect(page.locator("h1")).to_have_text("没有联网，这一页也还没有存下来")
    page.locator("main").get_by_role("link", name="首页").click()
    expect(page.locator("h1")).to_contain_text("有没有适合")


def test_with_a_network_the_newest_page_is_shown_at_once(app: BrowserContext, copied_site: tuple[Path, str]) -> None:
    folder, address = copied_site
    page = settled(app.new_page(), address + WUHU)
    text = (folder / WUHU).read_text(encoding="utf-8")
    (folder / WUHU).write_text(text.replace("县镇学校帮教学点", "改过的标题"), encoding="utf-8")
    page.goto(address + WUHU)
    expect(page.locator("h1")).to_contain_text("改过的标题")
    wait_until_kept(page, address + WUHU, "改过的标题")
    app.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("改过的标题")


def test_a_new_build_replaces_what_was_kept_from_the_start(app: BrowserContext, copied_site: tuple[Path, str]) -> None:
    folder, address = copied_site
    page = settled(app.new_page(), address + WUHU)
    before = page.evaluate("caches.keys()")
    worker = (folder / "sw.js").read_text(encoding="utf-8")
    version = json.loads(worker.split("=", 1)[1].split(";importScripts", 1)[0])["version"]
    (folder / "sw.js").write_text(worker.replace(version, "0" * 12), encoding="utf-8")
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
    page.wait_for_function("async () => (await caches.keys()).some((name) => name.includes('000000000000'))")
    page.wait_for_function(
        "async (old) => !(await caches.keys()).includes(old)", arg=next(n for n in before if version in n)
    )
    assert any("visited" in name for name in page.evaluate("caches.keys()")), "what was read is not thrown away"


def test_two_libraries_at_one_address_keep_out_of_each_others_way(
    app: BrowserContext, built_site: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    for name in ("one", "two"):
        shutil.copytree(built_site, tmp_path / "host" / name)
    address = serve(tmp_path / "host")
    page = settled(app.new_page(), f"{address}one/index.html")
    page.goto(f"{address}two/index.html")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    names = page.evaluate("caches.keys()")
    assert {name.split(" ")[1] for name in names} == {"/one/", "/two/"}


def test_the_worker_answers_for_nothing_but_the_sites_own_reading(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}index.html")
    app.set_offline(True)
    assert page.evaluate("() => fetch('nothing-kept.json').then(() => 'answered', () => 'failed')") == "failed"
    assert (
        page.evaluate("() => fetch('index.html', { method: 'POST' }).then(() => 'answered', () => 'failed')")
        == "failed"
    )


#: A browser whose user asked it to save data.
SAVING = "Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) });"


def test_who_is_short_of_data_is_spared_the_app(app: BrowserContext, http_url: str) -> None:
    page = app.new_page()
    page.add_init_script(SAVING)
    page.goto(f"{http_url}index.html", wait_until="networkidle")
    registered: Any = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")
    assert registered == 0
