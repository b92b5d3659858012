"""The browser's analysis is Python's analysis, case by case of the shared fixture."""

import json
from pathlib import Path
from typing import Any

from kb.publish.search_index.files import FORMAT_VERSION
from kb.search.text.fold import ANALYZER_VERSION
from kb.search.text.tables import FOLD_TABLE

FIXTURE = Path(__file__).parents[1] / "fixtures" / "analysis.json"

ANALYZE_ALL = """async ([texts, table]) => {
  const { makeFold, readFoldTable } = await import("./search/core/fold.mjs");
  const { analyze, queryTerms, termWeight } = await import("./search/core/analyzer.mjs");
  const fold = makeFold(readFoldTable(table));
  return texts.map((text) => ({
    ...fold(text),
    occurrences: analyze(text, fold),
    terms: queryTerms(text, fold).map((term) => [term, termWeight(term)]),
  }));
}"""


def _by_unit(folded: str, offsets: list[int]) -> list[int]:
    """Repeat the offsets of characters that JavaScript counts as two."""
    return [offset for char, offset in zip(folded, offsets, strict=True) for _ in range(1 + (ord(char) > 0xFFFF))]


def test_every_text_of_the_fixture_folds_and_analyses_as_in_python(client_page: Any) -> None:
    cases = json.loads(FIXTURE.read_text(encoding="utf-8"))["cases"]
    table = json.loads(FOLD_TABLE.read_text(encoding="utf-8"))
    found = client_page.evaluate(ANALYZE_ALL, [[case["text"] for case in cases], table])
    for case, result in zip(cases, found, strict=True):
        folded = case["folded"]
        assert result == {
            "text": folded,
            "starts": _by_unit(folded, case["starts"]),
            "ends": _by_unit(folded, case["ends"]),
            "occurrences": case["occurrences"],
            "terms": case["query_terms"],
        }, case["text"]


def test_the_client_reads_the_versions_that_python_writes(client_page: Any) -> None:
    versions = client_page.evaluate(
        """async () => {
          const { ANALYZER_VERSION, FORMAT_VERSION } = await import("./search/core/index_loader.mjs");
          return [FORMAT_VERSION, ANALYZER_VERSION];
        }"""
    )
    assert versions == [FORMAT_VERSION, ANALYZER_VERSION]
