"""``kb cite`` prints citations of what is there, and says what is not."""

import hashlib
import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy

from tests.cases import CORPUS, ROOT
from tests.commands import run_kb

BASE = ("--cases", CORPUS, "--base", "https://kb.example.cn", "--accessed", "2026-11-23")
CASE = "wuhu-online-classroom"
ADDRESS = f"https://kb.example.cn/cases/{CASE}.html"


def cite(*args: object) -> str:
    outcome = run_kb("cite", *args, *BASE)
    assert (outcome.status, outcome.err) == (0, "")
    return outcome.out


def test_a_case_is_cited_in_gb_2025_with_the_hash_of_its_file() -> None:
    version = hashlib.sha256((CORPUS / f"{CASE}.md").read_bytes()).hexdigest()[:7]
    line = cite(CASE)
    assert f"：版本{version}[EB/OL]. （" in line
    assert line.endswith(f"）[2026-11-23]. {ADDRESS}.\n")
    assert line.count("\n") == 1


def test_a_claim_is_cited_by_its_anchor_with_the_source_it_rests_on() -> None:
    first, second = cite(f"{CASE}#claim-1", "--sources").splitlines()
    assert first.startswith("[1] ")
    assert first.endswith(f"{ADDRESS}#claim-1.")
    assert second.startswith(
        "[2] 教育部办公厅. 教育部办公厅关于教育信息化试点单位工作进展情况的通报：教技厅函[2014]13号["
    )


def test_a_section_and_a_paragraph_are_cited_with_their_place() -> None:
    assert cite(f"{CASE}#practice").endswith(f"{ADDRESS}#practice.\n")
    paragraph = cite(f"{CASE}#practice-p2", "--style", "plain")
    assert re.search(r"，“做法”第 2 段（文字指纹 [0-9a-f]{7}）。https://", paragraph)


def test_a_selection_keeps_the_order_given_and_names_nothing_twice() -> None:
    lines = cite("moe-2014-13", CASE, "moe-2014-13").splitlines()
    assert [line[:3] for line in lines] == ["[1]", "[2]"]
    assert "教技厅函[2014]13号" in lines[0]


def test_without_an_id_the_library_is_cited() -> None:
    assert re.fullmatch(
        r"教育信息化典型案例库\[EB/OL\]\. （\d{4}-\d\d-\d\d）\[2026-11-23\]\. https://kb\.example\.cn/\.\n", cite()
    )


def test_the_whole_bibliography_is_read_back_by_other_programs() -> None:
    ids = {entry["id"] for entry in json.loads(cite("--sources", "--style", "csl-json"))}
    assert {"library", "moe-2014-13"} <= ids
    assert {entry.key for entry in bibtexparser.parse_string(cite("--sources", "--style", "bibtex")).entries} == ids
    assert {entry["id"] for entry in rispy.loads(cite("--sources", "--style", "ris"))} == ids


def test_without_an_address_the_citation_has_none_and_the_remedy_is_told() -> None:
    outcome = run_kb("cite", CASE, "--cases", CORPUS, "--accessed", "2026-11-23")
    assert outcome.status == 0
    assert outcome.out.endswith("[2026-11-23].\n")
    assert "--base" in outcome.err


def test_name_editor_and_address_come_from_the_sites_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = ["site_name: 某库", "site_author: 某编辑部", "site_url: https://some.example.cn/", "x: !ENV [B, c]"]
    (tmp_path / "mkdocs.yml").write_text("\n".join(settings), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = run_kb("cite", "--cases", CORPUS, "--accessed", "2026-11-23")
    assert outcome.out.startswith("某编辑部. 某库[EB/OL]. （")
    assert outcome.out.endswith("https://some.example.cn/.\n")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("wuhu-onlne-classroom", "您是不是要写 wuhu-online-classroom"),
        ("zzzz", "kb search"),
        (f"{CASE}#claim-99", "没有“claim-99”这个位置"),
        (f"{CASE}#practice-p99", "没有“practice-p99”这个位置"),
        ("moe-2014-13#x", "是来源"),
    ],
)
def test_what_is_not_there_is_said_with_what_to_write_instead(target: str, said: str) -> None:
    outcome = run_kb("cite", target, *BASE)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err


def test_a_faulty_case_is_not_cited(tmp_path: Path) -> None:
    for name in ("vocabulary.yml", "sources.yml"):
        (tmp_path / name).write_bytes((CORPUS / name).read_bytes())
    (tmp_path / "broken.md").write_text("---\nid: broken\n---\n", encoding="utf-8")
    outcome = run_kb("cite", "broken", "--cases", tmp_path, "--base", "https://kb.example.cn")
    assert outcome.status == 2
    assert "kb check" in outcome.err


def test_the_address_may_come_from_the_environment_as_for_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("KB_SITE_URL", "https://kb.example.cn/lib/")
    for command in ("cite", "export"):
        assert f"https://kb.example.cn/lib/cases/{CASE}.html" in run_kb(command, CASE, "--cases", CORPUS).out
    monkeypatch.setenv("KB_SITE_URL", "kb.example.cn")
    assert "发布地址要以" in run_kb("cite", CASE, "--cases", CORPUS).err


@pytest.mark.parametrize("option", [("--accessed", "昨天"), ("--base", "kb.example.cn")])
def test_options_of_the_wrong_form_are_refused(option: tuple[str, str]) -> None:
    outcome = run_kb("cite", CASE, "--cases", CORPUS, *option)
    assert outcome.status == 2
    assert "2026-11-23" in outcome.err or "http" in outcome.err


def test_a_source_is_meant_when_the_id_says_so() -> None:
    assert cite("source:moe-2014-13") == cite("moe-2014-13")
