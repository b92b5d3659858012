"""A build that takes over files of the last one gives the same bytes as one that makes them all."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from kb.content.cache import cache_of
from kb.search.index.whoosh import WhooshIndex
from tests.cases import ROOT, copy_cases, replace_in
from tests.commands import KB, run, run_kb
from tests.site_files import tree_of

CASE = "wuhu-online-classroom"

#: Cases whose titles stand on each other's pages, and one that names the first of them nowhere.
LIBRARY = (CASE, "chengdu-yucai-synchronous-classroom", "mianzhu-fibre-metro-network", "nanshan-service-outsourcing")
READING_LIST = f"""title: 远程上课
purpose: 看看中心学校怎样带教学点，读完能说出要先备好什么。
audience: 教师
maintainer: 编辑组
updated: 2026-11-24
cases:
  - case: {CASE}
    why: 先看它的课表。
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of all that a site of a few cases is built from."""
    cases = copy_cases(tmp_path / "cases", *LIBRARY)
    (cases / "collections").mkdir()
    (cases / "collections/remote-lessons.yml").write_text(READING_LIST, encoding="utf-8")
    shutil.copytree(ROOT / "kb", tmp_path / "kb", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(site: str = "site", **environment: str) -> dict[str, str]:
    """Build in this process, with the code of the repository."""
    with patch.dict(os.environ, environment):
        outcome = run_kb("build", "--site", site)
    assert outcome.status == 0, outcome.out + outcome.err
    return tree_of(Path(site))


def built_by_own_code(site: str = "site", **environment: str) -> dict[str, str]:
    """Build in another process, with the project's copy of the code."""
    result = run(*KB, "build", "--site", site, cwd=Path.cwd(), PYTHONPATH=str(Path.cwd()), **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return tree_of(Path(site))


def built_from_nothing(build: Callable[..., dict[str, str]] = built, **environment: str) -> dict[str, str]:
    with TemporaryDirectory() as home:
        return build("elsewhere", XDG_CACHE_HOME=home, **environment)


def test_what_has_not_changed_is_the_very_file_of_the_last_build(project: Path) -> None:
    first = built()
    page = project / "site/cases" / f"{CASE}.html"
    before = page.stat()
    assert built() == first
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert page.stat().st_nlink == 1, "the replaced site is still there"


@pytest.mark.usefixtures("project")
def test_builds_in_one_process_keep_no_index_of_those_before() -> None:
    for _ in range(2):
        built()
    gc.collect()
    assert len([one for one in gc.get_objects() if isinstance(one, WhooshIndex)]) <= 1
    assert gc.get_freeze_count() == 0


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: replace_in(project / name, old, new)


def append(name: str, words: str) -> Callable[[Path], object]:
    def apply(project: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(words)

    return apply


#: One change of every kind of input, in an order in which each leaves a library without errors.
CHANGES: dict[str, Callable[[Path], object]] = {
    "a title": change(f"cases/{CASE}.md", "芜湖“在线课堂”", "芜湖的“在线课堂”"),
    "a paragraph": change(f"cases/{CASE}.md", "## 做法\n", "## 做法\n\n多了一段。\n"),
    "another problem": change(f"cases/{CASE}.md", "教学点开不齐课", "信息技术没有进入日常课堂"),
    # Cases know it by the label it had.
    "a label": change("cases/vocabulary.yml", "label: 单位自述", "label: 单位自己说的"),
    "a label of a case": lambda project: (
        replace_in(project / "cases/vocabulary.yml", "label: 优质数字教育资源共建共享", "label: 优质资源共建共享"),
        replace_in(project / "cases/vocabulary.yml", "[资源共建共享", "[优质数字教育资源共建共享"),
    ),
    "a definition": change("cases/vocabulary.yml", "definition: ", "definition: 说法改了："),
    "what an evidence level means": change("cases/vocabulary.yml", "自己写的介绍", "亲自写的介绍"),
    "a source": change("cases/sources.yml", "2014-02-24", "2014-02-25"),
    "the notice": change("cases/data/notice-2014-13.yml", "试点不是普通项目", "试点不是一般的项目"),
    "a question": change("cases/questions.yml", "？", "呢？"),
    "a reading list": change("cases/collections/remote-lessons.yml", "why: ", "why: 说法改了："),
    "no reading lists": lambda project: shutil.rmtree(project / "cases/collections"),
    "a draft": change(f"cases/{CASE}.md", "status: 已核对来源", "status: 草稿"),
    "a published draft": change(f"cases/{CASE}.md", "status: 草稿", "status: 已核对来源"),
    "an older id": append("cases/ids.txt", f"older-name -> {CASE}\n"),
    "a withdrawn case": change(f"cases/{CASE}.md", "status: 已核对来源", "status: 已撤下"),
}
CODE_CHANGES: dict[str, Callable[[Path], object]] = {
    "the name of a place": change("kb/content/data/regions.tsv", "芜湖市", "芜湖新市"),
    "a template": change("kb/publish/templates/pages/case.html", "<h1>", "<h1 data-changed>"),
    "the layout": change("kb/publish/templates/layout.html", "<main", "<main data-changed"),
    "a style": change("kb/publish/styles/site.css", "padding", "padding-block: 0; padding"),
    "a script": append("kb/publish/assets/kb/worker.js", "// changed\n"),
    "a comment": append("kb/publish/view/formats.py", "# changed\n"),
    "the name of the site": change("mkdocs.yml", "site_name: ", "site_name: 另"),
}


def test_after_a_change_the_site_is_the_one_that_a_full_build_makes(project: Path) -> None:
    before = built()
    for what, apply in CHANGES.items():
        apply(project)
        after = built()
        assert (what, after == before) == (what, False)
        assert (what, changes(after, built_from_nothing())) == (what, [])
        before = after


def test_after_a_change_of_code_or_settings_too(project: Path) -> None:
    before = built_by_own_code()
    for what, apply in CODE_CHANGES.items():
        apply(project)
        after = built_by_own_code()
        assert (what, after == before) == (what, what == "a comment")
        assert (what, changes(after, built_from_nothing(built_by_own_code))) == (what, [])
        before = after


def changes(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def test_a_case_that_is_gone_leaves_nothing_behind(project: Path) -> None:
    extra = project / "cases/short-lived.md"
    shutil.copy(project / "cases" / f"{CASE}.md", extra)
    replace_in(extra, f"id: {CASE}", "id: short-lived")
    assert "cases/short-lived.html" in built()
    extra.unlink()
    after = built()
    assert not [name for name in after if "short-lived" in name]
    assert after == built_from_nothing()


def test_a_new_title_changes_the_pages_that_name_the_case_and_no_others(project: Path) -> None:
    before = built()
    numbers = {name: (project / "site" / name).stat().st_ino for name in before}
    CHANGES["a title"](project)
    after = built()
    changed = {name for name in after if (project / "site" / name).stat().st_ino != numbers.get(name)}
    assert {f"cases/{CASE}.html", "regions/340000.html"} <= changed
    pages = {path.name: path.read_text(encoding="utf-8") for path in (project / "site/cases").glob("*-*.html")}
    strangers = {f"cases/{name}" for name, html in pages.items() if CASE not in html}
    assert strangers
    assert strangers & changed == set()


def test_a_file_of_the_old_site_that_was_touched_is_made_again(project: Path) -> None:
    first = built()
    site = project / "site"
    (site / "cases" / f"{CASE}.html").write_text("changed by hand", encoding="utf-8")
    (site / "cases" / f"{CASE}.json").unlink()
    page = site / "regions/340000.html"
    seen = page.stat()
    page.write_text("shorter", encoding="utf-8")
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert built() == first


def test_a_damaged_or_missing_cache_changes_nothing(project: Path) -> None:
    first = built()
    cache = cache_of(project / "cases").path
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2] + b"0" * 40 + whole[len(whole) // 2 + 40 :])
    assert built() == first
    cache.write_bytes(b"rubbish")
    assert built() == first
    cache.unlink()
    assert built() == first


def test_where_files_cannot_be_linked_they_are_copied(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built()
    page = project / "site/cases" / f"{CASE}.html"
    before = page.stat()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert built() == first
    assert page.stat().st_ino != before.st_ino
    assert page.stat().st_mtime_ns == before.st_mtime_ns, "made again, not copied"


def test_other_settings_make_other_pages(project: Path) -> None:
    built()
    named = built(KB_SITE_URL="https://library.example/")
    assert "feed.xml" in named
    page = (project / "site/cases" / f"{CASE}.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://library.example/cases/{CASE}.html">' in page
    assert named == built_from_nothing(KB_SITE_URL="https://library.example/")
