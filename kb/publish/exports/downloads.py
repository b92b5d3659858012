"""Write the library as files that others may work with: JSON and its schemas for programs, CSV for spreadsheets."""

from collections.abc import Iterator

from kb.citation.case_references import LIBRARY_NAME
from kb.citation.style import Style
from kb.model import Case
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import SiteOptions
from kb.publish.core.script import compact_json
from kb.publish.exports.case_json import FORMAT, record_of, render_schemas, summary_of
from kb.publish.exports.csv import cases_csv
from kb.publish.exports.studies import studies_csv, studies_json, studies_references
from kb.publish.view.catalogue import Catalogue


def render_downloads(catalogue: Catalogue, options: SiteOptions) -> Iterator[tuple[str, str]]:
    """Yield the files on the whole library, address and text."""
    library = {
        "format": FORMAT,
        "library": LIBRARY_NAME,
        "updated": max((case.review.date for case in catalogue.cases), default=""),
        "license": "CC BY 4.0",
        "total": len(catalogue.cases),
        "cases": [summary_of(case, catalogue, options.root) for case in catalogue.cases],
    }
    yield "cases.json", compact_json(library) + "\n"
    yield "cases.csv", cases_csv(catalogue.cases, catalogue, options.root)
    if catalogue.corpus.studies.studies:
        yield "studies.json", compact_json(studies_json(catalogue.corpus)) + "\n"
        yield "studies.csv", studies_csv(catalogue.corpus)
        yield "studies.bib", studies_references(catalogue.corpus, Style.BIBTEX)
        yield "studies.ris", studies_references(catalogue.corpus, Style.RIS)
    for name, text in render_schemas().items():
        yield f"schema/{name}", text


def case_record(case: Case, lookup: Lookup, options: SiteOptions) -> str:
    """Return the file on one case."""
    return compact_json(record_of(case, lookup, options.root)) + "\n"
