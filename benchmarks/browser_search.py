"""Measure search in Chromium beside Material's own, same cases: ``python -m benchmarks.browser_search 1000 10000``.

Bytes are gzip on the wire, from a cold page to the first results on it, the search script included; what the filters
load afterwards is told apart. Latency is from a keystroke to painted results with everything the query needs loaded.
Material's side takes minutes at 10,000 cases; ``--no-material`` leaves it out.
"""

import argparse
import gzip
import random
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.corpus import ROOT, write_corpus
from kb.content import read_corpus
from kb.model import Case, Corpus
from kb.publish.browser_index import render_browser_index
from kb.publish.catalogue import place_of
from kb.search.case_document import collection_of
from tests.browser.chromium import FLAGS, REMEDY, find_chromium

QUERIES = 12
KEYS = 3


class Query(NamedTuple):
    """One query with the case it is about."""

    kind: str
    text: str
    gold: str


class Measured(NamedTuple):
    """What one engine did with the queries of one kind."""

    engine: str
    kind: str
    first_bytes: list[int]
    all_bytes: list[int]
    found: list[bool]
    keystrokes: list[float]
    long_tasks: int


def queries_about(cases: Sequence[Case]) -> list[Query]:
    """Return keyword queries and questions, each about one case and in words of its own text."""
    found = []
    for case in random.Random(7).sample(list(cases), QUERIES):
        place = place_of(case.region).name
        topic = case.title.split("：")[-1]
        found.append(Query("keyword", f"{place} {case.aliases[0]}", case.id))
        found.append(Query("question", f"{place}哪所学校{topic}，效果怎么样？", case.id))
    return found


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder as a web host would, compressed; yields the address and a log of (path, bytes sent)."""
    log: list[tuple[str, int]] = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            data = gzip.compress(path.read_bytes(), 6)
            log.append((self.path, len(data)))
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            # A browser that has left the page takes no more.
            with suppress(BrokenPipeError):
                self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the table readable."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", log
    server.shutdown()
    server.server_close()


def build_ours(corpus: Corpus, site: Path) -> None:
    """Build the real site, then put the index of these cases in the place of its own."""
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "build", "--site", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for uri, text in render_browser_index(collection_of(corpus)):
        path = site / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build_material(corpus: Corpus, site: Path) -> None:
    """Build the same cases as plain pages with Material and its search plugin, out of the navigation."""
    docs = site.with_name("docs")
    docs.mkdir()
    (docs / "index.md").write_text("# 案例\n", encoding="utf-8")
    for case in corpus.cases:
        text = (
            f"# {case.title}\n\n{case.summary}\n\n{case.unit.name} {place_of(case.region).full_name}\n\n{case.body}\n"
        )
        (docs / f"{case.id}.md").write_text(text, encoding="utf-8")
    config = site.with_name("mkdocs.yml")
    config.write_text(
        "site_name: 案例\nuse_directory_urls: false\ntheme: {name: material, language: zh, font: false}\n"
        "plugins: [search]\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(site)]
    subprocess.run(command, check=True, capture_output=True)


_WATCH = """
  window.longTasks = 0;
  new PerformanceObserver((list) => { window.longTasks += list.getEntries().length; }).observe({ type: "longtask" });
"""

_BYTES = """() => {
  const [mark] = performance.getEntriesByName("kb-hits");
  const ours = performance.getEntriesByType("resource").filter(({ name }) => /\\/kb\\/search[._/]/.test(name));
  const sum = (entries) => entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  return [sum(ours.filter(({ responseEnd }) => responseEnd <= mark.startTime)), sum(ours)];
}"""

_KEYSTROKE = """async ([selector, text, ours]) => {
  const input = document.querySelector(selector);
  const list = document.querySelector(ours ? "#kb-results" : ".md-search-result__list");
  input.value = text;
  const start = performance.now();
  const painted = new Promise((done) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    observer.observe(list, { childList: true, subtree: true });
  });
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (!ours) input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return Promise.race([painted, new Promise((done) => setTimeout(() => done(10000), 10000))]);
}"""


def _keystrokes(page: Page, selector: str, text: str, *, ours: bool) -> list[float]:
    prefixes = [text[:end] for end in range(2, len(text) + 1)]
    for prefix in prefixes:  # once to load what the query needs
        page.evaluate(_KEYSTROKE, [selector, prefix, ours])
    page.evaluate("window.longTasks = 0")
    return [float(page.evaluate(_KEYSTROKE, [selector, prefix, ours])) for prefix in prefixes]


def measure_ours(browser: Browser, site: Path, queries: Sequence[Query]) -> Iterator[Measured]:
    """Ask each query on a cold page; type the first few again on a warm one."""
    with serving(site) as (base, _log):
        for kind in ("keyword", "question"):
            first, everything, found, keystrokes, long_tasks = [], [], [], [], 0
            for place, query in enumerate(query for query in queries if query.kind == kind):
                context = browser.new_context()
                context.add_init_script(_WATCH)
                page = context.new_page()
                page.goto(f"{base}cases/index.html?q={query.text}")
                page.wait_for_function("document.documentElement.dataset.kbSearch === 'answered'")
                until_hits, until_end = page.evaluate(_BYTES)
                first.append(until_hits)
                everything.append(until_end)
                found.append(query.gold in page.eval_on_selector_all(".kb-row", "(r) => r.map((x) => x.dataset.case)"))
                if place < KEYS:
                    keystrokes += _keystrokes(page, ".kb-search-page input", query.text, ours=True)
                    long_tasks += page.evaluate("window.longTasks")
                context.close()
            yield Measured("ours", kind, first, everything, found, keystrokes, long_tasks)


def measure_material(browser: Browser, site: Path, queries: Sequence[Query]) -> Iterator[Measured]:
    """Do the same with Material's search box."""
    box = "input[data-md-component=search-query]"
    with serving(site) as (base, log):
        for kind in ("keyword", "question"):
            first, found, keystrokes, long_tasks = [], [], [], 0
            for place, query in enumerate(query for query in queries if query.kind == kind):
                log.clear()
                context = browser.new_context()
                context.add_init_script(_WATCH)
                page = context.new_page()
                page.goto(f"{base}index.html")
                page.click(box, force=True)
                page.fill(box, query.text)
                page.wait_for_function(
                    "!/初始化|Initializ|键入/.test(document.querySelector('.md-search-result__meta').textContent)",
                    timeout=120000,
                )
                page.wait_for_timeout(500)
                first.append(sum(size for path, size in log if "search" in path or "lunr" in path))
                links = page.eval_on_selector_all(
                    ".md-search-result__link", "(links) => links.map((link) => link.href)"
                )
                pages = list(dict.fromkeys(link.split("/")[-1].split(".html")[0] for link in links))
                found.append(query.gold in pages[:10])
                if place < 2 and found:
                    keystrokes += _keystrokes(page, box, query.text, ours=False)
                    long_tasks += page.evaluate("window.longTasks")
                context.close()
            yield Measured("Material", kind, first, first, found, keystrokes, long_tasks)


def print_row(size: int, measured: Measured) -> None:
    """Print one line of the table."""
    strokes = sorted(measured.keystrokes)
    print(
        f"| {size:,} | {measured.engine} | {measured.kind} | {statistics.mean(measured.first_bytes) / 1000:,.1f} | "
        f"{max(measured.first_bytes) / 1000:,.1f} | {statistics.mean(measured.all_bytes) / 1000:,.1f} | "
        f"{sum(measured.found)}/{len(measured.found)} | {statistics.median(strokes):.0f} | "
        f"{strokes[int(len(strokes) * 0.95)]:.0f} | {measured.long_tasks} |",
        flush=True,
    )


def measure(browser: Browser, size: int, *, material: bool) -> None:
    """Build both sites for so many cases and print their lines."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_corpus(work / "cases", size)
        corpus = read_corpus(work / "cases").corpus
        assert corpus is not None
        queries = queries_about(corpus.cases)
        engines: list[tuple[str, Callable[[Corpus, Path], None], Callable[..., Iterator[Measured]]]] = [
            ("ours", build_ours, measure_ours)
        ]
        if material:
            engines.append(("material", build_material, measure_material))
        for name, build, ask in engines:
            site = work / name / "site"
            site.parent.mkdir()
            build(corpus, site)
            for measured in ask(browser, site, queries):
                print_row(size, measured)


def main() -> None:
    """Print the table for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--no-material", action="store_true", help="leave Material's search out")
    options = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        sys.exit(REMEDY)
    print("| cases | engine | queries | KB to first hits | most | with filters | found | ms p50 | p95 | long tasks |")
    print("|---" * 10 + "|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for size in options.sizes:
            measure(browser, size, material=not options.no_material)
        browser.close()


if __name__ == "__main__":
    main()
