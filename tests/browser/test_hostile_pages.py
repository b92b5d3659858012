"""Whatever a hostile file is rendered to, nothing of it runs and nothing is asked for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb.content.case_reader import read_case
from kb.content.corpus_reader import read_corpus
from kb.content.vocabulary_fields import Labels
from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from tests.browser.ready import PATIENCE_MS
from tests.hostile import payloads
from tests.hostile.hostile_files import BASE, CORPUS, NAME
from tests.theme import content_of, page_renderer

#: What a page of ours never holds beside its own scripts and its drawings, which are shapes and words.
#: JSON-LD is data.
FORBIDDEN = (
    "script:not([type='application/ld+json']):not([src^='../kb/cite.js?']):not([src^='../kb/in_place.js?']),"
    "iframe, object, embed, img, form,"
    "svg:not(.kb-figure > .kb-drawing), svg :not(g, rect, line, path, circle, text, tspan, title),"
    "style, base, link[rel=stylesheet], video, audio, meta[http-equiv]"
)

#: Looks for anything that ran or could run: our mark, elements, handlers, addresses; then presses every link's target.
LOOK = """forbidden => {
  const faults = window.kbWasHere ? ['a script ran'] : [];
  for (const one of document.querySelectorAll(forbidden)) faults.push(one.outerHTML.slice(0, 80));
  for (const one of document.querySelectorAll('*'))
    for (const {name, value} of one.attributes) {
      if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') faults.push(`${name}=${value}`);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name)) {
        const scheme = new URL(value, 'https://own.example/cases/x.html').protocol;
        if (!['https:', 'http:', 'mailto:'].includes(scheme)) faults.push(`${name}=${value}`);
      }
    }
  return faults;
}"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    return Path("cases")


def rendered(folder: Path) -> Iterator[tuple[str, str]]:
    """Render every hostile case that makes a case at all - refused or not, as if the checks had failed."""
    corpus = read_corpus(folder).corpus
    assert corpus
    labels = Labels(corpus.vocabulary)
    renderer = page_renderer(Catalogue(corpus))
    path = folder / f"{NAME}.md"
    for hostile in CORPUS:
        if hostile.code in ("KB412", "KB413"):
            continue  # refused because no renderer gets through it
        path.write_bytes(hostile.data)
        case = read_case(path, str(path), labels).case
        if case:
            catalogue = Catalogue(corpus.model_copy(update={"cases": (case,)}))
            page = CasePages(catalogue, renderer).render(case)
            yield hostile.name, content_of(page.render())


def test_whatever_is_rendered_runs_no_script_and_asks_for_nothing(folder: Path, browser: Browser) -> None:
    faults: list[str] = []
    count = 0
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: faults.append(f"request: {request.url}"))
    page.set_content(f"<!doctype html><body><img src='{payloads.AWAY}/x' onerror='{payloads.MARK}'>")
    page.wait_for_function("window.kbWasHere")
    assert faults, "a request that leaves would be seen"
    assert len(page.evaluate(LOOK, FORBIDDEN)) == 3, "so would a script, an image and a handler"
    faults.clear()
    page.goto("about:blank")
    for name, html in rendered(folder):
        page.set_content(f"<!doctype html><body>{html}")
        faults += [f"{name}: {fault}" for fault in page.evaluate(LOOK, FORBIDDEN)]
        count += 1
    page.close()
    assert faults == []
    assert count >= 150
