"""Give browser tests a real build of the site, and a Chromium page that tolerates no error and no foreign request."""

import functools
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from kb.model import Corpus
from kb.publish.build.site import Site, SiteOptions
from kb.publish.search_index.files import render_browser_index
from kb.publish.view.catalogue import Catalogue
from kb.search import Collection
from tests.browser.printed_pages import Printed
from tests.browser.ready import PATIENCE_MS, Open, open_ready
from tests.browser.results import Results
from tests.browser.watched import Watched
from tests.browser.workshop_page import FIVE, SITE
from tests.cases import ROOT
from tests.once import once
from tests.theme import theme_environment
from tools.browser import BROWSER, FLAGS, find_chromium, remedy

#: A file of the site that loads nothing else.
BLANK = "kb/favicon.svg"

expect.set_options(timeout=PATIENCE_MS)


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
    running = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS), timeout=PATIENCE_MS)
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
    gone = catalogue.corpus.cases[0].model_copy(update={"id": "withdrawn-case", "title": "某案例"})
    corpus = catalogue.corpus.model_copy(update={"moved": {"old-name-of-wuhu": FIVE[4]}, "withdrawn": (gone,)})

    def publish(folder: Path) -> None:
        site = shutil.copytree(built_site, folder / "site")
        for artifact in Site(corpus, SiteOptions(SITE), theme_environment()).artifacts():
            if artifact.name.endswith(".js"):
                (site / artifact.name).write_text(artifact.render(), encoding="utf-8")

    return (once(tmp_path_factory, "published", publish) / "site").as_uri() + "/"


@pytest.fixture(scope="session")
def serve_index(
    serve: Callable[[Path], str], built_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Collection], str]:
    """Return a function that serves the built pages and scripts with the search index of other cases."""

    def serve_(collection: Collection) -> str:
        site = tmp_path_factory.mktemp("indexed") / "site"
        shutil.copytree(built_site, site, ignore=shutil.ignore_patterns("search", "*.zip"))
        for uri, text in render_browser_index(collection):
            path = site / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return serve(site)

    return serve_


@pytest.fixture(scope="session")
def idle() -> dict[str, Watched]:
    """Return the contexts that no test uses now, by their options."""
    return {}


@pytest.fixture
def open_context(
    browser: Browser, idle: dict[str, Watched], http_url: str, file_url: str
) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser context whose pages are watched; faults fail the test at its end."""
    used: list[tuple[str, Watched]] = []

    def open_(*, tolerate: tuple[str, ...] = (), **options: Any) -> BrowserContext:
        # A service worker would answer for the pages under test; the tests of the app ask for it. Nothing is measured
        # while it is still moving.
        usual = {"locale": "zh-CN", "service_workers": "block", "reduced_motion": "reduce"}
        key = json.dumps(options, sort_keys=True)
        if (watched := idle.pop(key, None)) is None:
            kept = () if {"service_workers", "permissions"} & options.keys() else (http_url + BLANK, file_url + BLANK)
            watched = Watched(browser.new_context(**{**usual, **options}), *kept)
            key = key if kept else ""
        watched.tolerated = tolerate
        used.append((key, watched))
        return watched.context

    yield open_
    faults = []
    for key, watched in used:
        faults += watched.empty()
        if not key or key in idle:
            watched.context.close()
        else:
            idle[key] = watched
    assert not faults, "\n".join(faults)


#: What a page asks for when the network is gone; the browser reports each as an error of its own.
GONE = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")


@pytest.fixture
def app(open_context: Callable[..., BrowserContext]) -> BrowserContext:
    """Open a context in which the site may be kept as an app."""
    return open_context(service_workers="allow", tolerate=GONE)


@pytest.fixture
def copied_site(built_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Serve a copy of the site that may be changed, whose worker waits for the network as long as it takes."""
    folder = Path(shutil.copytree(built_site, tmp_path / "site"))
    worker = (folder / "kb/worker.js").read_text(encoding="utf-8")
    assert worker.count("=4e3,") == 1, "the worker's patience is written otherwise"
    (folder / "kb/worker.js").write_text(worker.replace("=4e3,", f"={PATIENCE_MS},"), encoding="utf-8")
    return folder, serve(folder)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """Open a page that fails its test on a console error, a script error, or a request to anywhere else."""
    return open_context().new_page()


@pytest.fixture
def open_page(open_context: Callable[..., BrowserContext], http_url: str) -> Open:
    """Return a function that opens an address, whole or of the site over http, in a window so wide."""

    def open_(address: str, *, width: int = 0, height: int = 800, media: Any = None, **options: Any) -> Page:
        page = open_context(**options).new_page()
        if width:
            page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media or {})
        base = "" if "://" in address else http_url
        if not options.get("java_script_enabled", True):
            page.goto(base + address)
            return page
        return open_ready(page, base, address)

    return open_


@pytest.fixture
def printed() -> Iterator[Callable[..., Printed]]:
    """Return a function that prints a page on A4, or on what its style asks for."""
    with ExitStack() as files:

        def print_(page: Page, **options: Any) -> Printed:
            paper = page.pdf(format="A4", prefer_css_page_size=True, **options)
            return files.enter_context(closing(Printed(paper)))

        yield print_


@pytest.fixture
def results(page: Page, http_url: str) -> Results:
    """Return the results page of the built site over http."""
    return Results(page, http_url)


@pytest.fixture
def client_page(page: Page, serve: Callable[[Path], str]) -> Page:
    """Open an empty page from which modules of the repository can be imported by their path."""
    root = serve(ROOT)
    page.route(root, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body="<!doctype html>"))
    page.goto(root)
    return page


@pytest.fixture
def call(client_page: Page) -> Callable[..., Any]:
    """Return a function that calls one export of one client module in Chromium with JSON arguments."""

    def call_(module: str, name: str, *args: Any) -> Any:
        return client_page.evaluate(
            "async ([module, name, args]) => (await import('./kb/web/' + module))[name](...args)",
            [module, name, list(args)],
        )

    return call_
