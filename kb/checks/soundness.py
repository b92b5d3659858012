"""Run every rule over a corpus, and let only a sound one through."""

from pathlib import Path

from kb.checks.registry import CASE_CHECKS, CHECKS
from kb.checks.rule import Scope
from kb.content import CorpusReading, read_corpus
from kb.errors import CorpusHasProblems
from kb.model import Corpus, Problem


def check_corpus(reading: CorpusReading) -> tuple[Problem, ...]:
    """Return all problems, the reading's and the rules', sorted by path, line and column."""
    scope = Scope(reading)
    found = [*reading.problems]
    for check in CHECKS:
        found += check(scope)
    for file in reading.case_files:
        for case_check in CASE_CHECKS:
            found += case_check(file, scope)
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line, problem.column, problem.code)))


def require_sound(cases_dir: Path) -> Corpus:
    """Return the corpus of a cases folder, or raise CorpusHasProblems when any problem is an error."""
    reading = read_corpus(cases_dir)
    errors = [problem for problem in check_corpus(reading) if problem.severity == "error"]
    if errors or reading.corpus is None:
        listed = "\n".join(map(str, errors))
        raise CorpusHasProblems(f"{listed}\n发现 {len(errors)} 个错误，没有改动索引和网站。请先改正。")
    return reading.corpus
