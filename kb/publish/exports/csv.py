"""Write the library as files that others may work with: JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from kb.model import UNKNOWN, Case
from kb.model.facts import Fact, facts_in
from kb.publish.core.options import SiteOptions
from kb.publish.exports.case_json import FORMAT, record_of, render_schemas, summary_of
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.structured_data import LIBRARY

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
        "证据": lambda case, catalogue: catalogue.vocabulary.evidence(case.evidence).label,
    },
}

#: Facts behind the completeness of a case, which counts the others.
_LAST: Final = ("summary", "license")


def root_of(options: SiteOptions) -> str:
    """Return what every address begins with: the site's own, where it is known."""
    return options.site_url.rstrip("/") + "/" if options.site_url else ""


def render_downloads(catalogue: Catalogue, options: SiteOptions) -> Iterator[tuple[str, str]]:
    """Yield the files on the whole library, address and text."""
    root = root_of(options)
    library = {
        "format": FORMAT,
        "library": LIBRARY,
        "updated": max((case.review.date for case in catalogue.cases), default=""),
        "license": "CC BY 4.0",
        "total": len(catalogue.cases),
        "cases": [summary_of(case, catalogue, root) for case in catalogue.cases],
    }
    yield "cases.json", _json(library)
    yield "cases.csv", cases_csv(catalogue, root)
    for name, text in render_schemas().items():
        yield f"schema/{name}", text


def case_record(case: Case, catalogue: Catalogue, options: SiteOptions) -> str:
    """Return the file on one case."""
    return _json(record_of(case, catalogue, root_of(options)))


def cases_csv(catalogue: Catalogue, root: str, cases: Sequence[Case] | None = None) -> str:
    """Return one row a case, of all or of these; the mark at the start makes spreadsheets read it as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = csv_columns(root)
    writer.writerow(columns)
    for case in catalogue.cases if cases is None else cases:
        writer.writerow([_cell(value(case, catalogue)) for value in columns.values()])
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
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{text}" if text[:1] in _FORMULA_OPENINGS or text.lstrip()[:1] in _FORMULA_OPENINGS else text


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
