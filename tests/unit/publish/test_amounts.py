"""An amount is shown as its source gives it, wherever readers meet it: no digit less, no exponent."""

import csv
import io
import re
from decimal import Decimal
from typing import Any

import click
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citation.style import Style
from kb.entrypoints.cli.show import lines_of
from kb.model.base import number_in_full
from kb.publish.exports.case_payload import case_payload
from kb.publish.exports.csv import cases_csv
from kb.publish.exports.documents import manuscript_of, render_markdown
from kb.publish.exports.documents.word import render_word
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import library_at, reference_at
from kb.publish.view.formats import in_ten_thousands, yuan
from tests.examples import examples
from tests.theme import content_of, render_pages

#: Amount, as people say it, as a spreadsheet has it.
AMOUNTS = [
    (328_741_500, "32874.15 万元", "328741500"),
    (123_456_789_012, "123,456,789,012 元", "123456789012"),
    (99_999.99, "99,999.99 元", "99999.99"),
    (0.5, "0.5 元", "0.5"),
    (1e15, "10000000 亿元", "1000000000000000"),
    (12_345_678_900, "1234567.89 万元", "12345678900"),
    (3.12e16, "312000000 亿元", "31200000000000000"),
]


@pytest.mark.parametrize(("amount", "said", "cell"), AMOUNTS)
def test_every_reader_meets_the_whole_amount(
    amount: float, said: str, cell: str, make_case: Any, make_corpus: Any
) -> None:
    cost = {"amount": amount, "note": "三年合计", "source": "notice"}
    case = make_case("one", cost=cost)
    corpus = make_corpus(case)
    catalogue = Catalogue(corpus)
    page = next(page.render() for page in render_pages(corpus) if page.uri == "cases/one.html")
    manuscript = manuscript_of("题", [(case, reference_at(case, catalogue, None))], catalogue, Style.GB_2025)
    word = docx.Document(io.BytesIO(render_word(manuscript)))
    payload: Any = case_payload(case, catalogue, library_at(None))
    assert f"{said} 三年合计" in content_of(page)
    assert f"{said} 三年合计" in render_markdown(manuscript)
    assert f"{said} 三年合计[2]" in [cell.text for cell in word.tables[0].columns[1].cells]
    assert payload["facts"]["cost"]["amount"] == said
    assert f"费用　{said} 三年合计" in [click.unstyle(line) for line in lines_of(case, (), catalogue)]
    (row,) = csv.DictReader(io.StringIO(cases_csv(catalogue.cases, catalogue, "").removeprefix("\ufeff"), newline=""))
    assert row["费用（元）"] == cell


@examples(200)
@given(st.one_of(st.integers(0, 10**30), st.floats(0, 1e300, allow_nan=False)))
def test_no_amount_loses_a_digit(amount: float) -> None:
    digits, unit = re.fullmatch(r"([\d,.]+) (万|亿|)元", yuan(amount)).groups()  # type: ignore[union-attr]
    size = {"": 0, "万": 4, "亿": 8}[unit]
    said = Decimal(digits.replace(",", ""))
    assert float(said.scaleb(size)) == float(amount)
    assert float(number_in_full(float(amount))) == float(amount)
    assert "e" not in number_in_full(float(amount))


def test_the_fund_of_a_province_is_whole() -> None:
    assert [in_ten_thousands(fund) for fund in (30_000_000, 328_741_650, 1_234)] == ["3000", "32874.165", "0.1234"]
