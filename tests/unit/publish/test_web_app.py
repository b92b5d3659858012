"""The service worker names what it keeps, and its version follows the bytes of those files and of nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.publish.build.service_worker import SHELL_PAGES, shell_files, write_worker

PAGE = """<link rel="stylesheet" href="{root}kb/site.css?0a1b2c3d"><link rel=icon href="{root}kb/favicon.svg">
<link rel="canonical" href="https://example.org/x"><script src="{root}kb/search.js" defer></script>
<a href="{root}kb/unused.js">x</a>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for page in SHELL_PAGES:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text(PAGE.format(root="../" * page.count("/")), encoding="utf-8")
    for name in (
        "kb/site.css",
        "kb/favicon.svg",
        "kb/search.js",
        "kb/search_more.js",
        "kb/unused.js",
        "kb/worker.js",
        "kb/search/facets.js",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "kb/search.js").write_text('load("kb/search_more.js?89abcdef")', encoding="utf-8")
    (tmp_path / "kb/search/core.js").write_text('kbSearch("abcdef012345","core",{});\n', encoding="utf-8")
    return tmp_path


def app_of(site: Path) -> Any:
    write_worker(site)
    script = (site / "sw.js").read_text(encoding="utf-8")
    assert script.endswith(';importScripts("kb/worker.js");\n')
    return json.loads(script.removeprefix("self.kbApp=").rsplit(";importScripts", 1)[0])


def test_what_the_first_pages_load_is_kept_with_them_by_the_addresses_they_ask_for(site: Path) -> None:
    used = {"kb/search_more.js?89abcdef", "kb/search/core.js", "kb/search/facets.js?abcdef012345"}
    kept = {*SHELL_PAGES, "kb/site.css?0a1b2c3d", "kb/favicon.svg", "kb/search.js", *used}
    assert shell_files(site) == sorted(kept)


def test_the_version_follows_the_files_that_are_kept(site: Path) -> None:
    first = app_of(site)
    assert app_of(site) == first
    assert first["generation"] == "abcdef012345"
    (site / "kb/unused.js").write_text("changed", encoding="utf-8")
    assert app_of(site)["version"] == first["version"]
    for name in ("kb/site.css", "index.html", "kb/worker.js"):
        before = app_of(site)["version"]
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(" ")
        assert app_of(site)["version"] != before, name
