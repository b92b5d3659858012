"""Run every rule over a corpus, and let only a valid one through."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kb.checks.case_digest import digest_of
from kb.checks.registry import CASE_CHECKS, CHECKS, CHECKS_FOR_ERRORS
from kb.checks.scope import Scope
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading, read_corpus, without_collection
from kb.errors import CorpusHasProblems
from kb.model import Corpus, Problem

#: More findings of one kind in one case tell an editor nothing new, and a hostile file could ask for a million.
_ENOUGH = 100


def check_corpus(reading: CorpusReading) -> tuple[Problem, ...]:
    """Return all problems, the reading's and the rules', sorted by path, line and column."""
    scope = Scope(reading)
    found, digests = [*reading.problems], []
    with without_collection():
        for file in reading.case_files:
            found += check_case(file, scope)
            digests.append(digest_of(file))
        return in_order([*found, *check_across(replace(scope, digests=tuple(digests)))])


def check_case(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Yield what the rules find in one case, without what reading it found."""
    for check in CASE_CHECKS:
        yield from islice(check(file, scope), _ENOUGH)


def check_across(scope: Scope, *, errors_only: bool = False) -> Iterator[Problem]:
    """Yield what the rules find in the lists and between cases; the scope holds the digests of all cases.

    With ``errors_only`` those are left out that give only warnings, such as comparing all cases with each other.
    """
    for check in CHECKS_FOR_ERRORS if errors_only else CHECKS:
        yield from check(scope)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by path, line and column."""
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.code)))


def load_valid_corpus(cases_dir: Path, *, drafts: bool = False) -> Corpus:
    """Return what a cases folder publishes, with ``drafts`` or without; any error raises CorpusHasProblems."""
    reading = read_corpus(cases_dir)
    return refuse_errors(check_corpus(reading), reading).published(drafts=drafts)


def refuse_errors(problems: Iterable[Problem], reading: CorpusReading) -> Corpus:
    """Return what was read if there is no error in it; otherwise raise CorpusHasProblems."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or reading.corpus is None:
        listed = "\n".join(map(str, errors))
        raise CorpusHasProblems(f"{listed}\n发现 {len(errors)} 个错误，没有改动索引和网站。请先改正。")
    return reading.corpus
