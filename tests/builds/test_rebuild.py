"""A build that takes over files of the last one gives the same bytes as one that makes them all."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.content.cache import cache_of
from tests.cases import ROOT, copy_cases
from tests.commands import KB, run
from tests.site_files import tree_of

CASE = "wuhu-online-classroom"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what a build needs, so that its record is its own."""
    copy_cases(tmp_path / "cases")
    (tmp_path / "kb").symlink_to(ROOT / "kb")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def built(project: Path, site: str = "site", **environment: str) -> dict[str, str]:
    result = run(*KB, "build", "--site", site, cwd=project, PYTHONPATH=str(ROOT), **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return tree_of(project / site)


def built_from_nothing(project: Path, **environment: str) -> dict[str, str]:
    cache_of(project / "cases").path.unlink()
    return built(project, "elsewhere", **environment)


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_has_not_changed_is_the_very_file_of_the_last_build(project: Path) -> None:
    first = built(project)
    page = project / "site/cases" / f"{CASE}.html"
    before = page.stat()
    assert built(project) == first
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert page.stat().st_nlink == 1, "the replaced site is still there"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a title": lambda cases: replace_in(cases / f"{CASE}.md", "芜湖“在线课堂”", "芜湖的“在线课堂”"),
    "a paragraph": lambda cases: replace_in(cases / f"{CASE}.md", "## 做法\n", "## 做法\n\n多了一段。\n"),
    "another problem": lambda cases: replace_in(cases / f"{CASE}.md", "教学点开不齐课", "信息技术没有进入日常课堂"),
    "a definition": lambda cases: replace_in(cases / "vocabulary.yml", "definition: ", "definition: 说法改了："),
    "a source": lambda cases: replace_in(cases / "sources.yml", "2014-02-24", "2014-02-25"),
    "a question": lambda cases: replace_in(cases / "questions.yml", "？", "呢？"),
    "a draft": lambda cases: replace_in(cases / f"{CASE}.md", "status: 已核对来源", "status: 草稿"),
    "a withdrawn case": lambda cases: replace_in(cases / f"{CASE}.md", "status: 已核对来源", "status: 已撤下"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_the_site_is_the_one_that_a_full_build_makes(what: str, project: Path) -> None:
    shutil.rmtree(project / "cases/collections")  # a reading list may not name what is not published
    before = built(project)
    CHANGES[what](project / "cases")
    after = built(project)
    assert after != before
    assert after == built_from_nothing(project)


def test_a_case_that_is_gone_leaves_nothing_behind(project: Path) -> None:
    extra = project / "cases/short-lived.md"
    shutil.copy(project / "cases" / f"{CASE}.md", extra)
    replace_in(extra, f"id: {CASE}", "id: short-lived")
    assert "cases/short-lived.html" in built(project)
    extra.unlink()
    after = built(project)
    assert not [name for name in after if "short-lived" in name]
    assert after == built_from_nothing(project)


def test_a_new_title_changes_the_pages_that_name_the_case_and_no_others(project: Path) -> None:
    before = built(project)
    CHANGES["a title"](project / "cases")
    after = built(project)
    changed = {name for name in after if after[name] != before.get(name)}
    assert {f"cases/{CASE}.html", "regions/340000.html"} <= changed
    pages = {path.name: path.read_text(encoding="utf-8") for path in (project / "site/cases").glob("*-*.html")}
    strangers = {f"cases/{name}" for name, html in pages.items() if CASE not in html}
    assert strangers
    assert strangers & changed == set()


def test_a_file_of_the_old_site_that_was_touched_is_made_again(project: Path) -> None:
    first = built(project)
    site = project / "site"
    (site / "cases" / f"{CASE}.html").write_text("changed by hand", encoding="utf-8")
    (site / "cases" / f"{CASE}.json").unlink()
    page = site / "regions/340000.html"
    seen = page.stat()
    page.write_text("shorter", encoding="utf-8")
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert built(project) == first


def test_a_damaged_or_missing_cache_changes_nothing(project: Path) -> None:
    first = built(project)
    cache = cache_of(project / "cases").path
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2] + b"0" * 40 + whole[len(whole) // 2 + 40 :])
    assert built(project) == first
    cache.write_bytes(b"rubbish")
    assert built(project) == first
    cache.unlink()
    assert built(project) == first


def test_where_files_cannot_be_linked_they_are_copied(project: Path) -> None:
    first = built(project)
    (project / "no_links.py").write_text(
        "import os\n\ndef link(*_, **__):\n    raise PermissionError\n\nos.link = link\n"
        "from kb.entrypoints.cli import main\nmain()\n",
        encoding="utf-8",
    )
    page = project / "site/cases" / f"{CASE}.html"
    before = page.stat()
    result = run(KB[0], "no_links.py", "build", cwd=project, PYTHONPATH=str(ROOT))
    assert result.returncode == 0, result.stdout + result.stderr
    assert tree_of(project / "site") == first
    assert page.stat().st_ino != before.st_ino
    assert page.stat().st_mtime_ns == before.st_mtime_ns, "made again, not copied"


def test_other_settings_make_other_pages(project: Path) -> None:
    built(project)
    named = built(project, KB_SITE_URL="https://library.example/")
    assert "feed.xml" in named
    page = (project / "site/cases" / f"{CASE}.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://library.example/cases/{CASE}.html">' in page
    assert named == built_from_nothing(project, KB_SITE_URL="https://library.example/")
