"""``kb export`` writes cases for those who go on working with them."""

import csv
import io
import json
from pathlib import Path

import docx
import jsonschema
import pandas as pd
import pptx
import pytest

from kb.publish.exports.case_json import render_schemas
from tests.cases import copy_cases
from tests.commands import run_kb

ONE, TWO = "wuhu-online-classroom", "jiaozuo-purchase-of-service"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    copy_cases(folder, ONE, TWO)
    for one in (folder / "collections").glob("*"):
        one.unlink()
    return folder


def test_word_is_written_in_the_order_asked_for(cases: Path, tmp_path: Path) -> None:
    done = run_kb("export", TWO, ONE, TWO, "-o", tmp_path / "两个.docx", "--cases", cases)
    assert done.status == 0, done.err
    assert "2 个案例" in done.out
    read = docx.Document(str(tmp_path / "两个.docx"))
    tops = [p.text for p in read.paragraphs if p.style and p.style.name in ("Title", "Heading 1")]
    assert tops[0] == "2 个案例"
    assert [text[:2] for text in tops[1:]] == ["焦作", "芜湖", "参考"]


def test_markdown_goes_to_the_screen_with_references_in_the_style_asked_for(cases: Path) -> None:
    done = run_kb("export", ONE, "--style", "apa", "--base", "https://kb.example.cn", "--cases", cases)
    assert done.status == 0, done.err
    assert done.out.startswith("# 芜湖")
    assert f"https://kb.example.cn/cases/{ONE}.html" in done.out
    assert "[EB/OL]" not in done.out
    assert "〔" not in done.out
    assert "http" not in run_kb("export", ONE, "--format", "csv", "--cases", cases).out


def test_csv_opens_in_spreadsheets_and_runs_nothing(cases: Path) -> None:
    path = cases / f"{ONE}.md"
    text = path.read_text(encoding="utf-8")
    start = text.index("title: ")
    path.write_text(text[:start] + 'title: "=HYPERLINK(1)"' + text[text.index("\n", start) :], encoding="utf-8")
    done = run_kb("export", ONE, "--format", "csv", "--cases", cases)
    assert done.out.startswith("\ufeff编号,标题")
    rows = list(csv.reader(io.StringIO(done.out.removeprefix("\ufeff"))))
    assert [row[:2] for row in rows[1:]] == [[ONE, "'=HYPERLINK(1)"]]


def test_powerpoint_and_excel_are_written_and_are_the_same_the_next_day(cases: Path, tmp_path: Path) -> None:
    for name in ("a.pptx", "a.xlsx"):
        first, second = tmp_path / name, tmp_path / f"again-{name}"
        done = run_kb("export", TWO, ONE, "-o", first, "--base", "https://kb.example.cn", "--cases", cases)
        assert done.status == 0, done.err
        assert run_kb("export", TWO, ONE, "-o", second, "--base", "https://kb.example.cn", "--cases", cases).status == 0
        assert first.read_bytes() == second.read_bytes()
    slides = pptx.Presentation(str(tmp_path / "a.pptx")).slides
    assert [slide.shapes.title.text_frame.text[:2] for slide in slides][:4] == ["2 ", "焦作", "想学", "芜湖"]
    rows = pd.read_excel(tmp_path / "a.xlsx")
    assert list(rows["编号"]) == [TWO, ONE]


def test_json_keeps_to_the_published_schema(cases: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    assert run_kb("export", ONE, TWO, "-o", target, "--cases", cases).status == 0
    records = json.loads(target.read_text(encoding="utf-8"))
    assert [record["id"] for record in records] == [ONE, TWO]
    schema = json.loads(render_schemas()["case-data.schema.json"])
    for record in records:
        jsonschema.validate(record, schema)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((ONE, "--format", "docx"), "请用 -o 写出文件名"),
        ((ONE, "--format", "pptx"), "PowerPoint 文件不能印在屏幕上"),
        ((ONE, "-o", "x.pdf"), "看不出要哪种格式"),
        (("wuhu-online-classrom",), f"您是不是要写 {ONE}"),
        ((ONE, "-o", "no/such/folder/x.md"), "请换一个位置"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(cases: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run_kb("export", *arguments, "--cases", cases)
    assert done.status == 2
    assert words in done.err
