"""Benchmarks measure what can be built."""

from pathlib import Path

from benchmarks.corpus import write_corpus
from tests.commands import run_kb


def test_the_generated_library_has_no_errors(tmp_path: Path) -> None:
    write_corpus(tmp_path / "cases", 3)
    outcome = run_kb("check", "--cases", tmp_path / "cases")
    assert outcome.status == 0, outcome.out
