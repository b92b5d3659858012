"""A pull request is hostile until read: each file is refused with its code, or rendered harmless in Chromium."""

import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import payloads
import pytest
from playwright.sync_api import sync_playwright

from kb.checks import check_corpus, require_sound
from kb.content import read_corpus
from kb.errors import CorpusHasProblems
from kb.publish.body import BodyRenderer
from kb.publish.case_page import render_case
from kb.publish.catalogue import Catalogue
from kb.publish.frame import Frame, SiteOptions

HERE = Path(__file__).parent
BASE = HERE.parent / "golden/base/cases"
NAME = "hostile-case"
SOUND = (
    (BASE / "yy-flipped-classroom.md").read_text(encoding="utf-8").replace("id: yy-flipped-classroom", f"id: {NAME}")
).replace("某小学", "某中学")
#: What a page of ours never holds; JSON-LD is data.
FORBIDDEN = (
    "script:not([type='application/ld+json']), iframe, object, embed, img, svg, form, style, base,"
    "link[rel=stylesheet], video, audio, meta[http-equiv]"
)


class Hostile(NamedTuple):
    """One file: its bytes and the code that refuses it, or None."""

    name: str
    data: bytes
    code: str | None


def in_body(text: str) -> bytes:
    return SOUND.replace("先看学生家里有没有设备。", text).encode("utf-8", "surrogatepass")


def in_head(old: str, new: str) -> bytes:
    assert old in SOUND
    return SOUND.replace(old, new).encode("utf-8")


def corpus() -> Iterator[Hostile]:
    for number, text in enumerate(payloads.HTML):
        yield Hostile(f"html-{number}", in_body(text), "KB406")
    for number, address in enumerate(payloads.ADDRESSES):
        yield Hostile(f"address-{number}", in_body(f"见[这里]({address})一例。"), "KB407")
        yield Hostile(f"reference-{number}", in_body(f"见[这里][那里]一例。\n\n[那里]: <{address}>"), "KB407")
    for number, text in enumerate(payloads.HARMLESS):
        yield Hostile(f"harmless-{number}", in_body(text), None)
    for number, (text, code) in enumerate(payloads.HEADS):
        yield Hostile(f"head-{number}", in_head("title: 某校翻转课堂", text), code)
    for number, (name, code) in enumerate(payloads.IDS):
        yield Hostile(f"id-{number}", in_head(f"id: {NAME}", f"id: {name}"), code)
    for number, (data, code) in enumerate(payloads.BYTES):
        yield Hostile(f"bytes-{number}", data, code)
    for character in payloads.CHARACTERS:
        yield Hostile(f"character-{ord(character):04X}", in_body(f"字{character}字"), "KB106")


CORPUS = tuple(corpus())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    return Path("cases")


def test_the_corpus_is_as_large_as_promised_and_no_file_is_there_twice() -> None:
    assert len({hostile.data for hostile in CORPUS}) == len(CORPUS) >= 150


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_each_file_is_refused_with_its_code_or_accepted_and_the_cases_beside_it_are_left_in_peace(
    hostile: Hostile, folder: Path
) -> None:
    (folder / f"{NAME}.md").write_bytes(hostile.data)
    start = time.process_time()
    problems = check_corpus(read_corpus(folder))
    assert time.process_time() - start < 2
    assert {problem.path for problem in problems} <= {f"cases/{NAME}.md"}
    if hostile.code is None:
        assert [p for p in problems if p.severity == "error"] == []
        assert len(require_sound(folder).cases) == 3
    else:
        assert hostile.code in {problem.code for problem in problems if problem.severity == "error"}
        with pytest.raises(CorpusHasProblems):
            require_sound(folder)
        (folder / f"{NAME}.md").unlink()
        assert len(require_sound(folder).cases) == 2


@pytest.mark.parametrize("target", ["../outside.md", "/etc/passwd", f"{NAME}.md", "/dev/zero", ".."])
def test_links_out_of_the_folder_and_to_themselves_are_refused(folder: Path, target: str) -> None:
    Path("outside.md").write_text(SOUND, encoding="utf-8")
    (folder / f"{NAME}.md").symlink_to(target)
    assert {p.code for p in check_corpus(read_corpus(folder))} & {"KB113", "KB116"}


@pytest.mark.parametrize("name", ["vocabulary.yml", "sources.yml", "data/notice-2014-13.yml"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !!python/object/apply:os.system ['true']\n", "KB110"),
        ("a: &a [x]\nb: [*a, *a]\n", "KB110"),
        ("a: " + "[" * 50 + "]" * 50, "KB111"),
        ("\x00", "KB106"),
    ],
)
def test_a_hostile_list_is_refused(folder: Path, name: str, text: str, code: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert code in {problem.code for problem in check_corpus(read_corpus(folder))}


def rendered(folder: Path) -> Iterator[tuple[str, str]]:
    """Render every hostile case that makes a case at all - refused or not, as if the checks had failed."""
    body = BodyRenderer()
    for hostile in CORPUS:
        (folder / f"{NAME}.md").write_bytes(hostile.data)
        reading = read_corpus(folder)
        file = next((file for file in reading.case_files if file.id == NAME), None)
        if file and file.case and reading.corpus:
            alone = reading.corpus.model_copy(update={"cases": (file.case,)})
            catalogue = Catalogue(alone)
            page = render_case(file.case, catalogue, Frame(catalogue, SiteOptions()), body)
            yield hostile.name, re.sub(r"\A---\n.*?\n---\n", "", page.content, flags=re.DOTALL)


@pytest.fixture(scope="module")
def chromium() -> Path:
    sys.path.insert(0, str(HERE.parent / "browser"))
    from chromium import find_chromium

    found = find_chromium()
    assert found, "Chromium is needed to prove that nothing runs"
    return found


def test_whatever_is_rendered_runs_no_script_and_asks_for_nothing(folder: Path, chromium: Path) -> None:
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    faults: list[str] = []
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page()
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
            found = page.evaluate(LOOK, FORBIDDEN)
            faults += [f"{name}: {fault}" for fault in found]
            count += 1
        browser.close()
    assert faults == []
    assert count >= 150


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
