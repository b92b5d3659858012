"""Remember what was found in each case, so that checking again reads only what changed.

The memory is a file of plain JSON under its own checksum: damaged, foreign or old ones are ignored and written anew.
"""

import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from kb.checks.case_note import CaseNote, note_of
from kb.checks.rule import Scope
from kb.checks.soundness import check_across, check_case, in_order
from kb.content import CaseFile, read_corpus
from kb.content.corpus_reader import SOURCES, VOCABULARY, case_paths, shown_path, without_collection
from kb.model import Problem

MEMORY = Path(".kb") / "check.json"

_FORMAT = 2
#: Findings that depend on which other cases exist; a case with one is read again each time.
_ABOUT_OTHERS = frozenset({"KB305", "KB408"})
#: A file this young may change again without its time stamp's showing it.
_TOO_YOUNG_NS = 2_000_000_000
#: Reading one in so many cases again takes less time than writing down what all the others gave.
_WORTH_WRITING = 200

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class CheckedFolder:
    """What was found in a cases folder; ``is_complete`` is False when a list could not be read."""

    problems: tuple[Problem, ...]
    cases: int
    is_complete: bool


@dataclass(frozen=True)
class _Finding:
    """What one case file gave: its problems, its note, and the cases it names."""

    problems: tuple[Problem, ...]
    note: CaseNote
    names: tuple[str, ...]


def check_folder(cases_dir: Path, memory: Path | None = MEMORY) -> CheckedFolder:
    """Check a whole folder, reading only the cases that changed since ``memory`` was written."""
    with without_collection():
        return _check_folder(cases_dir, memory)


def _check_folder(cases_dir: Path, memory: Path | None) -> CheckedFolder:
    started = time.time_ns()
    paths = list(case_paths(cases_dir))
    stamps = {path.name: _stamp(path) for path in paths}
    key = _key(cases_dir) if memory else ""
    old = _recall(memory, key, shown_path(cases_dir)) if memory else {}
    present = frozenset(path.stem for path in paths)
    kept = {
        name: finding
        for name, (stamp, finding) in old.items()
        if stamps.get(name) == stamp and present.issuperset(finding.names)
    }
    reading = read_corpus(cases_dir, [path for path in paths if path.name not in kept])
    scope = Scope(reading, elsewhere=frozenset(_ids(finding.note for finding in kept.values())))
    found = dict(kept)
    for file in reading.case_files:
        found[file.path.name] = _find(file, scope)
    findings = [found[path.name] for path in paths]
    notes = tuple(finding.note for finding in findings)
    read = frozenset(file.path.name for file in reading.case_files)
    of_files = [problem for finding in findings for problem in finding.problems]
    of_lists = [problem for problem in reading.problems if not _is_of(problem, reading.case_files)]
    across = check_across(replace(scope, notes=notes))
    if memory and len(read) + len(old.keys() - stamps.keys()) > len(paths) // _WORTH_WRITING:
        settled = {
            name: (stamp, found[name])
            for name, stamp in stamps.items()
            if stamp and stamp[0] < started - _TOO_YOUNG_NS and not _depends_on_others(found[name])
        }
        _remember(memory, key, settled)
    return CheckedFolder(in_order([*of_lists, *of_files, *across]), len(paths), reading.corpus is not None)


def _ids(notes: Iterable[CaseNote]) -> Iterator[str]:
    """Yield what a case can be called: the name of its file, and the id of its front matter when that makes a case."""
    for note in notes:
        yield note.name
        if note.title:
            yield from (text for text, _, _ in note.ids)


def _is_of(problem: Problem, case_files: Sequence[CaseFile]) -> bool:
    return any(problem in file.problems for file in case_files if file.shown == problem.path)


def _find(file: CaseFile, scope: Scope) -> _Finding:
    note = note_of(file)
    linked = re.findall(r"([a-z0-9-]+)\.md", file.body)
    problems = (*file.problems, *check_case(file, scope))
    return _Finding(problems, note, tuple({*note.related, *linked} & scope.case_ids))


def _depends_on_others(finding: _Finding) -> bool:
    return any(problem.code in _ABOUT_OTHERS for problem in finding.problems)


def _stamp(path: Path) -> Stamp | None:
    """Return what changes when a file does; a link or an unreadable file has none and is always read."""
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    regular = (seen.st_mode & 0o170000) == 0o100000
    return (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino) if regular else None


def _key(cases_dir: Path) -> str:
    """Return a fingerprint of all that a case's findings rest on besides itself: the rules, the lists, the place."""
    digest = hashlib.sha256(f"{_FORMAT} {sys.version} {shown_path(cases_dir)} {Path.cwd()}".encode())
    for name in (VOCABULARY, SOURCES):
        with contextlib.suppress(OSError):
            digest.update(hashlib.sha256((cases_dir / name).read_bytes()).digest())
    for package in ("kb.checks", "kb.content", "kb.model"):
        for part in sorted(_modules(Path(str(files(package))))):
            digest.update(part.encode())
    return digest.hexdigest()


def _modules(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".tsv"):
            seen = path.stat()
            yield f"{path.name} {seen.st_mtime_ns} {seen.st_size};"


def _recall(memory: Path, key: str, folder: str) -> dict[str, tuple[Stamp, _Finding]]:
    """Return what is remembered under this key; anything doubtful is nothing."""
    try:
        checksum, _, text = memory.read_bytes().partition(b"\n")
        if checksum.decode("ascii") != hashlib.sha256(text).hexdigest():
            return {}
        data = json.loads(text)
        if data["key"] != key:
            return {}
        return {name: _from_data(name, entry, folder) for name, entry in data["cases"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _from_data(name: str, entry: Sequence[Any], folder: str) -> tuple[Stamp, _Finding]:
    stamp, problems, note, names = entry
    shown = f"{folder}/{name}"
    listed = tuple(
        Problem(code=code, severity=severity, path=shown, line=line, column=column, message=message)
        for code, severity, line, column, message in problems
    )
    return (stamp[0], stamp[1], stamp[2], stamp[3]), _Finding(listed, _note(note), tuple(names))


def _note(data: Sequence[Any]) -> CaseNote:
    name, shown, ids, title, unit, models, status, related, cited, links, sketch, unit_at, body_line = data
    return CaseNote(
        name,
        shown,
        tuple(map(tuple, ids)),
        title,
        unit,
        tuple(models),
        status,
        tuple(related),
        tuple(cited),
        tuple(map(tuple, links)),
        tuple(sketch),
        tuple(unit_at),
        body_line,
    )


def _remember(memory: Path, key: str, entries: Mapping[str, tuple[Stamp, _Finding]]) -> None:
    """Write the memory in one step; where it cannot be written, the next check merely takes longer."""
    names = [field.name for field in fields(CaseNote)]
    cases = {
        name: [
            stamp,
            [[p.code, p.severity, p.line, p.column, p.message] for p in finding.problems],
            [getattr(finding.note, field) for field in names],
            finding.names,
        ]
        for name, (stamp, finding) in entries.items()
    }
    text = json.dumps({"key": key, "cases": cases}, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    scratch = None
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=".check", dir=memory.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(text).hexdigest().encode("ascii") + b"\n" + text)
        Path(scratch).replace(memory)
    except OSError:
        if scratch:
            with contextlib.suppress(OSError):
                Path(scratch).unlink()
