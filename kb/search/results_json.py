"""Say what search answers as data for programs, the same on the command line, over HTTP and to assistants.

Run ``python -m kb.search.results_json schema`` to write the JSON Schema.
"""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from kb.search.results import Hit, SearchResults

SCHEMA_NAME = "search-results.schema.json"


def results_data(results: SearchResults) -> dict[str, object]:
    """Return what a program gets to know of results."""
    return {
        "query": results.query.text,
        "total": results.total,
        "hits": _hits(results.hits),
        "facets": {name: list(map(asdict, counts)) for name, counts in results.facets.items()},
        "notes": list(results.notes),
        "touching": _hits(results.touching),
        "offers": list(map(asdict, results.offers)),
    }


def _hits(hits: Iterable[Hit]) -> list[dict[str, object]]:
    return [{key: value for key, value in asdict(hit).items() if key != "shown"} for hit in hits]


def render_schema() -> str:
    """Return the schema of the data as a file."""
    # A search prints these data without pydantic, which takes longer to import than to search.
    from kb.model.json_schema import schema_file
    from kb.search.results_schema import SearchData

    return schema_file("检索结果", SearchData.model_json_schema(mode="serialization"))


if __name__ == "__main__":
    (Path(sys.argv[1]) / SCHEMA_NAME).write_text(render_schema(), encoding="utf-8")
