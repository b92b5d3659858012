"""Plain MkDocs commands do the same as ours."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cases import CORPUS, ROOT, break_a_case, copy_cases
from tests.commands import MKDOCS, run, run_kb
from tests.site_files import tree_of

#: A link of a page's head to a file for programs; readers of feeds look for exactly these words.
PROGRAM_LINK = re.compile(r'<link rel="(?:alternate|search)" type="([^"]+)" title="([^"]+)" href="([^"]+)">')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("mkdocs") / "site"
    environment = {"KB_CASES": str(CORPUS), "SOURCE_DATE_EPOCH": "86400", "PYTHONHASHSEED": "7"}
    result = run(*MKDOCS, "build", "--strict", "--site-dir", site, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of one case that knows its address."""
    folder = tmp_path_factory.mktemp("published")
    cases = copy_cases(folder / "cases", "wuhu-online-classroom")
    with patch.dict(os.environ, {"KB_SITE_URL": "https://library.example/kb/"}):
        assert run_kb("build", "--cases", cases, "--site", folder / "site").status == 0
    return folder / "site"


def test_a_strict_build_at_another_time_makes_the_same_site_as_kb_build(site: Path, built_site: Path) -> None:
    assert tree_of(site) == tree_of(built_site)


def test_every_page_leads_programs_to_what_a_site_with_an_address_offers(published: Path) -> None:
    description = ET.parse(published / "opensearch.xml").getroot()
    name = description.findtext("{http://a9.com/-/spec/opensearch/1.1/}ShortName")
    for uri in ("index.html", "404.html", "cases/wuhu-online-classroom.html", "regions/340000.html"):
        head = (published / uri).read_text(encoding="utf-8").split("</head>")[0]
        base = published if uri == "404.html" else (published / uri).parent
        links = {kind: (title, base / href) for kind, title, href in PROGRAM_LINK.findall(head)}
        assert {path.resolve().name for _, path in links.values() if path.is_file()} >= {
            *("feed.xml", "feed.json", "opensearch.xml")
        }, uri
        # Browsers know a search they have already by this title.
        assert links["application/opensearchdescription+xml"][0] == name, uri


def test_settings_reach_every_page_and_none_of_them_can_add_markup(tmp_path: Path) -> None:
    cases = copy_cases(tmp_path / "cases", "wuhu-online-classroom")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in (
        ("site_name: 教育信息化典型案例库", 'site_name: "甲 <b> & 乙"'),
        ("  - 提供案例: submit.html", "  - 提供案例: submit.html\n  - 邻馆: https://other.example/<i>"),
        ("docs_dir: kb", f"docs_dir: {ROOT}/kb"),
        ("custom_dir: kb", f"custom_dir: {ROOT}/kb"),
        ("  - kb/publish", f"  - {ROOT}/kb/publish"),
        ("!ENV [KB_CASES, cases]", str(cases)),
        ("watch:", "extra_css: [own.css]\nextra_javascript: [{path: own.js, defer: true}]\nwatch:"),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    result = run(*MKDOCS, "build", "--strict", "--site-dir", tmp_path / "site", cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    for uri, root in (("about.html", ""), ("cases/wuhu-online-classroom.html", "../"), ("404.html", "")):
        page = (tmp_path / "site" / uri).read_text(encoding="utf-8")
        assert " · 甲 &lt;b&gt; &amp; 乙</title>" in page, uri
        assert '<li><a href="https://other.example/&lt;i&gt;">邻馆</a></li>' in page, uri
        assert f'<li><a href="{root}notice.html">2014 年文件</a></li>' in page, uri
        assert (' aria-current="page">怎么看证据' in page) == (uri == "about.html")
        assert f'<link rel="stylesheet" href="{root}own.css">' in page, uri
        assert f'<script src="{root}own.js" defer></script>' in page, uri


def test_a_broken_case_stops_the_build_before_the_site_is_emptied(site: Path, tmp_path: Path) -> None:
    before = tree_of(site)
    cases = copy_cases(tmp_path / "cases", "wuhu-online-classroom")
    name = break_a_case(cases)
    result = run(*MKDOCS, "build", "--strict", "--site-dir", str(site), KB_CASES=str(cases))
    assert result.returncode != 0
    assert re.search(rf"{name}:\d+:\d+ KB\d+ ", result.stderr)
    assert "Traceback" not in result.stderr
    assert tree_of(site) == before


def test_the_plugin_stays_thin_and_only_entry_points_know_mkdocs() -> None:
    plugin = ROOT / "kb" / "entrypoints" / "mkdocs_plugin.py"
    assert len(plugin.read_text(encoding="utf-8").splitlines()) < 80
    others = set((ROOT / "kb").rglob("*.py")) - {plugin, plugin.with_name("mkdocs_commands.py")}
    importing = [
        path.name for path in others if re.search(r"^\s*(from|import) mkdocs\b", path.read_text("utf-8"), re.M)
    ]
    assert importing == []


def test_the_page_a_crawler_reads_is_complete_without_scripts(site: Path) -> None:
    html = (site / "cases" / "wuhu-online-classroom.html").read_text(encoding="utf-8")
    body = re.sub(r"<[^>]+>", "", html[html.index("kb-case") :])
    for words in ("想学，先想好这几件事", "仅见于政策文件，未经评估", "来源没有写", "基本情况", "相关案例"):
        assert words in body
