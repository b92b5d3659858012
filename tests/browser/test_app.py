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

from playwright.sync_api import BrowserContext, expect

from tests.browser.cached_pages import settled, wait_until_all_cached
from tests.browser.ready import open_ready

WUHU = "cases/wuhu-online-classroom.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"


#: The ink of our style sheet.
INK = "rgb(27, 35, 38)"
COLOUR = "(one) => getComputedStyle(one).color"


def test_the_site_can_be_installed_and_its_list_filters_though_only_the_home_page_was_read(
    app: BrowserContext, http_url: str
) -> None:
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
    app.set_offline(True)
    page.goto(f"{http_url}cases/index.html")
    expect(page.locator(".kb-filter")).to_be_attached()
    expect(page.locator("#kb-results .kb-fault")).to_have_count(0)


def test_without_a_network_what_was_read_opens_the_first_pages_too_and_others_say_so(
    app: BrowserContext, http_url: str
) -> None:
    page = settled(app.new_page(), http_url + WUHU)
    wait_until_all_cached(page)
    app.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("芜湖")
    expect(page.locator(".kb-cite select, .kb-cite button").first).to_be_attached()
    assert page.locator(".kb").first.evaluate(COLOUR) == INK
    for name, words in (("index.html", "有没有适合"), ("", "有没有适合"), ("cases/index.html", "案例")):
        page.goto(http_url + name)
        expect(page.locator("h1")).to_contain_text(words)
    page.goto(http_url + JIAOZUO)
    expect(page.locator("h1")).to_have_text("没有联网，这一页还没有存到手机上")
    page.locator("main").get_by_role("link", name="首页").click()
    expect(page.locator("h1")).to_contain_text("有没有适合")


def test_what_was_never_kept_is_said_to_want_a_network(app: BrowserContext, http_url: str) -> None:
    page = settled(app.new_page(), f"{http_url}index.html")
    for name in ("compare.html", "fit.html"):
        wait_until_all_cached(open_ready(page, http_url, name))
    app.set_offline(True)
    # Chromium 150, Debian 12's, is cut off by this and goes on to say that it is not.
    app.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })")
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
        wait_until_all_cached(open_ready(page, http_url, name))
    app.set_offline(True)
    page.goto(http_url + search)
    expect(page.locator("#kb-results .kb-row").first).to_have_attribute("data-case", "wuhu-online-classroom")
    expect(page.locator(".kb-filter")).to_be_attached()
    page.goto(http_url + compare)
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")


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
    assert page.locator(".kb").first.evaluate(COLOUR) == INK
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
