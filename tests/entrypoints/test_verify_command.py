"""``kb verify`` tells whether a cited wording stands, on a real repository with a real history."""

import io
import re
import sys
from pathlib import Path

import pytest

from kb.citation.paragraph_anchors import paragraph_anchors
from kb.content.corpus_reader import read_corpus
from tests.cases import copy_cases
from tests.commands import Outcome, git, run_kb

CASE = "wuhu-online-classroom"
ADDRESS = f"https://kb.example.cn/cases/{CASE}.html"


class Library:
    """A cases folder in a repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.cases = folder / "cases"
        copy_cases(self.cases, CASE)
        git(folder, "init", "-q")
        self.save("first")

    @property
    def path(self) -> Path:
        return self.cases / f"{CASE}.md"

    @property
    def version(self) -> str:
        return read_corpus(self.cases).files[CASE].content_hash[:7]

    def save(self, words: str) -> None:
        git(self.cases.parent, "add", "-A")
        git(self.cases.parent, "commit", "-q", "-m", words)

    def change(self, old: str, new: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.path.write_text(text.replace(old, new), encoding="utf-8")
        self.save("change")

    def cite(self, target: str, *options: str) -> str:
        done = run_kb("cite", target, "--cases", self.cases, "--base", "https://kb.example.cn", *options)
        assert done.status == 0, done.err
        return done.out

    def verify(self, citation: str, *options: str) -> Outcome:
        return run_kb("verify", citation, "--cases", self.cases, *options)

    def paragraph(self, anchor: str) -> str:
        case = read_corpus(self.cases).files[CASE].case
        assert case is not None
        return next(one.text for one in paragraph_anchors(case.sections) if one.id == anchor)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


# Citations in every style are read in test_citation_parser.
@pytest.mark.parametrize("style", ["gb-2025", "ris"])
def test_what_was_cited_a_moment_ago_stands(library: Library, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(library.cite(f"{CASE}#practice-p1", "--style", style)))
    done = library.verify("-")
    assert (done.status, done.out[:3]) == (0, "还在："), done.err
    assert f"cases/{CASE}.html#practice-p1" in done.out


def test_a_changed_paragraph_is_shown_sentence_by_sentence(library: Library) -> None:
    citation = library.cite(f"{CASE}#practice-p1")
    sentence = library.paragraph("practice-p1").split("。")[0] + "。"
    library.change(sentence, sentence.replace("。", "，这一句改过。"))
    done = library.verify(citation)
    assert done.status == 1
    assert f"\n- {sentence}\n" in done.out
    assert "，这一句改过。\n" in re.findall(r"\n(\+ .*\n)", done.out)[0]


@pytest.mark.parametrize("style", ["gb-2025", "plain"])
def test_a_citation_without_address_is_found_by_the_title_the_case_had(library: Library, style: str) -> None:
    target = f"{CASE}#practice-p1"
    done = run_kb("cite", target, "--cases", library.cases, "--style", style)
    case = read_corpus(library.cases).files[CASE].case
    assert case is not None
    assert case.title[:4] in done.out
    assert "html" not in done.out
    library.change(f"title: {case.title}", "title: 改过的标题")
    found = library.verify(done.out)
    assert (found.status, found.out[:3]) == (0, "还在："), found.err


@pytest.mark.parametrize(
    ("before", "now", "anchor"),
    [
        ("复制条件（编者分析）", "想学，先想好这几件事（编者的话）", "replication-p1"),
        ("待补证据", "还想知道", "gaps-p1"),
    ],
)
def test_a_citation_of_a_section_under_its_former_name_is_found(
    library: Library, before: str, now: str, anchor: str
) -> None:
    library.change(f"\n## {now}\n", f"\n## {before}\n")
    old = library.version
    library.change(f"\n## {before}\n", f"\n## {now}\n")
    by_address = library.verify(f"{ADDRESS}#{anchor}", "--version", old)
    in_words = library.verify(f"{ADDRESS}（版本 {old}），“{before}”第 1 段。")
    assert [(done.status, done.out[:3]) for done in (by_address, in_words)] == [(0, "还在：")] * 2
    assert f"#{anchor}" in in_words.out


def test_a_paragraph_that_others_pushed_down_has_moved(library: Library) -> None:
    citation = library.cite(f"{CASE}#practice-p1")
    library.change("\n## 做法\n", "\n## 做法\n\n新写在前面的一段。\n")
    done = library.verify(citation)
    assert done.status == 3
    assert f"移动了：同样的文字现在在 cases/{CASE}.html#practice-p2" in done.out


def test_a_paragraph_that_is_gone_was_withdrawn_and_is_quoted(library: Library) -> None:
    citation = library.cite(f"{CASE}#practice-p1")
    wording = library.paragraph("practice-p1")
    text = library.path.read_text(encoding="utf-8")
    start, end = text.index("\n## 做法\n"), text.index("\n## 成效与证据\n")
    library.path.write_text(text[:start] + "\n## 做法\n\n另起炉灶。\n" + text[end:], encoding="utf-8")
    library.save("withdraw")
    done = library.verify(citation)
    assert done.status == 4
    assert f"已经没有这段文字，当时写的是：{wording}" in done.out


def test_a_change_elsewhere_leaves_the_wording_standing(library: Library) -> None:
    citation = library.cite(f"{CASE}#practice-p1")
    library.change("\n## 成效与证据\n", "\n## 成效与证据\n\n新的一段。\n")
    done = library.verify(citation)
    assert done.status == 0
    assert "一字不差，案例别处有改动" in done.out


def test_a_renamed_case_has_moved_and_a_deleted_or_withdrawn_one_says_so(library: Library) -> None:
    whole, part = library.cite(CASE), library.cite(f"{CASE}#practice-p1")
    text = library.path.read_text(encoding="utf-8")
    library.path.unlink()
    (library.cases / "wuhu-new.md").write_text(text.replace(f"id: {CASE}", "id: wuhu-new"), encoding="utf-8")
    register = library.cases / "ids.txt"
    lines = register.read_text(encoding="utf-8").replace(f"{CASE}\n", f"{CASE} -> wuhu-new\nwuhu-new\n")
    register.write_text(lines, encoding="utf-8")
    library.save("rename")
    done = library.verify(whole)
    assert (done.status, "现在的网址是 cases/wuhu-new.html" in done.out) == (3, True)
    done = library.verify(part)
    assert (done.status, "cases/wuhu-new.html#practice-p1" in done.out) == (3, True)

    new = library.cases / "wuhu-new.md"
    withdrawn = new.read_text(encoding="utf-8").replace("review: {status: 已核对来源", "review: {status: 已撤下")
    new.write_text(withdrawn, encoding="utf-8")
    assert library.verify(part).status == 4

    new.unlink()
    register.write_text(lines.replace("-> wuhu-new", "-").replace("\nwuhu-new\n", "\nwuhu-new -\n"), encoding="utf-8")
    assert library.verify(part).status == 4


def test_a_whole_case_stands_or_shows_its_changes(library: Library) -> None:
    citation = library.cite(CASE)
    assert library.verify(citation).status == 0
    library.change("\n## 成效与证据\n", "\n## 成效与证据\n\n新的一段。\n")
    done = library.verify(citation)
    assert done.status == 1
    assert "\n+ 新的一段。" in done.out
    assert "\n- " not in done.out


def test_without_the_old_version_the_hash_of_the_wording_still_tells(library: Library) -> None:
    citation = library.cite(f"{CASE}#practice-p1", "--style", "plain").replace(library.version, "0000000", 1)
    assert "版本 0000000" in citation
    assert library.verify(citation).status == 0
    sentence = library.paragraph("practice-p1")
    library.change(sentence, sentence + "还有一句。")
    done = library.verify(citation)
    assert done.status == 1
    assert "找不到被引的版本，现在写的是：" in done.out


@pytest.mark.parametrize(
    ("citation", "options", "words"),
    [
        (ADDRESS + "#practice-p1", (), "请用 --version 写出引用时的版本"),
        (ADDRESS, ("--version", "0000000"), "git fetch --unshallow"),
        ("https://kb.example.cn/cases/nobody.html", (), "没有编号为“nobody”的案例"),
        ("《论语》，学而第一。", (), "看不出引用的是哪个案例"),
        (ADDRESS, ("--version", "HEAD"), "版本是引用里“版本”后面的 7 位"),
    ],
)
def test_what_cannot_be_told_is_said_with_what_to_do(
    library: Library, citation: str, options: tuple[str, ...], words: str
) -> None:
    done = library.verify(citation, *options)
    assert done.status == 2
    assert words in done.err


def test_an_earlier_version_can_be_cited_word_for_word(library: Library) -> None:
    old, cited = library.version, library.cite(f"{CASE}#practice-p1", "--style", "plain")
    library.change("\n## 做法\n", "\n## 做法\n\n新写在前面的一段。\n")
    assert library.version != old
    assert library.cite(f"{CASE}#practice-p1", "--style", "plain", "--version", old) == cited
    assert library.cite(CASE, "--version", library.version) == library.cite(CASE)
    for target, version, words in (
        (CASE, "0000000", "找不到案例 wuhu-online-classroom 的版本“0000000”"),
        ("moe-2014-13", old, "--version 只用于案例"),
    ):
        done = run_kb("cite", target, "--cases", library.cases, "--version", version)
        assert done.status == 2
        assert words in done.err


def test_outside_a_repository_an_earlier_version_is_a_clear_error(tmp_path: Path) -> None:
    copy_cases(tmp_path / "cases", CASE)
    done = run_kb("verify", ADDRESS, "--version", "0000000", "--cases", tmp_path / "cases")
    assert done.status == 2
    assert "旧版本要到 git 版本库里找" in done.err
