"""``kb import`` makes drafts of filled-in forms, names what is wrong where it can be mended, and overwrites nothing."""

import importlib
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from tests.cases import copy_cases, replace_in
from tests.commands import Outcome, run_kb
from tests.office_forms import MATERIAL, NEWSPAPER, SELF, empty_form, excel_book, filled_excel, filled_word, saved


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return copy_cases(tmp_path / "cases", "wuhu-online-classroom")


def take_in(cases: Path, *options: object, **files: bytes) -> Outcome:
    """Import files, named as the arguments are with a full stop for the last underscore."""
    paths = []
    for name, data in files.items():
        path = cases.parent / ".".join(name.rsplit("_", 1))
        path.write_bytes(data)
        paths.append(path)
    return run_kb("import", *paths, "--cases", cases, *options)


def drafts(folder: Path) -> dict[str, str]:
    known = {"wuhu-online-classroom.md"}
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.md") if path.name not in known}


def test_a_form_and_a_list_become_drafts_that_the_check_accepts(cases: Path) -> None:
    rows = [SELF | {"title": "甲校的课"}, MATERIAL | {"title": "乙校的课"}]
    outcome = take_in(
        cases, 申报表_docx=filled_word(MATERIAL, [NEWSPAPER]), 汇总表_xlsx=filled_excel(rows, [NEWSPAPER | {"case": 2}])
    )
    assert outcome.status == 0, outcome.out + outcome.err
    assert "3 个案例：收进 3 个新草稿。" in outcome.out
    assert set(drafts(cases)) == {"mouxiandetongbuketang.md", "jiaxiaodeke.md", "yixiaodeke.md"}
    reading = read_corpus(cases)
    assert [problem for problem in check_corpus(reading) if problem.severity == "error"] == []
    case = reading.files["mouxiandetongbuketang"].case
    assert case is not None
    assert case.region == "340200"
    assert case.unit.type == "中小学校"
    (source,) = case.new_sources
    assert (source.title, source.type, source.author, source.issued) == (
        *("一块屏幕连起三个班", "article-newspaper", ("某县日报",), "2019-05-06"),
    )
    assert "〔example-2019，第 2 段〕" in case.body
    assert "practice" in case.proposed


def test_importing_twice_adds_nothing_even_on_another_day(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2026, 12, 31)

    take_in(cases, 申报表_docx=filled_word(SELF))
    before = drafts(cases)
    monkeypatch.setattr(importlib.import_module("kb.entrypoints.cli.import"), "date", Later)
    outcome = take_in(cases, 申报表_docx=filled_word(SELF), 改名_docx=filled_word(SELF))
    assert outcome.status == 0
    assert "2 个案例：2 个以前收过、没有变。" in outcome.out
    assert drafts(cases) == before


@pytest.mark.parametrize(
    "changes", [{"body.做法": "每周五下午连线上课。"}, {"title": "换一个说得更明白的标题"}], ids=["body", "title"]
)
def test_a_changed_form_updates_the_draft_that_nobody_edited(cases: Path, changes: dict[str, str]) -> None:
    take_in(cases, 申报表_docx=filled_word(SELF))
    (name,) = drafts(cases)
    outcome = take_in(cases, 申报表_docx=filled_word(SELF | changes))
    assert outcome.status == 0, outcome.out
    assert "更新 1 个草稿" in outcome.out
    assert list(drafts(cases)) == [name]
    text = drafts(cases)[name]
    assert all(said.removesuffix("。") in text for said in changes.values())
    assert text.count("wuhu-account-") == text.replace("wuhu-account-2026-2", "").count("wuhu-account-")


def test_rows_that_moved_are_known_by_unit_and_title(cases: Path) -> None:
    rows = [SELF | {"title": f"第{number}件事"} for number in "一二三"]
    take_in(cases, 汇总表_xlsx=filled_excel(rows))
    before = drafts(cases)
    outcome = take_in(cases, 汇总表_xlsx=filled_excel([SELF | {"title": "新加的事"}, *rows[::-1]]))
    assert "收进 1 个新草稿，3 个以前收过、没有变" in outcome.out
    assert before.items() <= drafts(cases).items()
    assert len(drafts(cases)) == 4


def test_a_changed_form_stops_before_a_draft_that_somebody_edited(cases: Path) -> None:
    take_in(cases, 申报表_docx=filled_word(SELF))
    (name,) = drafts(cases)
    replace_in(cases / name, "theme: 未知", "theme: 网络教研")
    edited = drafts(cases)
    assert take_in(cases, 申报表_docx=filled_word(SELF)).status == 0, "the form says what it said"
    outcome = take_in(cases, 申报表_docx=filled_word(SELF | {"body.做法": "每周五下午连线上课。"}))
    assert outcome.status == 1
    assert f"{name} 导入以后也有人改过，没有更新" in outcome.out
    assert drafts(cases) == edited


def test_a_case_that_came_from_no_form_is_left_alone(cases: Path) -> None:
    case = read_corpus(cases).files["wuhu-online-classroom"].case
    assert case is not None
    before = (cases / "wuhu-online-classroom.md").read_bytes()
    outcome = take_in(cases, 申报表_docx=filled_word(SELF | {"title": case.title, "unit.name": case.unit.name}))
    assert outcome.status == 1
    assert "不是从表导入的，没有改动" in outcome.out
    assert (cases / "wuhu-online-classroom.md").read_bytes() == before
    assert drafts(cases) == {}


def test_what_is_wrong_is_named_where_it_can_be_mended(cases: Path) -> None:
    word = filled_word(SELF | {"summary": "太短", "practice.since": "去年", "region": "朝阳区"})
    rows = [
        SELF | {"title": "甲校的课"},
        SELF | {"title": "乙校的课", "summary": "太短", "unit.type": "大学院", "road": ""},
    ]
    more = MATERIAL | {"title": "丙校的课", "body.做法": "见〔材料7，第 1 段〕。"}
    sheet = filled_excel([*rows, more], [{"case": "丙校的课", "title": "没有类型"}])
    outcome = take_in(cases, 申报表_docx=word, 汇总表_xlsx=sheet)
    assert outcome.status == 1
    said = outcome.out.splitlines()
    for line in (
        "申报表.docx 第 6 题 KB206 “摘要”（summary）现在是 2 字，要写 40 至 160 字。",
        "申报表.docx 第 4 题 KB205 不知道“朝阳区”是哪里。是其中哪一个：朝阳区 110105、朝阳区 220104？",
        "汇总表.xlsx 工作表“案例”B6 KB201 还没有选“您是哪一种情况”。",
        "汇总表.xlsx 工作表“案例”G6 KB206 “摘要”（summary）现在是 2 字，要写 40 至 160 字。",
        "汇总表.xlsx 工作表“材料”C5 KB201 还没有选“是什么材料”。",
        "汇总表.xlsx 工作表“材料”G5 KB201 还没有填“在材料的什么地方”。",
        "汇总表.xlsx 工作表“案例”I7 KB303 没有“材料7”这份材料。请在“材料”表里补一行，或者改正编号。",
    ):
        assert line in said
    assert any(line.startswith("申报表.docx 第 13 题 KB207") for line in said)
    assert any(line.startswith("汇总表.xlsx 工作表“案例”D6 KB203") for line in said)
    assert "收进 1 个新草稿，3 个有错，没有收" in outcome.out
    assert set(drafts(cases)) == {"jiaxiaodeke.md"}
    assert len([line for line in said if "材料" in line and "KB201" in line]) == 2, "told once"


def test_a_dry_run_writes_nothing(cases: Path) -> None:
    outcome = take_in(cases, "--dry-run", 申报表_docx=filled_word(SELF))
    assert outcome.status == 0
    assert "1 个合格，可以收" in outcome.out
    assert drafts(cases) == {}


def test_drafts_go_where_they_are_told_to(cases: Path) -> None:
    folder = cases.parent / "收到的"
    outcome = take_in(cases, "--to", folder, 申报表_docx=filled_word(SELF))
    assert outcome.status == 0, outcome.err
    assert drafts(cases) == {}
    assert len(drafts(folder)) == 1
    assert "1 个以前收过" in take_in(cases, "--to", folder, 申报表_docx=filled_word(SELF)).out


def test_one_file_that_cannot_be_read_does_not_keep_out_the_others(cases: Path) -> None:
    outcome = take_in(cases, 坏了_docx=b"PK\x03\x04", 申报表_docx=filled_word(SELF))
    assert outcome.status == 1
    assert "坏了.docx：文件不完整或者坏了" in outcome.err
    assert len(drafts(cases)) == 1
    outcome = take_in(cases, 坏了_docx=b"")
    assert outcome.status == 2
    assert "坏了.docx：文件是空的。" in outcome.err
    assert "什么也没有改动" in outcome.err


def test_the_same_case_told_in_two_ways_is_taken_in_once(cases: Path) -> None:
    outcome = take_in(cases, 汇总表_xlsx=filled_excel([SELF, SELF | {"body.做法": "不一样的做法。"}]))
    assert outcome.status == 1
    assert "工作表“案例”第 6 行 与 汇总表.xlsx 工作表“案例”第 5 行 是同一个单位、同一个标题" in outcome.out
    assert len(drafts(cases)) == 1


def test_nothing_is_left_behind_when_a_write_fails(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    before = sorted(cases.iterdir())
    outcome = take_in(cases, 申报表_docx=filled_word(SELF))
    assert outcome.status == 2
    assert "写不进" in outcome.err
    assert sorted(cases.iterdir()) == before


def test_folders_without_links_get_whole_files_too(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_args: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    assert take_in(cases, 申报表_docx=filled_word(SELF)).status == 0
    (text,) = drafts(cases).values()
    assert text.endswith("未知。\n")


def test_a_dry_run_writes_a_copy_of_a_list_that_says_what_is_wrong(cases: Path) -> None:
    rows = [SELF | {"title": "甲"}, MATERIAL | {"title": "乙", "summary": "太短"}]
    book = excel_book(rows, [NEWSPAPER | {"case": "乙", "type": ""}])
    book["案例"]["D5"] = "=1+1"
    data = saved(book)
    outcome = take_in(cases, "--dry-run", 汇总表_xlsx=data)
    assert outcome.status == 1
    assert "汇总表.xlsx 的问题写在 汇总表-问题.xlsx 的“问题”一栏。" in outcome.out
    assert (cases.parent / "汇总表.xlsx").read_bytes() == data
    copy = openpyxl.load_workbook(cases.parent / "汇总表-问题.xlsx")
    sheet = copy["案例"]
    titles = {cell.value: cell.column for cell in sheet[2]}
    assert titles["问题"] == len(list(empty_form().questions())) + 2
    said = str(sheet.cell(6, titles["问题"]).value).split("\n")
    assert any(line.startswith("工作表“案例”G6 KB206") for line in said)
    assert any(line.startswith("工作表“材料”C5 KB201") for line in said)
    assert sheet["G6"].fill.fgColor.rgb.endswith("FDE3E0")
    assert copy["材料"]["C5"].fill.fgColor.rgb.endswith("FDE3E0")
    assert sheet["G5"].fill.fgColor.rgb != sheet["G6"].fill.fgColor.rgb
    assert take_in(cases, "--dry-run", 汇总表_xlsx=data).status == 1
    assert (cases.parent / "汇总表-问题-2.xlsx").is_file(), "the first copy may have been worked on"


def test_the_copy_is_a_list_that_can_be_mended_and_imported(cases: Path) -> None:
    take_in(cases, "--dry-run", 汇总表_xlsx=filled_excel([SELF | {"summary": "太短"}]))
    book = openpyxl.load_workbook(cases.parent / "汇总表-问题.xlsx")
    book["案例"]["G5"] = SELF["summary"]
    outcome = take_in(cases, 改好_xlsx=saved(book))
    assert outcome.status == 0, outcome.out
    assert len(drafts(cases)) == 1


def test_a_dry_run_over_a_list_without_faults_writes_no_copy(cases: Path) -> None:
    assert take_in(cases, "--dry-run", 汇总表_xlsx=filled_excel([SELF])).status == 0
    assert [path.name for path in cases.parent.glob("*.xlsx")] == ["汇总表.xlsx"]
