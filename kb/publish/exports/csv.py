"""Write cases as a table for spreadsheets, a row a case."""

import csv
import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from kb.model import UNKNOWN, Case
from kb.model.base import number_in_full
from kb.model.facts import Fact, facts_in
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.completeness import completeness_of

#: Characters at the start of a cell that spreadsheets take for a formula.
_FORMULA_OPENINGS: Final = frozenset("=+-@\t\r\n＝＋－＠")

#: Facts of several columns: what each is called and holds.
_PARTS: Final[dict[str, dict[str, Callable[[Case, Catalogue], object]]]] = {
    "region": {
        "省级行政区": lambda case, _: place_of(case.region).path[0].name,
        "地区": lambda case, _: place_of(case.region).full_name,
        "地区代码": lambda case, _: case.region,
    },
    "cost": {
        "费用（元）": lambda case, _: case.cost and case.cost.amount,
        "费用说明": lambda case, _: case.cost and case.cost.note,
    },
    "evidence": {
        "证据等级": lambda case, _: case.evidence,
        "证据": lambda case, lookup: lookup.vocabulary.evidence(case.evidence).label,
    },
}

#: Facts behind the completeness of a case, which counts the others.
_LAST: Final = ("summary", "license")


def cases_csv(cases: Iterable[Case], catalogue: Catalogue, root: str) -> str:
    """Return one row a case; addresses begin with ``root``."""
    columns = csv_columns(root)
    return table(columns, ([value(case, catalogue) for value in columns.values()] for case in cases))


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table; the mark at the start makes spreadsheets read it as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


def csv_columns(root: str = "") -> dict[str, Callable[[Case, Catalogue], object]]:
    """Return what each column holds, in the order of the file; addresses begin with ``root``."""
    facts = facts_in("csv")
    return {
        **_columns_of(fact for fact in facts if fact.key not in _LAST),
        "信息完整度": lambda case, _: "{0.known} / {0.total}".format(completeness_of(case)),
        "还缺": lambda case, _: _joined(completeness_of(case).gaps),
        **_columns_of(fact for fact in facts if fact.key in _LAST),
        "页面地址": lambda case, _: f"{root}cases/{case.id}.html",
    }


def _columns_of(facts: Iterable[Fact]) -> dict[str, Callable[[Case, Catalogue], object]]:
    columns: dict[str, Callable[[Case, Catalogue], object]] = {}
    for fact in facts:
        columns |= _PARTS.get(fact.key) or {fact.labels["csv"]: partial(_value, fact)}
    return columns


def _value(fact: Fact, case: Case, _: Catalogue) -> object:
    value = fact.of(case)
    return value if value is None or isinstance(value, str | float | int) else _joined(fact.texts(case))


def _joined(labels: Iterable[str]) -> str:
    return "；".join(labels) or UNKNOWN


def _cell(value: object) -> str:
    """Write a cell that no spreadsheet will run: an apostrophe before what looks like a formula."""
    if value is None:
        return UNKNOWN
    text = number_in_full(value) if isinstance(value, float) else str(value)
    return f"'{text}" if text[:1] in _FORMULA_OPENINGS or text.lstrip()[:1] in _FORMULA_OPENINGS else text
