"""A build that keeps pages gives the same bytes as one that makes them all."""

import shutil
from pathlib import Path

import pytest
from site_build import KB, ROOT, run, tree_of

CACHE = Path(".kb/cache/pages.sqlite")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what a build needs, so that its cache is its own."""
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    (tmp_path / "kb").symlink_to(ROOT / "kb")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def built(project: Path, **environment: str) -> dict[str, str]:
    result = run(*KB, "build", cwd=project, PYTHONPATH=str(ROOT), **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return tree_of(project / "site")


def test_kept_pages_are_the_pages_that_would_be_made(project: Path) -> None:
    first = built(project)
    assert (project / CACHE).is_file()
    assert built(project) == first


def test_a_changed_case_changes_what_it_would_change_without_a_cache(project: Path) -> None:
    before = built(project)
    case = project / "cases" / "wuhu-online-classroom.md"
    case.write_text(case.read_text(encoding="utf-8").replace("芜湖“在线课堂”", "芜湖的“在线课堂”"), encoding="utf-8")
    kept = built(project)
    (project / CACHE).unlink()
    assert built(project) == kept
    changed = {name for name in kept if kept[name] != before.get(name)}
    assert "cases/wuhu-online-classroom.html" in changed
    assert "regions/340000.html" in changed
    pages = {path.name: path.read_text(encoding="utf-8") for path in (project / "site/cases").glob("*-*.html")}
    strangers = {f"cases/{name}" for name, html in pages.items() if "wuhu-online-classroom" not in html}
    assert strangers
    assert strangers & changed == set()


def test_a_damaged_cache_changes_nothing(project: Path) -> None:
    first = built(project)
    cache = project / CACHE
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2] + b"\0" * 5000 + whole[len(whole) // 2 + 5000 :])
    assert built(project) == first
    cache.write_bytes(b"rubbish" * 1000)
    assert built(project) == first


def test_other_settings_make_other_pages(project: Path) -> None:
    built(project)
    named = built(project, KB_SITE_URL="https://library.example/")
    assert "feed.xml" in named
    page = (project / "site/cases/wuhu-online-classroom.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://library.example/cases/wuhu-online-classroom.html">' in page
