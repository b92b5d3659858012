"""``kb handout`` writes one file that needs no other, or says what to do instead."""

import json
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cases import CORPUS
from tests.commands import run_kb

TWO = ("jiaozuo-purchase-of-service", "mianzhu-fibre-metro-network")


def made(tmp_path: Path, *args: str, name: str = "讲义.html") -> str:
    output = tmp_path / name
    outcome = run_kb("handout", *args, "--cases", CORPUS, "-o", output)
    assert outcome.status == 0, outcome.err
    assert str(output) in outcome.out
    return output.read_text(encoding="utf-8")


def pack_in(html: str) -> Any:
    """Return what the file's script draws."""
    return json.loads(html[html.index("\nkbHandout(") + len("\nkbHandout(") : html.rindex(");\n")])


def test_a_handout_is_one_file_with_everything_in_it(tmp_path: Path) -> None:
    title = "谁来</title></script><script>alert(1)</script>"
    html = made(tmp_path, *TWO, "--title", title, "--date", "2026-12-05", "--base", "https://library.example/")
    assert html.count("<script") == html.count("</script>") == 2
    assert html.count("<style") == html.count("</style>") == html.count("</title>") == 1
    assert not re.search(r"<link|@import|url\(|<script [^>]*src", html)
    pack = pack_in(html)
    assert pack["session"]["title"] == title
    assert pack["session"]["date"] == "2026-12-05"
    assert [item["one"]["id"] for item in pack["session"]["items"]] == [*TWO]
    assert all(item["one"]["qr"] for item in pack["session"]["items"])


def test_form_style_and_day_are_those_asked_for(tmp_path: Path) -> None:
    pack = pack_in(
        made(tmp_path, TWO[0], "--view", "slides", "--style", "gb-2015-author-date", "--accessed", "2026-11-30")
    )
    assert pack["view"] == "slides"
    assert pack["session"]["style"] == "gb-2015-author-date"
    assert pack["library"]["accessed"] == "2026-11-30"


def test_without_an_address_there_is_a_hint_and_no_code(tmp_path: Path) -> None:
    outcome = run_kb("handout", TWO[0], "--cases", CORPUS, "-o", tmp_path / "a.html")
    assert outcome.status == 0
    assert "--base" in outcome.err
    assert pack_in((tmp_path / "a.html").read_text("utf-8"))["session"]["items"][0]["one"]["qr"] is None


@pytest.mark.parametrize(
    ("target", "hint"),
    [("jiaozuo-purchase", TWO[0]), ("什么", "kb search"), (f"{TWO[0]}#practice-p99", "claim-1")],
)
def test_what_does_not_exist_is_named_with_what_to_write(tmp_path: Path, target: str, hint: str) -> None:
    outcome = run_kb("handout", target, "--cases", CORPUS, "-o", tmp_path / "a.html")
    assert outcome.status == 2
    assert hint in outcome.err
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("words", [("handout", TWO[0]), ("template",)])
def test_without_a_file_to_write_it_is_asked_for(words: tuple[str, ...]) -> None:
    outcome = run_kb(*words)
    assert (outcome.status, "还要写 --output" in outcome.err) == (2, True), outcome.err


def test_other_endings_are_refused(tmp_path: Path) -> None:
    outcome = run_kb("handout", TWO[0], "--cases", CORPUS, "-o", tmp_path / "a.doc")
    assert outcome.status == 2
    assert ".pdf" in outcome.err


def test_no_browser_no_pdf_but_three_ways_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KB_CHROMIUM", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("kb.publish.workshop.pdf.PLACES", ())
    outcome = run_kb("handout", TWO[0], "--cases", CORPUS, "-o", tmp_path / "a.pdf")
    assert outcome.status == 2
    assert "没有找到" in outcome.err
    assert "-o 讲义.html" in outcome.err
    assert not (tmp_path / "a.pdf").exists()


def test_a_browser_that_fails_leaves_an_older_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("KB_CHROMIUM", str(broken))
    output = tmp_path / "a.pdf"
    output.write_bytes(b"old")
    outcome = run_kb("handout", TWO[0], "--cases", CORPUS, "-o", output)
    assert outcome.status == 2
    assert "退出码 3" in outcome.err
    assert output.read_bytes() == b"old"
    monkeypatch.setenv("KB_CHROMIUM", str(tmp_path / "none"))
    assert "KB_CHROMIUM" in run_kb("handout", TWO[0], "--cases", CORPUS, "-o", output).err


def test_a_helper_process_that_outlives_the_browser_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper, ended = tmp_path / "helper", tmp_path / "ended"
    browser = tmp_path / "chromium"
    browser.write_text(
        "#!/bin/sh\n"
        f"(sleep 60; touch {ended}) & echo $! > {helper}\n"
        'for option; do case $option in --print-to-pdf=*) printf "%%PDF-1.4\\n%%%%EOF" > "${option#*=}";; esac; done\n',
        encoding="utf-8",
    )
    browser.chmod(0o755)
    monkeypatch.setenv("KB_CHROMIUM", str(browser))
    outcome = run_kb("handout", TWO[0], "--cases", CORPUS, "-o", tmp_path / "a.pdf")
    assert not ended.exists()
    os.kill(int(helper.read_text(encoding="utf-8")), signal.SIGTERM)
    assert outcome.status == 0, outcome.err
    assert (tmp_path / "a.pdf").is_file()
