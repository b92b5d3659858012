"""Measure search in Chromium beside Material's own, same cases: ``python -m benchmarks.browser_search 1000 10000``.

Bytes are gzip on the wire, from a cold page to the first results on it, scripts included; what the filters load
afterwards is told apart. Latency is from a keystroke to painted results with everything the query needs loaded. Tasks
of the page's main thread are told by their longest, in milliseconds of processor time, which a busy machine hardly
changes: while a cold page answers, and while the query is typed. Material's side takes many minutes at 10,000 cases;
``--only ours`` leaves it out.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser_sites import build_material, build_ours, serving
from benchmarks.corpus import write_corpus
from kb.content.corpus_reader import read_corpus
from kb.model import Case, Corpus
from kb.publish.view.catalogue import place_of
from tools.browser import BROWSER, FLAGS, find_chromium, remedy

QUERIES = 12

#: So many queries of a kind are also typed, letter by letter.
TYPED = 3


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
    cold_tasks: list[float]
    warm_tasks: list[float]
    megabytes: float


def queries_about(cases: Sequence[Case]) -> list[Query]:
    """Return keyword queries and questions, each about one case and in words of its own text."""
    found = []
    for case in random.Random(7).sample(list(cases), QUERIES):
        place = place_of(case.region).name
        topic = case.title.split("：")[-1]
        found.append(Query("keyword", f"{place} {case.aliases[0]}", case.id))
        found.append(Query("question", f"{place}哪所学校{topic}，效果怎么样？", case.id))
    return found


_BYTES = """() => {
  const [mark] = performance.getEntriesByName("kb-hits");
  const ours = performance.getEntriesByType("resource").filter(({ name }) => /\\/kb\\/search[._/]/.test(name));
  const sum = (entries) => entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  return [sum(ours.filter(({ responseEnd }) => responseEnd <= mark.startTime)), sum(ours)];
}"""

_KEYSTROKE = """async ([selector, text, ours]) => {
  const input = document.querySelector(selector);
  input.value = text;
  const start = performance.now();
  const painted = new Promise((done) => {
    const paint = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    const observer = ours
      ? new PerformanceObserver((list) => list.getEntriesByName("kb-hits").length && (observer.disconnect(), paint()))
      : new MutationObserver(() => (observer.disconnect(), paint()));
    if (ours) observer.observe({ type: "mark" });
    else observer.observe(document.querySelector(".md-search-result__list"), { childList: true, subtree: true });
  });
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (!ours) input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return Promise.race([painted, new Promise((done) => setTimeout(() => done(10000), 10000))]);
}"""


@contextmanager
def longest_task(browser: Browser, page: Page, into: list[float]) -> Iterator[None]:
    """Add the longest task of the page's main thread meanwhile, in milliseconds of processor time."""
    browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    yield
    # Tells the page's own thread among those of other processes.
    page.evaluate("performance.mark('kb-traced')")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    own = {(event["pid"], event["tid"]) for event in events if event["name"] == "kb-traced"}
    into.append(max((e.get("tdur", 0) / 1000 for e in events if (e["pid"], e["tid"]) in own), default=0.0))


def _keystrokes(
    browser: Browser, page: Page, selector: str, text: str, tasks: list[float], *, ours: bool
) -> list[float]:
    prefixes = [text[:end] for end in range(2, len(text) + 1)]
    for prefix in prefixes:  # once to load what the query needs
        page.evaluate(_KEYSTROKE, [selector, prefix, ours])
    with longest_task(browser, page, tasks):
        return [float(page.evaluate(_KEYSTROKE, [selector, prefix, ours])) for prefix in prefixes]


def _megabytes(files: Iterator[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1_000_000


def measure_ours(browser: Browser, site: Path, queries: Sequence[Query], slowdown: int) -> Iterator[Measured]:
    """Ask each query on a cold page; type the first few again on a warm one."""
    size = _megabytes(path for path in (site / "kb" / "search").rglob("*.js"))
    with serving(site) as (base, _log):
        for kind in ("keyword", "question"):
            measured = Measured("ours", kind, [], [], [], [], [], [], size)
            for place, query in enumerate(query for query in queries if query.kind == kind):
                context = browser.new_context()
                page = context.new_page()
                _slow_down(page, slowdown)
                with longest_task(browser, page, measured.cold_tasks):
                    page.goto(f"{base}cases/index.html?q={query.text}")
                    page.wait_for_function("document.documentElement.dataset.kbSearch === 'answered'")
                until_hits, until_end = page.evaluate(_BYTES)
                measured.first_bytes.append(until_hits)
                measured.all_bytes.append(until_end)
                shown = page.eval_on_selector_all(".kb-row", "(r) => r.map((x) => x.dataset.case)")
                measured.found.append(query.gold in shown)
                if place < TYPED:
                    box = ".kb-search-page input"
                    measured.keystrokes.extend(
                        _keystrokes(browser, page, box, query.text, measured.warm_tasks, ours=True)
                    )
                context.close()
            yield measured


def measure_material(browser: Browser, site: Path, queries: Sequence[Query], slowdown: int) -> Iterator[Measured]:
    """Do the same with Material's search box."""
    box = "input[data-md-component=search-query]"
    size = _megabytes(iter([site / "search" / "search_index.json"]))
    with serving(site) as (base, log):
        for kind in ("keyword", "question"):
            measured = Measured("Material", kind, [], [], [], [], [], [], size)
            for place, query in enumerate(query for query in queries if query.kind == kind):
                log.clear()
                context = browser.new_context()
                page = context.new_page()
                _slow_down(page, slowdown)
                with longest_task(browser, page, measured.cold_tasks):
                    page.goto(f"{base}index.html")
                    page.click(box, force=True)
                    page.fill(box, query.text)
                    page.wait_for_function(
                        "!/初始化|Initializ|键入/.test(document.querySelector('.md-search-result__meta').textContent)",
                        timeout=300000,
                    )
                    page.wait_for_timeout(500)
                loaded = sum(size for path, size in log if "search" in path or "lunr" in path)
                measured.first_bytes.append(loaded)
                measured.all_bytes.append(loaded)
                links = page.eval_on_selector_all(
                    ".md-search-result__link", "(links) => links.map((link) => link.href)"
                )
                pages = list(dict.fromkeys(link.split("/")[-1].split(".html")[0] for link in links))
                measured.found.append(query.gold in pages[:10])
                if place < TYPED - 1:
                    measured.keystrokes.extend(
                        _keystrokes(browser, page, box, query.text, measured.warm_tasks, ours=False)
                    )
                context.close()
            yield measured


def _slow_down(page: Page, times: int) -> None:
    if times > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _at(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


HEADS = (
    *("cases", "engine", "queries", "KB to first hits", "p90", "most", "with filters", "most", "found"),
    *("ms p50", "p95", "longest task cold", "typing", "index MB"),
)


def print_row(size: int, measured: Measured) -> None:
    """Print one line of the table."""
    first, everything = ([value / 1000 for value in values] for values in (measured.first_bytes, measured.all_bytes))
    cells = (
        *(f"{size:,}", measured.engine, measured.kind),
        *(f"{value:,.1f}" for value in (statistics.mean(first), _at(first, 0.9), max(first))),
        *(f"{value:,.1f}" for value in (statistics.mean(everything), max(everything))),
        f"{sum(measured.found)}/{len(measured.found)}",
        *(f"{_at(measured.keystrokes, part):.0f}" for part in (0.5, 0.95)),
        *(f"{max(tasks):.0f}" for tasks in (measured.cold_tasks, measured.warm_tasks)),
        f"{measured.megabytes:.1f}",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


ENGINES: dict[str, tuple[Callable[[Corpus, Path], None], Callable[..., Iterator[Measured]]]] = {
    "ours": (build_ours, measure_ours),
    "material": (build_material, measure_material),
}


def measure(browser: Browser, size: int, engines: Sequence[str], work: Path, slowdown: int) -> None:
    """Build the sites for so many cases, unless they are there, and print their lines."""
    if not (work / "cases").exists():
        write_corpus(work / "cases", size)
    corpus = read_corpus(work / "cases").corpus
    assert corpus is not None
    queries = queries_about(corpus.cases)
    for name in engines:
        build, ask = ENGINES[name]
        site = work / name / "site"
        if not site.exists():
            site.parent.mkdir()
            build(corpus, site)
        for measured in ask(browser, site, queries, slowdown):
            print_row(size, measured)


def main() -> None:
    """Print the table for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--only", choices=ENGINES, help="leave the other engine out")
    parser.add_argument("--slowdown", type=int, default=1, help="slow the page's processor down so many times")
    parser.add_argument("--keep", type=Path, help="build the sites in this folder, and use those that are there")
    options = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        sys.exit(remedy(BROWSER))
    engines = [options.only] if options.only else list(ENGINES)
    print(f"| {' | '.join(HEADS)} |")
    print("|---" * len(HEADS) + "|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for size in options.sizes:
            work = (options.keep or Path(folder)) / str(size)
            work.mkdir(parents=True, exist_ok=True)
            measure(browser, size, engines, work, options.slowdown)
        browser.close()


if __name__ == "__main__":
    main()
