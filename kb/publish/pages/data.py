"""Render the page that says what can be downloaded and what stands in it."""

from kb.model.base import Model
from kb.publish.core.page import Page
from kb.publish.exports.case_json import LibraryData, record_model, summary_model
from kb.publish.exports.csv import csv_columns
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue


def render_data(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page on downloads; its tables are made from the very models the files are."""
    return renderer.page(
        "data.html",
        total=len(catalogue.cases),
        has_files=renderer.has_office_files,
        example=catalogue.cases[0] if catalogue.cases else None,
        has_feeds=bool(renderer.options.site_url),
        columns=list(csv_columns()),
        tables=(
            ("library-keys", "cases.json 的外层", _keys(LibraryData)),
            ("case-keys", "cases.json 里的每个案例", _keys(summary_model())),
            ("record-keys", "单个案例另有的内容", _keys(record_model(), besides=summary_model())),
        ),
    )


def _keys(model: type[Model], besides: type[Model] | None = None) -> list[tuple[str, str, str]]:
    """Return the name of each key, what it is and a note on it; those of another model are known."""
    known = besides.model_fields if besides else {}
    return [
        (name, field.title or name, field.description or "")
        for name, field in model.model_fields.items()
        if name not in known
    ]
