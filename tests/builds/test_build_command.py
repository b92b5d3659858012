"""``kb build`` makes the whole site or changes nothing."""

import hashlib
import os
import re
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.entrypoints.site_build import KB, ROOT, Markup, break_a_case, copy_cases, markup_of, run, tree_of

CASE_IDS = sorted(path.stem for path in (ROOT / "cases").glob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("build") / "site"
    result = run(*KB, "build", "--site", str(site))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "13 个案例页" in result.stdout
    return site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Markup]:
    return {path.relative_to(site).as_posix(): markup_of(path) for path in sorted(site.rglob("*.html"))}


def test_each_of_the_thirteen_cases_has_its_page_at_its_permanent_address(site: Path) -> None:
    built = sorted(path.stem for path in (site / "cases").glob("*.html") if path.stem != "index")
    assert built == CASE_IDS
    assert len(built) == 13


def test_every_internal_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, Markup]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            folder = site if parts.path.startswith("/") else (site / name).parent
            target = (folder / unquote(parts.path).lstrip("/")).resolve() if parts.path else site / name
            key = target.relative_to(site.resolve() if parts.path else site).as_posix()
            anchors = pages[key].ids if key in pages else []
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_no_id_stands_twice_in_a_page(pages: dict[str, Markup]) -> None:
    doubled = {name: [one for one in page.ids if page.ids.count(one) > 1] for name, page in pages.items()}
    assert {name: ids for name, ids in doubled.items() if ids} == {}


def test_every_script_and_style_is_asked_for_by_what_is_in_it(site: Path) -> None:
    loaded = re.compile(r'(?:src|href)="([^"?]*\bkb/[^"?]+\.(?:js|css))(\?[^"]*)?"')
    seen = set()
    for page in site.rglob("*.html"):
        for address, query in loaded.findall(page.read_text(encoding="utf-8")):
            content = (page.parent / address).read_bytes()
            assert query == f"?{hashlib.sha256(content).hexdigest()[:8]}", f"{page}: {address}{query}"
            seen.add(address.rpartition("/")[2])
    assert {"page.css", "compare.css", "handout.css", "frame.js", "search.js", "tray.js", "cite.js"} <= seen


def test_nothing_is_loaded_from_anywhere_else(site: Path, pages: dict[str, Markup]) -> None:
    loads = {load for page in pages.values() for load in page.loads}
    assert loads
    assert [load for load in loads if urlsplit(load).scheme or urlsplit(load).netloc] == []
    for path in site.rglob("*.css"):
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
        assert [one for one in addresses if not one.startswith(("data:", "#"))] == [], path


def test_everything_a_page_loads_is_in_the_site(site: Path, pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        folder = site if name == "404.html" else (site / name).parent
        for load in page.loads:
            assert (folder / load.lstrip("/").partition("?")[0]).is_file(), f"{name}: {load}"


def test_case_pages_stay_out_of_the_navigation(site: Path) -> None:
    html = (site / "about.html").read_text(encoding="utf-8")
    navigation = "".join(re.findall(r"<nav.*?</nav>", html, re.DOTALL))
    assert "cases/index.html" in navigation
    assert [case_id for case_id in CASE_IDS if case_id in navigation] == []


def test_every_page_has_a_search_form_that_leads_to_the_list_of_cases(site: Path, pages: dict[str, Markup]) -> None:
    for name in pages:
        html = (site / name).read_text(encoding="utf-8")
        header = html[html.index("<header") : html.index("</header>")]
        # A form that names no method is sent by GET.
        action = re.search(r'<form class="kb-search" role="search" aria-label="页首搜索" action="([^"]*)">', header)
        assert action, name
        folder = site if name == "404.html" else (site / name).parent
        assert (folder / action[1].lstrip("/")).resolve() == (site / "cases" / "index.html").resolve()


def test_the_themes_own_search_is_gone(site: Path) -> None:
    assert not (site / "search").exists()
    assert list(site.rglob("*lunr*")) == []


def test_the_same_cases_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run(*KB, "build", "--site", str(again), SOURCE_DATE_EPOCH="86400").returncode == 0
    assert tree_of(again) == tree_of(site)


def test_a_broken_case_is_named_and_the_site_keeps_every_byte(tmp_path: Path) -> None:
    cases, site = copy_cases(tmp_path), tmp_path / "site"
    assert run(*KB, "build", "--cases", str(cases), "--site", str(site)).returncode == 0
    before = tree_of(site)
    name = break_a_case(cases)
    result = run(*KB, "build", "--cases", str(cases), "--site", str(site))
    assert result.returncode == 2
    assert re.search(rf"{name}:\d+:\d+ KB\d+ .*没有这个主题", result.stderr)
    assert "Traceback" not in result.stderr
    assert tree_of(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "site"]


def test_a_build_killed_half_way_leaves_the_old_site_and_the_next_one_succeeds(tmp_path: Path) -> None:
    mine = tmp_path / "site"
    assert run(*KB, "build", "--site", str(mine)).returncode == 0
    before = tree_of(mine)
    process = subprocess.Popen([*KB, "build", "--site", str(mine)], cwd=ROOT, env=os.environ)
    deadline = time.monotonic() + 60
    while not (tmp_path / ".site.building" / "kb").exists():
        assert process.poll() is None, "the build ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert tree_of(mine) == before
    assert run(*KB, "build", "--site", str(mine)).returncode == 0
    assert tree_of(mine) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lesson.txt").write_text("mine", encoding="utf-8")
    result = run(*KB, "build", "--site", str(tmp_path))
    assert result.returncode == 2
    assert "不是以前生成的网站" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["lesson.txt"]


def test_without_settings_the_command_says_where_to_run_it(tmp_path: Path) -> None:
    result = run(*KB, "build", cwd=tmp_path)
    assert result.returncode == 2
    assert "没有 mkdocs.yml" in result.stderr


def test_without_cases_the_command_says_so(tmp_path: Path) -> None:
    result = run(*KB, "build", "--cases", str(tmp_path / "nowhere"), "--site", str(tmp_path / "site"))
    assert result.returncode == 2
    assert "案例文件夹" in result.stderr
    assert not (tmp_path / "site").exists()
