"""A case that goes out as a filled-in form comes in again, and not over the one that is there."""

from pathlib import Path

import openpyxl
import pytest

from kb.content.corpus_reader import read_corpus
from kb.model import CaseHead
from tests.cases import copy_cases
from tests.commands import run_kb

#: Everything that a case may say, and what nobody else has: a source of its own, half a yuan, a term with a comma.
WHOLE = """\
---
id: whole-case
title: 某县“同步课堂”：甲、乙两校一起上课
title_en: Everything, once
aliases: [甲、乙两校, "Sync, class"]
summary: 某县教育局让甲、乙两校一起上课，课表对齐，教师轮流主讲。一份报道写到每周两节，没有测过学得怎样。
unit: {name: 某县教育局, type: 教育行政部门}
region: 340200
stage: [初中, 小学]
setting: {kind: [乡镇学校, 教学点], pupils_from: 20, pupils_to: 60, source: county-news-2015, locator: 第 2 段}
theme: 优质数字教育资源共建共享
problem: [城乡和地区教育差距, 教学点开不齐课]
model: [同步课堂, 在线课堂]
inferred: 教学点开不齐课
evidence: 2
effect: 来源说有效
review: {status: 待审核, date: 2026-11-26}
practice: {status: 现况未知, since: 2013-05, as_of: 2015}
sources:
  - {source: county-news-2015, locator: 第 2 段}
  - {source: moe-2014-13, locator: 二·2}
  - {source: moe-2014-13, locator: 二·3}
new_sources:
  - id: county-news-2015
    type: article-newspaper
    title: 两校一课
    title_by_editor: true
    author: [某县日报, "Smith, John"]
    issued: 2015-03-12
    year_kind: 估计年
    container-title: 某县日报
    page: 2
    URL: https://www.example.com/a_(b).html
    language: zh-CN
    tier: 媒体报道
    accessed: 2026-11-26
    note: 复印件，边上有字
mechanism: {invest: 政府, pay: [政府, 学校], term: 三年}
mechanism_sources:
  - {of: [invest, pay, term], source: county-news-2015, locator: 第 3 段}
flow:
  - {from: 甲校, what: 课, to: 乙校, source: county-news-2015, locator: 第 2 段}
  - {from: 未知, what: 钱, to: 乙校}
claims:
  - {text: 每周两节。, value: 2, unit: 节, figure: 周, about: 数, as_of: 2015-03, source: moe-2014-13, locator: 二·2}
  - {text: "花了 0.5 元: 一根线。", value: 0.5, unit: 元, source: county-news-2015, locator: 第 4 段}
follow_up:
  - {date: 2026-11, found: 没有找到后来的消息。, searched: 公开网页}
cost: {amount: 12000.5, note: 一台电视, source: county-news-2015, locator: 第 4 段}
prerequisites: [课表对得上, {text: 网络够用。, source: county-news-2015, locator: 第 5 段}]
steps: [先对课表]
enabling: [有人管]
constraints: ["停电: 停课"]
related: [wuhu-online-classroom]
contributors: [张三, 李四]
license: CC BY 4.0
proposed: [id, theme]
---

## 背景与问题

报道说缺老师〔county-news-2015，第 2 段〕。
这一行连着上一行〔county-news-2015，第 2 段〕。

- 列表〔county-news-2015，第 2 段〕
  - 下级〔county-news-2015，第 2 段〕

| 甲 | 乙 |
|---|---|
| 一〔county-news-2015，第 2 段〕 | 二〔county-news-2015，第 2 段〕 |

### 小标题

编者分析：“＝”“=1+1”都照原样，ＡＢ 也是。

## 做法

=1+1 开头的一行〔county-news-2015，第 2 段〕。

## 成效与证据

没有测过〔county-news-2015，第 2 段〕。

## 想学，先想好这几件事（编者的话）

1. 先对课表。

## 还想知道

未知。
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = copy_cases(tmp_path / "cases", "wuhu-online-classroom")
    (folder / "whole-case.md").write_text(WHOLE, encoding="utf-8")
    outcome = run_kb("check", "--cases", folder)
    assert outcome.status == 0, outcome.out
    return folder


@pytest.mark.parametrize("name", ["表.docx", "表.xlsx"])
def test_out_and_in_again(name: str, cases: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in cases.iterdir() if path.is_file()}
    assert run_kb("export", "whole-case", "--format", "form", "-o", tmp_path / name, "--cases", cases).status == 0
    outcome = run_kb("import", tmp_path / name, "--cases", cases)
    assert outcome.status == 0, outcome.out
    assert "1 个以前收过、没有变" in outcome.out
    assert {path.name: path.read_bytes() for path in cases.iterdir() if path.is_file()} == before
    was = read_corpus(cases).files["whole-case"].case
    (cases / "whole-case.md").unlink()
    outcome = run_kb("import", tmp_path / name, "--cases", cases)
    assert outcome.status == 0, outcome.out
    now = read_corpus(cases).files["whole-case"].case
    assert was is not None
    assert now is not None
    for key in CaseHead.model_fields:
        assert getattr(now, key) == getattr(was, key)
    assert now.body == was.body


def test_several_cases_go_into_one_list(cases: Path, tmp_path: Path) -> None:
    ids = ("whole-case", "wuhu-online-classroom")
    assert run_kb("export", *ids, "--format", "form", "-o", tmp_path / "表.xlsx", "--cases", cases).status == 0
    assert "2 个以前收过、没有变" in run_kb("import", tmp_path / "表.xlsx", "--cases", cases).out
    outcome = run_kb("export", *ids, "--format", "form", "-o", tmp_path / "表.docx", "--cases", cases)
    assert outcome.status == 2
    assert "一张只写一个案例" in outcome.err
    assert run_kb("export", *ids, "--format", "form", "--cases", cases).status == 2


def test_a_changed_form_of_a_stored_case_changes_nothing_and_says_so(cases: Path, tmp_path: Path) -> None:
    run_kb("export", "whole-case", "--format", "form", "-o", tmp_path / "表.xlsx", "--cases", cases)
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sheet = book["案例"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(5, column["summary"]).value = "改短了。"
    book.save(tmp_path / "改.xlsx")
    outcome = run_kb("import", tmp_path / "改.xlsx", "--cases", cases)
    assert outcome.status == 1
    assert f"{openpyxl.utils.get_column_letter(column['summary'])}5 KB206" in outcome.out
    sheet.cell(5, column["summary"]).value = "换了一种说法，" * 8
    sheet.cell(5, column["title"]).value = "换了一个标题"
    book.save(tmp_path / "改.xlsx")
    outcome = run_kb("import", tmp_path / "改.xlsx", "--cases", cases)
    assert outcome.status == 1
    assert "whole-case.md 已经有了，不是从表导入的，没有改动" in outcome.out
    assert (cases / "whole-case.md").read_text("utf-8") == WHOLE
