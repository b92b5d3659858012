"""Write the library as files that others may work with: JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kb.model import ROLES, Case
from kb.publish.core.options import SiteOptions
from kb.publish.exports.case_json import FORMAT, record_of, render_schemas, summary_of
from kb.publish.view.catalogue import Catalogue, labels_of, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.structured_data import LIBRARY
from kb.publish.view.taxonomies import TAXONOMIES

#: Characters at the start of a cell that spreadsheets take for a formula.
_FORMULA_OPENINGS: Final = frozenset("=+-@\t\r\n＝＋－＠")

#: Column → what it holds; the order of the file.
COLUMNS: Final = (
    *("编号", "标题", "英文标题", "单位", "单位类型", "省级行政区", "地区", "地区代码", "学段", "主题", "问题", "做法"),
    *(*ROLES.values(), "费用（元）", "费用说明", "证据等级", "证据", "成效"),
    *("开始时间", "实践状态", "状态截至", "审核状态", "审核日期", "信息完整度", "还缺", "摘要", "许可", "页面地址"),
)


def root_of(options: SiteOptions) -> str:
    """Return what stands before every address: the site's own, where it is known."""
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
    writer.writerow(COLUMNS)
    for case in catalogue.cases if cases is None else cases:
        writer.writerow([_cell(value) for value in _row(case, catalogue, root)])
    return "\ufeff" + text.getvalue()


def _row(case: Case, catalogue: Catalogue, root: str) -> list[object]:
    place, completeness = place_of(case.region), completeness_of(case)
    lists = {family.field: labels_of(case, family) for family in TAXONOMIES}
    return [
        *(case.id, case.title, case.title_en, case.unit.name, case.unit.type),
        *(place.path[0].name, place.full_name, case.region),
        *(_joined(lists[name]) for name in ("stage", "theme", "problem", "model")),
        *(_joined(role.actors) for role in case.mechanism.roles()),
        *((case.cost.amount, case.cost.note) if case.cost else (None, None)),
        *(case.evidence, catalogue.vocabulary.evidence(case.evidence).label, case.effect),
        *(case.practice.since, case.practice.status, case.practice.as_of, case.review.status, case.review.date),
        *(f"{completeness.known} / {completeness.total}", _joined(completeness.gaps)),
        *(case.summary, case.license, f"{root}cases/{case.id}.html"),
    ]


def _joined(labels: Iterable[str]) -> str:
    return "；".join(labels) or "未知"


def _cell(value: object) -> str:
    """Write a cell that no spreadsheet will run: an apostrophe before what looks like a formula."""
    if value is None:
        return "未知"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{text}" if text[:1] in _FORMULA_OPENINGS or text.lstrip()[:1] in _FORMULA_OPENINGS else text


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
