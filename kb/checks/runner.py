"""Check a cases folder with the help of the cache, and open one without errors.

check_folder   everything that is wrong, as kb check prints it
load_checked   refuses a folder with errors; hands out the cases that its caller asks for, reading no others
"""

import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checks.cache import Finding, FindingCache, Stamp, stamp_of
from kb.checks.case_checks import check_across, check_case, in_order, refuse_errors
from kb.checks.case_digest import CaseDigest, digest_of
from kb.checks.scope import Scope
from kb.content.cache import Cache
from kb.content.case_reader import CaseFile, read_case
from kb.content.corpus_reader import CorpusReading, case_names, moved_ids, read_corpus, shown_path, without_collection
from kb.content.vocabulary_fields import Labels
from kb.errors import CorpusHasProblems
from kb.model import Case, Corpus, Problem

#: Findings that depend on which other cases exist, or on the day; a case with one is read again each time.
_PASSING = frozenset({"KB305", "KB408", "KB505"})
#: A file this young may change again without its time stamp's showing it.
_TOO_YOUNG_NS = 2_000_000_000


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


@dataclass(frozen=True)
class _Findings:
    """What each case gave, by the name of its file; the scope holds the digests of all."""

    scope: Scope
    of_cases: Mapping[str, Finding]

    def problems(self) -> list[Problem]:
        """Return what was found in the lists and in each case by itself."""
        reading = self.scope.reading
        of_files = {problem for file in reading.case_files for problem in file.problems}
        found = [problem for problem in reading.problems if problem not in of_files]
        for finding in self.of_cases.values():
            found += finding.problems
        return found


def check_folder(cases_dir: Path, cache: Cache) -> CheckedFolder:
    """Check a whole folder, reading only the cases that changed since their findings were cached."""
    with without_collection():
        found = _find_all(cases_dir, cache)
        problems = in_order([*found.problems(), *check_across(found.scope)])
        return CheckedFolder(problems, len(found.scope.digests), found.scope.reading.corpus is not None)


def load_checked(cases_dir: Path, cache: Cache) -> CheckedCorpus:
    """Make sure that a folder has no errors and say what each published case now is; errors raise CorpusHasProblems.

    Among ten thousand cases of which one changed this takes 0.2 CPU-s beside the imports; each further one adds 1.4 ms.
    """
    with without_collection():
        found = _find_all(cases_dir, cache)
        scope, problems = found.scope, found.problems()
        lists = refuse_errors(in_order([*problems, *check_across(scope, errors_only=True)]), scope.reading)
        shown, withdrawn = lists.published_ids({digest.name: digest.status for digest in scope.digests})
        hashes = {digest.name: digest.content_hash for digest in scope.digests}
        shown_hashes = {name: content_hash for name, content_hash in hashes.items() if name in shown}
        moved = moved_ids(scope.reading.id_registry, hashes)
        update = {"cases": (), "withdrawn": (), "moved": moved, "content_hashes": hashes}
        update["sources"] = {name: source for name, source in lists.sources.items() if name in (scope.source_ids or ())}
        return CheckedCorpus(lists.model_copy(update=update), shown_hashes, withdrawn, scope.reading, cases_dir)


def _find_all(cases_dir: Path, cache: Cache) -> _Findings:
    started = time.time_ns()
    names = case_names(cases_dir)
    stamps = {name: stamp_of(f"{cases_dir}/{name}") for name in names}
    findings = FindingCache(cases_dir, cache)
    known = dict(findings.load(stamps))
    reading = read_corpus(cases_dir, [cases_dir / name for name in names if name not in known])
    scope = Scope(reading, elsewhere=frozenset(_ids(finding.digest for finding in known.values())))
    fresh = {file.path.name: _find(file, scope) for file in reading.case_files}
    settled = {
        name: (stamp, finding)
        for name, finding in fresh.items()
        if (stamp := stamps[name]) and _is_settled(stamp, finding, started)
    }
    if settled:
        findings.save(settled, known)
    found = {name: known[name] if name in known else fresh[name] for name in names}
    return _Findings(replace(scope, digests=tuple(finding.digest for finding in found.values())), found)


def _ids(digests: Iterable[CaseDigest]) -> Iterator[str]:
    """Yield what a case can be called: the name of its file, and the id of its front matter when that makes a case."""
    for digest in digests:
        yield digest.name
        if digest.title:
            yield from (value.text for value in digest.ids)


def _find(file: CaseFile, scope: Scope) -> Finding:
    digest = digest_of(file)
    linked = re.findall(r"([a-z0-9-]+)\.md", file.body)
    problems = (*file.problems, *check_case(file, scope))
    return Finding(problems, digest, frozenset({*digest.related, *linked} & scope.case_ids))


def _is_settled(stamp: Stamp, finding: Finding, started: int) -> bool:
    """Tell whether a finding will still be right while its file's stamp is."""
    return max(stamp[0], stamp[1]) < started - _TOO_YOUNG_NS and not any(
        problem.code in _PASSING for problem in finding.problems
    )
