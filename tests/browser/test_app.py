"""Over https, or on this very machine, the site can be kept as an app: what was read opens again without a network."""

import functools
import json
import re
import shutil
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.publish.build.service_worker import write_worker
from kb.publish.core.asset_urls import asset_url
from tests.browser.ready import PATIENCE_MS, open_ready

WUHU = "cases/wuhu-online-classroom.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"

#: A file whose address says what is in it is kept by the whole of it.
VERSIONED = re.compile(r"\?[0-9a-f]{8,12}$")

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


def until(page: Page, question: str, arg: object = None) -> None:
    """Wait until a promise says yes; Playwright's own waiting takes a promise itself for a yes."""
    asking = """async ([question, arg, patience]) => {
      const ask = (0, eval)(question);
      for (const end = Date.now() + patience; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
        if (await ask(arg)) return true;
      }
      return false;
    }"""
    assert page.evaluate(asking, [question, arg, PATIENCE_MS]), f"waited in vain for: {question} {arg}"


def wait_until_kept(page: Page, address: str, words: str = "") -> None:
    kept = """async ([address, words]) => {
      for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match(address);
        if (found && (await found.text()).includes(words)) return true;
      }
      return false;
    }"""
    until(page, kept, [address if VERSIONED.search(address) else address.split("?")[0].split("#")[0], words])


def wait_until_all_kept(page: Page) -> None:
    """Wait until the page and all that it has loaded is kept."""
    for address in [page.url, *page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")]:
        wait_until_kept(page, address)


@pytest.fixture
def copied_site(built_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Serve a copy of the site that may be changed, whose worker waits for the network as long as it takes."""
    folder = Path(shutil.copytree(built_site, tmp_path / "site"))
    worker = (folder / "kb/worker.js").read_text(encoding="utf-8")
    assert worker.count("=4e3,") == 1, "the worker's patience is written otherwise"
    (folder / "kb/worker.js").write_text(worker.replace("=4e3,", f"={PATIENCE_MS},"), encoding="utf-8")
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
    wait_until_all_kept(page)
    app.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("芜湖")
    expect(page.locator(".kb-cite select, .kb-cite button").first).to_be_attached()
    assert page.locator(".kb").first.evaluate("(one) => getComputedStyle(one).color") == "rgb(27, 35, 38)"


def test_the_first_pages_open_without_a_network_even_if_never_read(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    app.set_offline(True)
    for name, words in (
        ("index.html", "有没有适合"),
        ("", "有没有适合"),
        ("cases/index.html", "案例"),
    ):
        page.goto(http_url + name)
        expect(page.locator("h1")).to_contain_text(words)


def test_the_list_filters_without_a_network_though_only_the_home_page_was_read(
    app: BrowserContext, http_url: str
) -> None:
    page = settled(app.new_page(), f"{http_url}index.html")
    app.set_offline(True)
    page.goto(f"{http_url}cases/index.html")
    expect(page.locator(".kb-filter")).to_be_attached()
    expect(page.locator("#kb-results .kb-fault")).to_have_count(0)


def test_what_was_never_kept_is_said_to_want_a_network(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}index.html")
    for name in ("compare.html", "fit.html"):
        wait_until_all_kept(open_ready(page, http_url, name))
    app.set_offline(True)
    page.goto(f"{http_url}cases/index.html?q=芜湖")
    expect(page.locator("main .kb-fault")).to_have_text("没有联网，要用的数据也还没有存下来，联网以后再试。")
    page.goto(f"{http_url}compare.html?cases=wuhu-online-classroom")
    expect(page.get_by_role("alert")).to_have_text("没有联网，“wuhu-online-classroom”也还没有存下来，联网以后再来。")
    page.goto(f"{http_url}fit.html?problem=teaching-point-courses")
    expect(page.locator("#kb-fit-status")).to_have_text("没有联网，要用的数据也还没有存下来，联网以后再试。")


def test_what_was_searched_and_compared_before_works_without_a_network(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}cases/index.html")
    compare = "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service"
    search = "cases/index.html?q=芜湖"
    for name in (search, compare):
        wait_until_all_kept(open_ready(page, http_url, name))
    app.set_offline(True)
    page.goto(http_url + search)
    expect(page.locator("#kb-results .kb-row").first).to_have_attribute("data-case", "wuhu-online-classroom")
    expect(page.locator(".kb-filter")).to_be_attached()
    page.goto(http_url + compare)
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")


def test_a_page_never_read_says_so_without_a_network_and_leads_back(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    app.set_offline(True)
    page.goto(http_url + JIAOZUO)
    expect(page.locator("h1")).to_have_text("没有联网，这一页还没有存到手机上")
    page.locator("main").get_by_role("link", name="首页").click()
    expect(page.locator("h1")).to_contain_text("有没有适合")


def test_everything_is_saved_on_a_press_and_then_opens_and_is_searched_without_a_network(
    app: BrowserContext, http_url: str
) -> None:
    page = settled(app.new_page(), f"{http_url}about.html")
    save = page.get_by_role("button", name=re.compile(r"^存到手机（约 \d+ MB）$"))
    save.click()
    expect(page.locator("#kb-save [role=status]")).to_have_text("存好了：全部案例和搜索都在这台设备上，断网也能用。")
    expect(save).to_be_hidden()
    app.set_offline(True)
    page.goto(http_url + JIAOZUO)
    expect(page.locator("h1")).to_contain_text("焦作")
    assert page.locator(".kb").first.evaluate("(one) => getComputedStyle(one).color") == "rgb(27, 35, 38)"
    page.goto(f"{http_url}cases/index.html?q=芜湖")
    expect(page.locator("#kb-results .kb-row").first).to_have_attribute("data-case", "wuhu-online-classroom")
    page.goto(f"{http_url}workshop.html?cases=wuhu-online-classroom")
    expect(page.locator(".kb-paper")).to_be_attached()
    app.set_offline(False)
    page.goto(f"{http_url}about.html")
    expect(page.locator("#kb-save")).to_contain_text("全部案例和搜索都在这台设备上了")


def test_what_could_not_be_saved_whole_is_said_and_can_be_tried_again(
    app: BrowserContext, copied_site: tuple[Path, str]
) -> None:
    folder, address = copied_site
    page = settled(app.new_page(), f"{address}about.html")
    (folder / JIAOZUO).rename(folder / "elsewhere.html")
    page.get_by_role("button", name=re.compile("^存到手机")).click()
    expect(page.locator("#kb-save [role=status]")).to_contain_text("没有存完")
    assert not [name for name in page.evaluate("caches.keys()") if "saved" in name]
    (folder / "elsewhere.html").rename(folder / JIAOZUO)
    page.get_by_role("button", name=re.compile("^存到手机")).click()
    expect(page.locator("#kb-save [role=status]")).to_contain_text("存好了")


def test_a_copy_on_a_disk_offers_nothing_to_save(page: Page, file_url: str) -> None:
    page.goto(f"{file_url}about.html")
    expect(page.locator("#kb-save")).to_be_hidden()


class _Proxy(SimpleHTTPRequestHandler):
    """A server whose line to the site can be cut: it answers all the same."""

    cut = threading.Event()

    def do_GET(self) -> None:
        if self.cut.is_set():
            self.send_error(504)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output to the tests."""


def test_a_proxy_that_answers_with_a_fault_of_its_own_does_not_hide_what_is_kept(
    app: BrowserContext, built_site: Path
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Proxy, directory=str(built_site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/{WUHU}"
        page = settled(app.new_page(), address)
        _Proxy.cut.set()
        page.reload()
        expect(page.locator("h1")).to_contain_text("芜湖")
        server.shutdown()


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
    until(page, "async () => (await caches.keys()).some((name) => name.includes('000000000000'))")
    until(page, "async (old) => !(await caches.keys()).includes(old)", next(n for n in before if version in n))
    assert any("visited" in name for name in page.evaluate("caches.keys()")), "what was read is not thrown away"


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


def test_a_page_is_fetched_once_a_visit(app: BrowserContext, http_url: str) -> None:
    page = app.new_page()
    page.add_init_script(
        "window.asked = []; ServiceWorker.prototype.postMessage = function (message) { window.asked.push(message); };"
    )
    page.goto(f"{http_url}index.html")
    page.wait_for_function("window.asked.length")
    first = page.evaluate("window.asked[0].cache")
    assert f"{http_url}index.html" in first
    assert any("kb/page.css?" in one for one in first)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.goto(http_url + WUHU, wait_until="networkidle")
    assert page.evaluate("window.asked") == []


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
