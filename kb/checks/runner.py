"""Check a cases folder with the help of the cache, and open one without errors.

check_folder   everything that is wrong, as kb check prints it
load_checked   refuses a folder with errors; hands out the cases that its caller asks for, reading no others
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checks.cache import Finding, FindingCache, file_digest
from kb.checks.case_checks import check_across, check_case, in_order, refuse_errors
from kb.checks.case_digest import digest_of
from kb.checks.scope import Scope
from kb.content.cache import Cache
from kb.content.case_reader import CaseFile, read_case
from kb.content.corpus_reader import CorpusReading, case_names, read_corpus, shown_path, without_collection
from kb.content.vocabulary_fields import Labels
from kb.errors import CorpusHasProblems
from kb.model import Case, Corpus, Problem

#: Findings that depend on which other cases exist, or on the day; a case with one is read again each time.
_PASSING = frozenset({"KB305", "KB408", "KB505"})


@dataclass(frozen=True)
class CheckedFolder:
    """What was found in a cases folder; ``is_complete`` is False when a list could not be read."""

    problems: tuple[Problem, ...]
    cases: int
    is_complete: bool


@dataclass(frozen=True)
class CheckedCorpus:
    """A cases folder without errors, of which few cases have been read.

    ``lists`` is its corpus without the cases; ``content_hashes`` holds the SHA-256 of each published case, by id;
    ``withdrawn`` are the cases that keep only their address.
    """

    lists: Corpus
    content_hashes: Mapping[str, str]
    withdrawn: frozenset[str]
    _reading: CorpusReading
    _cases_dir: Path

    def corpus_of(self, ids: Collection[str]) -> Corpus:
        """Return the corpus with only these published cases in it; each costs 1 ms of reading."""
        return self.lists.with_cases(self.read(ids))

    def read(self, ids: Collection[str]) -> tuple[Case, ...]:
        """Return these cases, sorted by id, as their files say them now."""
        read = {file.id: file for file in self._reading.case_files}
        labels = Labels(self.lists.vocabulary)
        cases = []
        for name in sorted(ids):
            path = self._cases_dir / f"{name}.md"
            file = read[name] if name in read else read_case(path, shown_path(path), labels)
            if file.case is None or file.content_hash != self.lists.content_hashes[name]:
                raise CorpusHasProblems(f"{file.shown} 刚刚又改动了。请再运行一次。")
            cases.append(file.case)
        return tuple(cases)


def check_folder(cases_dir: Path, cache: Cache) -> CheckedFolder:
    """Check a whole folder, reading only the cases that changed since their findings were cached."""
    with without_collection():
        scope, problems = _find_all(cases_dir, cache)
        problems += check_across(scope)
        return CheckedFolder(in_order(problems), len(scope.digests), scope.reading.corpus is not None)


def load_checked(cases_dir: Path, cache: Cache) -> CheckedCorpus:
    """Make sure that a folder has no errors and say what each published case now is; errors raise CorpusHasProblems."""
    with without_collection():
        scope, problems = _find_all(cases_dir, cache)
        problems += check_across(scope, errors_only=True)
        lists = refuse_errors(in_order(problems), scope.reading)
        shown, withdrawn = lists.published_ids({digest.name: digest.status for digest in scope.digests})
        hashes = {digest.name: digest.content_hash for digest in scope.digests}
        shown_hashes = {name: content_hash for name, content_hash in hashes.items() if name in shown}
        moved = scope.reading.id_registry.moved_to(hashes)
        update = {"cases": (), "withdrawn": (), "moved": moved, "content_hashes": hashes}
        update["sources"] = {name: source for name, source in lists.sources.items() if name in (scope.source_ids or ())}
        return CheckedCorpus(lists.model_copy(update=update), shown_hashes, withdrawn, scope.reading, cases_dir)


def _find_all(cases_dir: Path, cache: Cache) -> tuple[Scope, list[Problem]]:
    """Return what was found in the lists and in each case by itself; the scope holds the digests of all cases."""
    names = case_names(cases_dir)
    digests = {name: file_digest(f"{cases_dir}/{name}") for name in names}
    findings = FindingCache(cases_dir, cache)
    known = dict(findings.load(digests))
    reading = read_corpus(cases_dir, [cases_dir / name for name in names if name not in known])
    scope = Scope(reading, elsewhere=frozenset().union(*(finding.digest.called for finding in known.values())))
    fresh = {file.path.name: _find(file, scope) for file in reading.case_files}
    settled = {
        name: (digest, finding)
        for name, finding in fresh.items()
        # It may have changed while it was read.
        if (digest := digests[name]) and digest == file_digest(f"{cases_dir}/{name}") and _is_settled(finding)
    }
    if settled:
        findings.save(settled, known)
    found = [known[name] if name in known else fresh[name] for name in names]
    of_files = {problem for file in reading.case_files for problem in file.problems}
    problems = [problem for problem in reading.problems if problem not in of_files]
    problems += (problem for finding in found for problem in finding.problems)
    return replace(scope, digests=tuple(finding.digest for finding in found)), problems


def _find(file: CaseFile, scope: Scope) -> Finding:
    digest = digest_of(file)
    linked = re.findall(r"([a-z0-9-]+)\.md", file.body)
    problems = (*file.problems, *check_case(file, scope))
    return Finding(problems, digest, frozenset({*digest.related, *linked} & scope.case_ids))


def _is_settled(finding: Finding) -> bool:
    """Tell whether a finding will still be right as long as its file says the same."""
    return _PASSING.isdisjoint(problem.code for problem in finding.problems)
