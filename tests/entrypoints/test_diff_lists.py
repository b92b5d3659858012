"""``kb diff`` shows what changed beside the cases' own facts, each value as it was and as it will be, in every form."""

import html
import json
from pathlib import Path

import pytest

from kb.publish.diff.report import quoted, visible
from tests.cases import copy_cases, replace_in
from tests.commands import run_kb
from tests.entrypoints.test_diff_command import git

# Every change is compared through git, twice a second: nothing for feedback while working.
pytestmark = pytest.mark.slow

CASE = "wuhu-online-classroom.md"
NOTICE = "data/notice-2014-13.yml"
READING = "collections/networks-and-mechanisms.yml"
STUDIES = "studies.yml"

#: What is changed: file, old text, new text; then the value that readers knew, and the one they will know.
CHANGES = {
    "the address of a source": (
        "sources.yml",
        "id: moe-2014-13\n",
        "id: moe-2014-13\n    URL: https://evil.example/x\n",
    ),
    "the title of a source": ("sources.yml", "试点单位工作进展情况的通报", "试点单位工作情况的通报"),
    "the tier of a source": ("sources.yml", "tier: 政策文件", "tier: 第三方报道"),
    "a definition": ("vocabulary.yml", "课程开不全，或者课时上不够", "课程都开不全，课时也不够"),
    "the level that a tier bears": ("vocabulary.yml", "level: 3", "level: 4"),
    "the label of a step": ("vocabulary.yml", "label: 单位自述", "label: 自己说的"),
    "an alias": ("vocabulary.yml", "aliases: [", "aliases: [别的叫法, "),
    "why a case is read": (READING, "先看目标：全市学校通光纤", "先看合同：全市学校通光纤"),
    "what a collection is for": (READING, "列出招标和签约之前", "列出签约之前"),
    "the limit of a study": (STUDIES, "军校的大学生", "军事院校的大学生"),
    "the figure of a study": (STUDIES, "value: 0.42", "value: 0.24"),
    "a question": ("questions.yml", "哪几门课没有开", "哪几门课停了"),
    "the fund of a province": (NOTICE, "fund: 2000000", "fund: 328741600"),
    "what a province did": (NOTICE, "plan: true", "plan: false"),
    "a principle": (NOTICE, "不在挂牌", "在于挂牌"),
    "an id": ("ids.txt", "gongshu-online-training\n", "gongshu-online-training\nold-name -> gongshu-online-training\n"),
    "a region": (CASE, "region: 340200", "region: 340100"),
    "a word in the body": (CASE, "这是主管部门", "这正是主管部门"),
    "the words of a claim": (CASE, "claims:\n", "claims:\n  - {text: 成绩提高了, source: moe-2014-13}\n"),
}

#: What reports say of it, before and after; nothing before where it is new.
SAID = {
    "the limit of a study": ("军校的大学生", "军事院校的大学生"),
    "the figure of a study": ("0.42", "0.24"),
    "the address of a source": ("", "https://evil.example/x"),
    "the title of a source": ("试点单位工作进展情况的通报", "试点单位工作情况的通报"),
    "the tier of a source": ("政策文件", "第三方报道"),
    "a definition": ("课程开不全，或者课时上不够", "课程都开不全，课时也不够"),
    "the level that a tier bears": ("3", "4"),
    "the label of a step": ("单位自述", "自己说的"),
    "an alias": ("", "别的叫法"),
    "why a case is read": ("先看目标：全市学校通光纤", "先看合同：全市学校通光纤"),
    "what a collection is for": ("列出招标和签约之前", "列出签约之前"),
    "a question": ("哪几门课没有开", "哪几门课停了"),
    "the fund of a province": ("2000000", "328741600"),
    "what a province did": ("试点方案 是", "试点方案 否"),
    "a principle": ("不在挂牌", "在于挂牌"),
    "an id": ("", "gongshu-online-training"),
    "a region": ("安徽省 芜湖市（340200）", "安徽省 合肥市（340100）"),
    "a word in the body": ("这是主管部门", "这正是主管部门"),
    "the words of a claim": ("", "成绩提高了"),
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    cases = copy_cases(tmp_path / "cases")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "before")
    return cases


def report(cases: Path, form: str) -> str:
    outcome = run_kb("diff", "HEAD", "--format", form, "--cases", cases, "--queries", "none.yml")
    assert outcome.status == 0, outcome.err
    return outcome.out


@pytest.mark.parametrize("what", CHANGES)
def test_a_reviewer_sees_the_old_and_the_new_value(what: str, cases: Path) -> None:
    name, old, new = CHANGES[what]
    replace_in(cases / name, old, new)
    before, after = SAID[what]
    found = json.loads(report(cases, "json"))
    fields = [field for change in (*found["changed"], *found["entries"]) for field in change["fields"]]
    assert any(before in field["before"] and after in field["after"] for field in fields)
    for form in ("text", "markdown"):
        said = html.unescape(report(cases, form)).translate({ord("＠"): "@", ord("＃"): "#"})
        assert any(before in line and after in line for line in said.splitlines()), said


@pytest.mark.parametrize("name", [READING, NOTICE, STUDIES, "questions.yml", "ids.txt"])
def test_a_file_that_is_gone_is_named(name: str, cases: Path) -> None:
    (cases / name).unlink()
    found = json.loads(report(cases, "json"))
    assert {entry["change"] for entry in found["entries"]} == {"删去"}
    assert "没有变化。" not in report(cases, "text").splitlines()[-1]


def test_the_last_letter_of_a_long_value_is_seen(cases: Path) -> None:
    address = "https://example.org/" + "a" * 400
    source = "id: moe-2014-13\n"
    replace_in(cases / "sources.yml", source, f"{source}    URL: {address}x\n")
    git(cases, "commit", "-q", "-a", "-m", "long")
    replace_in(cases / "sources.yml", f"{address}x", f"{address}y")
    assert "aax → ……" in report(cases, "text")
    assert "aay" in report(cases, "text")


@pytest.mark.parametrize("unseen", "\u202e\u2066\u200b\x7f\x1b\x9f\ufeff")
def test_what_nobody_sees_stands_as_a_number(unseen: str) -> None:
    assert visible(f"甲{unseen}乙\n丙") == f"甲⟨U+{ord(unseen):04X}⟩乙 丙"
    assert unseen not in quoted(unseen)


def test_a_change_of_order_is_a_change(cases: Path) -> None:
    text = (cases / "vocabulary.yml").read_text(encoding="utf-8")
    head, first, second, rest = text.split("\n  - id: ", 3)
    (cases / "vocabulary.yml").write_text("\n  - id: ".join([head, second, first, rest]), encoding="utf-8")
    (entry,) = json.loads(report(cases, "json"))["entries"]
    assert entry["fields"][0]["title"] == "次序"


def test_a_case_that_cannot_be_read_is_not_said_to_be_removed(cases: Path) -> None:
    replace_in(cases / CASE, "region: 340200", "region: 芜湖")
    found = json.loads(report(cases, "json"))
    assert (found["removed"], found["unreadable"]) == ([], [CASE.removesuffix(".md")])
    assert "个错误" in report(cases, "markdown")
