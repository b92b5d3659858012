"""Drafts stay at home, withdrawn cases keep their address, renamed ones lead on, and no id is used twice."""

import io
import zipfile
from pathlib import Path

import pytest

from kb.checks import load_valid_corpus
from kb.publish.build.site import Site, SiteOptions
from kb.search.case_document import collection_of
from tests.cases import copy_cases
from tests.commands import git, run_kb
from tests.theme import theme_environment

WUHU, CHENGDU = "wuhu-online-classroom", "chengdu-yucai-synchronous-classroom"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy_cases(Path("cases"), WUHU, CHENGDU, "jiaozuo-purchase-of-service")


def set_status(cases: Path, name: str, status: str) -> None:
    path = cases / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    assert "status: 已核对来源" in text
    path.write_text(text.replace("status: 已核对来源", f"status: {status}"), encoding="utf-8")


def site(cases: Path, *, drafts: bool = False) -> dict[str, str]:
    site = Site(load_valid_corpus(cases, drafts=drafts), SiteOptions(), theme_environment())
    return {artifact.name: _words(artifact.render()) for artifact in site.artifacts()}


def _words(file: str | bytes) -> str:
    """Return what a file says; an office file is a zip of XML."""
    if isinstance(file, str):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def searched(cases: Path) -> set[str]:
    return {document.id for document in collection_of(load_valid_corpus(cases)).documents}


def test_a_draft_is_checked_and_previewed_and_neither_published_nor_indexed(cases: Path) -> None:
    set_status(cases, WUHU, "草稿")
    assert f"cases/{WUHU}.html" not in site(cases)
    assert not [name for name, text in site(cases).items() if "芜湖“在线课堂”" in text]
    assert WUHU not in searched(cases)
    assert f"cases/{WUHU}.html" in site(cases, drafts=True)
    text = (cases / f"{WUHU}.md").read_text(encoding="utf-8").replace("evidence: 0", "evidence: 9")
    (cases / f"{WUHU}.md").write_text(text, encoding="utf-8")
    assert run_kb("check").status == 1


def test_a_withdrawn_case_keeps_its_address_with_a_notice_and_leaves_search(cases: Path) -> None:
    before = site(cases)
    set_status(cases, WUHU, "已撤下")
    pages = site(cases)
    assert "这个案例已经撤下" in pages[f"cases/{WUHU}.html"]
    assert "kb-claim" not in pages[f"cases/{WUHU}.html"]
    assert WUHU not in searched(cases)
    linking = {name for name, text in before.items() if f"{WUHU}.html" in text}
    still = {name for name, text in pages.items() if f"{WUHU}.html" in text}
    assert "cases/index.html" in linking
    assert still <= {f"cases/{WUHU}.html"}


def test_a_renamed_id_leads_to_the_new_address_through_every_change_of_name(cases: Path) -> None:
    register = cases / "ids.txt"
    text = register.read_text(encoding="utf-8")
    register.write_text(f"{text}oldest -> old\nold -> {WUHU}\n", encoding="utf-8")
    pages = site(cases)
    for old in ("oldest", "old"):
        assert f'http-equiv="refresh" content="0; url={WUHU}.html"' in pages[f"cases/{old}.html"]
        assert f'href="{WUHU}.html"' in pages[f"cases/{old}.html"]
    assert searched(cases) == {path.stem for path in cases.glob("*.md")}


def test_fix_registers_new_ids_and_drafts_only_when_they_are_published(cases: Path) -> None:
    register = cases / "ids.txt"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace(f"{WUHU}\n", "").replace(f"{CHENGDU}\n", ""), encoding="utf-8")
    set_status(cases, WUHU, "草稿")
    assert run_kb("check", "--fix").err == "改好了 cases/ids.txt\n"
    assert register.read_text(encoding="utf-8").endswith(f"{CHENGDU}\n")
    assert WUHU not in register.read_text(encoding="utf-8")
    assert run_kb("check", "--fix").err == ""


def test_an_id_struck_from_the_register_or_revived_is_found_against_an_earlier_revision(cases: Path) -> None:
    register = cases / "ids.txt"
    text = register.read_text(encoding="utf-8")
    register.write_text(f"{text}gone -\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        git(Path(), *command)
    assert run_kb("check", "--changed-since", "HEAD").status == 0
    register.write_text(text.replace(f"{WUHU}\n", "") + "gone\n", encoding="utf-8")
    outcome = run_kb("check", "--changed-since", "HEAD")
    assert outcome.status == 1
    assert outcome.out.count("KB311") == 2
