"""Give browser tests a real build of the site, and a Chromium page that tolerates no error and no foreign request."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from kb.model import Corpus
from kb.publish.build.site import Site, SiteOptions
from kb.publish.view.catalogue import Catalogue
from tests.browser.results import Results
from tests.browser.workshop_page import FIVE, SITE
from tests.cases import ROOT
from tests.theme import theme_environment
from tools.browser import BROWSER, FLAGS, find_chromium, remedy

CLIENT = ROOT / "kb" / "web"

#: Where a page under test may load from; anything else is a leak.
OWN_SCHEMES = ("file", "data", "blob", "about")


class _QuietHandler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".js": "text/javascript"}

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output to the tests."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder over http on this machine and gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder)))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Return the browser under test; its absence fails, with what to do about it."""
    executable = find_chromium()
    if executable is None:
        pytest.fail(remedy(BROWSER), pytrace=False)
    return executable


@pytest.fixture(scope="session")
def playwright(chromium_path: Path) -> Iterator[Playwright]:
    assert chromium_path, "looking for a browser must be over before Playwright starts"
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
    yield running
    running.close()


@pytest.fixture(scope="session")
def http_url(serve: Callable[[Path], str], built_site: Path) -> str:
    """Return the address of the built site, with a slash at its end."""
    return serve(built_site)


@pytest.fixture(scope="session")
def file_url(built_site: Path) -> str:
    """Return the built site's place on the disk as an address, with a slash at its end."""
    return built_site.as_uri() + "/"


@pytest.fixture(scope="session")
def catalogue(corpus: Corpus) -> Catalogue:
    return Catalogue(corpus)


@pytest.fixture(scope="session")
def workshop_url(built_site: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address on disk of the built site with the workshop files of one that knows its address.

    One case has an older name there, and another was withdrawn.
    """
    site = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(built_site, site)
    gone = catalogue.corpus.cases[0].model_copy(update={"id": "withdrawn-case", "title": "某案例"})
    corpus = catalogue.corpus.model_copy(update={"moved": {"old-name-of-wuhu": FIVE[4]}, "withdrawn": (gone,)})
    for artifact in Site(corpus, SiteOptions(SITE), theme_environment()).artifacts():
        if artifact.name.endswith(".js"):
            (site / artifact.name).write_text(artifact.render(), encoding="utf-8")
    return site.as_uri() + "/"


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser context whose pages are watched; faults fail the test at its end."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def open_(*, tolerate: tuple[str, ...] = (), **options: Any) -> BrowserContext:
        # A service worker would answer for the pages under test; the tests of the app ask for it.
        context = browser.new_context(**{"locale": "zh-CN", "service_workers": "block", **options})

        def on_request(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in OWN_SCHEMES and parts.hostname != "127.0.0.1":
                faults.append(f"request leaves the site: {url}")

        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error" and not any(part in message.text for part in tolerate):
                faults.append(f"console: {message.text}")

        context.on("request", lambda request: on_request(request.url))
        context.on("console", on_console)
        context.on("weberror", lambda error: faults.append(f"page error: {error.error}"))
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """Open a page that fails its test on a console error, a script error, or a request to anywhere else."""
    return open_context().new_page()


@pytest.fixture
def results(page: Page, http_url: str) -> Results:
    """Return the results page of the built site over http."""
    return Results(page, http_url)


@pytest.fixture(scope="session")
def client_url(serve: Callable[[Path], str]) -> str:
    """Serve the client's source modules, so that each can be tried alone."""
    return serve(CLIENT)


@pytest.fixture
def client_page(page: Page, client_url: str) -> Page:
    """Open an empty page from which the client's modules can be imported by their relative names."""
    empty = "<!doctype html><title>client</title>"
    page.route(client_url, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=empty))
    page.goto(client_url)
    return page


@pytest.fixture
def call(client_page: Page) -> Callable[..., Any]:
    """Return a function that calls one export of one client module in Chromium with JSON arguments."""

    def call_(module: str, name: str, *args: Any) -> Any:
        return client_page.evaluate(
            "async ([module, name, args]) => (await import('./' + module))[name](...args)", [module, name, list(args)]
        )

    return call_


@pytest.fixture(params=["http", "file"])
def base_url(request: pytest.FixtureRequest) -> str:
    """Return the built site's address, once over http and once from the disk."""
    return str(request.getfixturevalue(f"{request.param}_url"))
