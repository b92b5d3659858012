"""An Excel file is one that its users expect: heads that stay, filters, links, and text that stays text."""

import io
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest

from kb.publish.exports.csv import csv_columns
from kb.publish.exports.excel import cases_excel
from kb.publish.view.catalogue import Catalogue

ROOT = "https://kb.example.cn/"


@pytest.fixture
def catalogue(make_case: Any, make_corpus: Any) -> Catalogue:
    claims = [
        {"text": "有 3 个点", "source": "notice", "locator": "二·2", "value": 3, "unit": "个"},
        {"text": "教师说好", "source": "press"},
    ]
    one = make_case("one", title="=1+1", claims=claims, cost={"amount": 0.5, "note": "@x", "source": "notice"})
    return Catalogue(make_corpus(one, make_case("two", title="a" * 40_000 + "\x0b")))


@pytest.fixture
def book(catalogue: Catalogue) -> Any:
    return openpyxl.load_workbook(io.BytesIO(cases_excel(catalogue.cases, catalogue, ROOT)))


def test_there_is_a_sheet_of_cases_one_of_claims_and_one_of_sources(catalogue: Catalogue) -> None:
    sheets = pd.read_excel(io.BytesIO(cases_excel(catalogue.cases, catalogue, ROOT)), sheet_name=None, dtype=object)
    assert list(sheets) == ["案例", "来源怎么说", "来源"]
    cases, claims, sources = sheets.values()
    assert list(cases.columns) == list(csv_columns())
    assert list(cases["编号"]) == ["one", "two"]
    assert list(cases["谁投资"]) == ["未知", "未知"]
    assert claims[["编号", "第几条", "陈述", "数值", "来源", "在来源中的位置"]].fillna("").to_numpy().tolist() == [
        ["one", 1, "有 3 个点", 3, "某通报", "二·2"],
        ["one", 2, "教师说好", "", "某报道", ""],
    ]
    assert list(sources["编号"]) == ["notice", "press"]
    assert sources["著录（GB/T 7714-2025）"][0].startswith("某通报")
    assert sources["哪些案例用到"][0].startswith("=1+1；aaa")


def test_heads_stay_in_sight_and_rows_can_be_filtered(book: Any) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions
        head = sheet["A1"]
        assert head.font.b
        assert head.fill.fgColor.rgb.endswith("0B5563")
        widths = [one.width for one in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert 10 <= min(widths) <= max(widths) <= 50
        assert sheet["A2"].alignment.wrap_text
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_title_cols == "$A:$B"
        assert sheet.page_setup.fitToWidth >= sum(widths) / 250


def test_rows_are_as_high_as_what_stands_in_them(book: Any) -> None:
    heights = [book["案例"].row_dimensions[row].height for row in (2, 3)]
    assert heights == [60, 300]


def test_text_stays_text_whatever_it_begins_with(book: Any) -> None:
    sheet = book["案例"]
    heads = [cell.value for cell in sheet[1]]
    title, note, amount = (sheet.cell(2, heads.index(name) + 1) for name in ("标题", "费用说明", "费用（元）"))
    assert (title.value, title.data_type, title.quotePrefix) == ("=1+1", "s", True)
    assert (note.value, note.data_type, note.quotePrefix) == ("@x", "s", True)
    assert (amount.value, amount.data_type) == (0.5, "n")
    assert sheet.cell(3, heads.index("标题") + 1).value == "a" * 32_767


def test_addresses_are_links_and_scripts_are_not(book: Any) -> None:
    last = book["案例"][2][-1]
    assert last.value == last.hyperlink.target == f"{ROOT}cases/one.html"
    addresses = {row[5].value: row[5].hyperlink for row in book["来源"].iter_rows(min_row=2)}
    assert addresses["https://example.org/notice"].target == "https://example.org/notice"
    assert addresses["javascript:alert(1)"] is None


def test_the_same_cases_give_the_same_bytes(catalogue: Catalogue) -> None:
    first = cases_excel(catalogue.cases, catalogue, ROOT)
    assert first == cases_excel(catalogue.cases, catalogue, ROOT)
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert b"2026-11-23T00:00:00Z</dcterms:modified>" in packed.read("docProps/core.xml")


def test_a_library_without_cases_has_a_file_too(make_corpus: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(cases_excel((), Catalogue(make_corpus()), "")))
    assert [sheet.max_row for sheet in book] == [1, 1, 1]
