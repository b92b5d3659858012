"""``kb build`` makes the whole site or changes nothing."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kb.model import Corpus
from kb.publish.pages import renderer
from tests.cases import CORPUS, ROOT, break_a_case, copy_cases
from tests.commands import KB, run, run_kb
from tests.site_files import Markup, markup_of, tree_of


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Markup]:
    return {path.relative_to(built_site).as_posix(): markup_of(path) for path in sorted(built_site.rglob("*.html"))}


def test_each_case_has_its_page_at_its_permanent_address(built_site: Path, corpus: Corpus) -> None:
    built = {path.stem for path in (built_site / "cases").glob("*.html")} - {"index"}
    assert built == {case.id for case in corpus.cases}


def test_each_case_has_its_text_for_assistants_beside_it(built_site: Path, corpus: Corpus) -> None:
    for case in corpus.cases:
        page = (built_site / f"cases/{case.id}.html").read_text(encoding="utf-8")
        link = f'<link rel="alternate" type="text/markdown" title="这个案例的文字" href="{case.id}.md">'
        assert page.count(link) == 1
        assert (built_site / f"cases/{case.id}.md").read_text(encoding="utf-8").startswith("# ")
    guide = (built_site / "llms.txt").read_text(encoding="utf-8")
    targets = re.findall(r"^- \[.*\]\((\S+)\): ", guide, re.MULTILINE)
    assert len(targets) > len(corpus.cases)
    assert [one for one in targets if not (built_site / one).is_file()] == []


def test_every_internal_link_and_anchor_leads_somewhere(built_site: Path, pages: dict[str, Markup]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            folder = built_site if parts.path.startswith("/") else (built_site / name).parent
            target = (folder / unquote(parts.path).lstrip("/")).resolve() if parts.path else built_site / name
            key = target.relative_to(built_site.resolve() if parts.path else built_site).as_posix()
            anchors = pages[key].ids if key in pages else []
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_no_id_stands_twice_in_a_page(pages: dict[str, Markup]) -> None:
    doubled = {name: [one for one in page.ids if page.ids.count(one) > 1] for name, page in pages.items()}
    assert {name: ids for name, ids in doubled.items() if ids} == {}


def test_every_script_and_style_is_asked_for_by_what_is_in_it(built_site: Path) -> None:
    loaded = re.compile(r'(?:src|href)="([^"?]*\bkb/[^"?]+\.(?:js|css))(\?[^"]*)?"')
    seen = set()
    for page in built_site.rglob("*.html"):
        for address, query in loaded.findall(page.read_text(encoding="utf-8")):
            content = (page.parent / address).read_bytes()
            assert query == f"?{hashlib.sha256(content).hexdigest()[:8]}", f"{page}: {address}{query}"
            seen.add(address.rpartition("/")[2])
    assert {"page.css", "compare.css", "handout.css", "shell.js", "search.js", "tray.js", "cite.js"} <= seen


def test_nothing_is_loaded_from_anywhere_else(built_site: Path, pages: dict[str, Markup]) -> None:
    loads = {load for page in pages.values() for load in page.loads}
    assert loads
    assert [load for load in loads if urlsplit(load).scheme or urlsplit(load).netloc] == []
    for path in built_site.rglob("*.css"):
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
        assert [one for one in addresses if not one.startswith(("data:", "#"))] == [], path


def test_everything_a_page_loads_is_in_the_site(built_site: Path, pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        folder = built_site if name == "404.html" else (built_site / name).parent
        for load in page.loads:
            assert (folder / load.lstrip("/").partition("?")[0]).is_file(), f"{name}: {load}"


def test_case_pages_stay_out_of_the_navigation(built_site: Path, corpus: Corpus) -> None:
    html = (built_site / "about.html").read_text(encoding="utf-8")
    navigation = "".join(re.findall(r"<nav.*?</nav>", html, re.DOTALL))
    assert "cases/index.html" in navigation
    assert [case.id for case in corpus.cases if case.id in navigation] == []


def test_every_page_has_one_search_form_that_leads_to_the_list_of_cases(
    built_site: Path, pages: dict[str, Markup]
) -> None:
    for name in pages:
        html = (built_site / name).read_text(encoding="utf-8")
        # A form that names no method is sent by GET. One a page is enough.
        (action,) = re.findall(r'<form class="kb-search[^>]* action="([^"]*)"', html)
        folder = built_site if name == "404.html" else (built_site / name).parent
        assert (folder / action.lstrip("/")).resolve() == (built_site / "cases" / "index.html").resolve()


def test_the_themes_own_search_is_gone(built_site: Path) -> None:
    assert not (built_site / "search").exists()
    assert list(built_site.rglob("*lunr*")) == []


def test_a_broken_case_is_named_and_the_site_keeps_every_byte(tmp_path: Path) -> None:
    cases, site = copy_cases(tmp_path / "cases", "wuhu-online-classroom"), tmp_path / "site"
    assert run_kb("build", "--cases", cases, "--site", site).status == 0
    before = tree_of(site)
    name = break_a_case(cases)
    result = run(*KB, "build", "--cases", str(cases), "--site", str(site))
    assert result.returncode == 2
    assert re.search(rf"{name}:\d+:\d+ KB\d+ .*没有这个主题", result.stderr)
    assert "Traceback" not in result.stderr
    assert tree_of(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "site"]


#: Waits to be killed, once pages are written and before the index is.
HALF_WAY = """
import sys
from kb.entrypoints.cli import main
from kb.publish.build.builder import SiteBuild
real = SiteBuild._write_search
def stop(self, *args, **options):
    print("half way", flush=True)
    sys.stdin.read()
    return real(self, *args, **options)
SiteBuild._write_search = stop
main()
"""


def test_a_build_killed_half_way_leaves_the_old_site_and_the_next_one_succeeds(tmp_path: Path) -> None:
    cases, mine = copy_cases(tmp_path / "cases", "wuhu-online-classroom"), tmp_path / "site"
    options = ("build", "--cases", str(cases), "--site", str(mine))
    assert run_kb(*options).status == 0
    before = tree_of(mine)
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HALF_WAY, *options], cwd=ROOT, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        assert b"half way\n" in process.stdout
        process.kill()
    assert (tmp_path / ".site.building" / "kb").is_dir()
    assert tree_of(mine) == before
    assert run_kb(*options).status == 0
    assert tree_of(mine) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "site"]


def test_a_build_of_very_many_cases_says_that_it_makes_no_office_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = copy_cases(tmp_path / "cases", "wuhu-online-classroom")
    options = ("build", "--cases", cases, "--site", tmp_path / "site")
    assert "另存 Word" not in run_kb(*options).out
    assert (tmp_path / "site/cases.xlsx").exists()
    monkeypatch.setattr(renderer, "MOST_WITH_FILES", 0)
    assert "案例超过 0 个，不再给每个案例另存 Word 和 PPT" in run_kb(*options).out
    assert not (tmp_path / "site/cases.xlsx").exists()


def test_a_build_says_once_that_nobody_can_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases, site = copy_cases(tmp_path / "cases", "wuhu-online-classroom"), tmp_path / "site"
    assert run_kb("build", "--cases", cases, "--site", site).err.count("还没有填编辑的联系方式") == 1
    picture = tmp_path / "qr.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    monkeypatch.setenv("KB_CONTACT_PICTURE", str(picture))
    assert run_kb("build", "--cases", cases, "--site", site).err == ""
    (shown,) = re.findall(r'<img src="(kb/contact-[^"]+)"', (site / "submit.html").read_text(encoding="utf-8"))
    assert (site / shown).read_bytes() == picture.read_bytes()
    monkeypatch.setenv("KB_CONTACT_MAIL", "bianji")
    refused = run_kb("build", "--cases", cases, "--site", site)
    assert refused.status == 2
    assert "邮箱）写成了“bianji”" in refused.err
    assert (site / shown).is_file()


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lesson.txt").write_text("mine", encoding="utf-8")
    outcome = run_kb("build", "--cases", CORPUS, "--site", tmp_path)
    assert outcome.status == 2
    assert "不是以前生成的网站" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["lesson.txt"]


def test_without_settings_the_command_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run_kb("build")
    assert outcome.status == 2
    assert "没有 mkdocs.yml" in outcome.err


def test_without_cases_the_command_says_so(tmp_path: Path) -> None:
    outcome = run_kb("build", "--cases", tmp_path / "nowhere", "--site", tmp_path / "site")
    assert outcome.status == 2
    assert "案例文件夹" in outcome.err
    assert not (tmp_path / "site").exists()
