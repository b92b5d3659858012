"""Remember what was found in each case, so that checking again reads only what changed.

The memory is a file of plain JSON under its own checksum: damaged, foreign or old ones are ignored and written anew.
One line holds what checks across cases need, each kind of thing in a list with an entry a case, because that is read at
every check; another line holds the problems.
"""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pydantic
import yaml

import kb
from kb.checks.case_digest import CaseDigest, IdReference
from kb.content.corpus_reader import SOURCES, VOCABULARY, shown_path
from kb.content.yaml_nodes import Position
from kb.model import Problem, Severity

MEMORY = Path(".kb") / "check.json"

_FORMAT = 3
_SIXTY_FOUR_BITS = (1 << 64) - 1

#: When a file was changed and its entry made, its size and number.
Stamp: TypeAlias = tuple[int, int, int, int]


class Finding(NamedTuple):
    """What one case file gave: its problems, its note, and the cases it names."""

    problems: Sequence[Problem]
    note: CaseDigest
    names: Sequence[str]


def stamp_of(path: str) -> Stamp | None:
    """Return what changes when a file does; a link or an unreadable file has none and is always read."""
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    if (seen.st_mode & 0o170000) != 0o100000:
        return None
    return (
        seen.st_mtime_ns & _SIXTY_FOUR_BITS,
        seen.st_ctime_ns & _SIXTY_FOUR_BITS,
        seen.st_size,
        seen.st_ino & _SIXTY_FOUR_BITS,
    )


def fingerprint(cases_dir: Path) -> str:
    """Return a digest of all that a case's findings rest on besides itself: the rules, the lists, the place."""
    versions = f"{sys.version} {pydantic.VERSION} {yaml.__version__} {sys.byteorder}"
    digest = hashlib.sha256(f"{_FORMAT} {versions} {shown_path(cases_dir)} {Path.cwd()}".encode())
    for name in (VOCABULARY, SOURCES):
        with contextlib.suppress(OSError):
            digest.update(hashlib.sha256((cases_dir / name).read_bytes()).digest())
    home = os.path.dirname(kb.__file__)  # noqa: PTH120 - as os.scandir takes it
    for package in ("checks", "content", "model"):
        for part in sorted(_modules(f"{home}/{package}")):
            digest.update(part.encode())
    return digest.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(entry.path)
            elif entry.name.endswith((".py", ".tsv")):
                seen = entry.stat()
                yield f"{entry.name} {seen.st_mtime_ns} {seen.st_size};"


class Recalled:
    """What is remembered of each case, by the name of its file; the problems are read when they are asked for."""

    def __init__(self, data: Mapping[str, Any], problems: bytes, folder: str) -> None:
        names = [f"{name}.md" for name in data["names"]]
        self.notes = dict(zip(names, _notes(data, folder), strict=True))
        self.with_errors = frozenset(data["with_errors"])
        self._named: Mapping[str, list[str]] = data["named"]
        numbers = array("Q", b64decode(data["stamps"]))
        stamps = zip(numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)
        self._stamps: dict[str, Stamp] = dict(zip(names, stamps, strict=True))
        self._problems = problems

    def still_right(self, stamps: Mapping[str, Stamp | None], present: frozenset[str]) -> list[str]:
        """Return the files that have not changed since and name no case that is gone."""
        same = [name for name, stamp in self._stamps.items() if stamps.get(name) == stamp]
        return [name for name in same if name not in self._named or present.issuperset(self._named[name])]

    def findings(self, names: Iterable[str]) -> Iterator[Finding]:
        """Yield all that is remembered of these files."""
        problems = json.loads(self._problems)
        for name in names:
            note = self.notes[name]
            listed = tuple(_problem(note.shown, *entry) for entry in problems.get(name, ()))
            yield Finding(listed, note, tuple(self._named.get(name, ())))


def recall(memory: Path | None, key: str, folder: str) -> Recalled:
    """Return what is remembered under this key; anything doubtful is nothing."""
    if memory:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            checksum, _, text = memory.read_bytes().partition(b"\n")
            if checksum == hashlib.sha256(text).hexdigest().encode("ascii"):
                columns, _, problems = text.partition(b"\n")
                data = json.loads(columns)
                if data["key"] == key:
                    return Recalled(data, problems, folder)
    return Recalled(_columns("", []), b"{}", folder)


def _problem(shown: str, code: str, severity: Severity, line: int, column: int, message: str) -> Problem:
    return Problem(code=code, severity=severity, path=shown, line=line, column=column, message=message)


def _notes(data: Mapping[str, Any], folder: str) -> Iterator[CaseDigest]:
    names, related, links = data["names"], data["related"], data["links"]
    sketches, cuts = b64decode(data["sketches"]), accumulate(data["sketch_sizes"], initial=0)
    return map(
        CaseDigest,
        names,
        [f"{folder}/{name}.md" for name in names],
        data["content_hashes"],
        [tuple(map(IdReference._make, ids)) for ids in data["ids"]],
        data["titles"],
        data["units"],
        data["models"],
        data["statuses"],
        [related.get(name, ()) for name in names],
        data["cited"],
        [tuple(map(IdReference._make, links.get(name, ()))) for name in names],
        [sketches[start:end] for start, end in pairwise(cuts)],
        map(Position, data["unit_lines"], data["unit_columns"]),
        data["body_lines"],
    )


def remember(memory: Path, key: str, entries: Sequence[tuple[Stamp, Finding]]) -> None:
    """Write the memory in one step; where it cannot be written, the next check merely takes longer."""
    problems = {
        f"{finding.note.name}.md": [[p.code, p.severity, p.line, p.column, p.message] for p in finding.problems]
        for _, finding in entries
        if finding.problems
    }
    text = _json(_columns(key, entries)) + b"\n" + _json(problems)
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


def _columns(key: str, entries: Sequence[tuple[Stamp, Finding]]) -> dict[str, Any]:
    notes = [finding.note for _, finding in entries]
    return {
        "key": key,
        "names": [note.name for note in notes],
        "stamps": _packed(array("Q", chain.from_iterable(stamp for stamp, _ in entries)).tobytes()),
        "content_hashes": [note.content_hash for note in notes],
        "ids": [note.ids for note in notes],
        "titles": [note.title for note in notes],
        "units": [note.unit for note in notes],
        "models": [note.models for note in notes],
        "statuses": [note.status for note in notes],
        "cited": [note.cited for note in notes],
        "sketches": _packed(b"".join(note.sketch for note in notes)),
        "sketch_sizes": [len(note.sketch) for note in notes],
        "unit_lines": [note.unit_at.line for note in notes],
        "unit_columns": [note.unit_at.column for note in notes],
        "body_lines": [note.body_line for note in notes],
        # What few cases have stands by their names.
        "related": {note.name: note.related for note in notes if note.related},
        "links": {note.name: note.links for note in notes if note.links},
        "named": {f"{finding.note.name}.md": finding.names for _, finding in entries if finding.names},
        "with_errors": [
            f"{finding.note.name}.md"
            for _, finding in entries
            if any(problem.severity == "error" for problem in finding.problems)
        ],
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _packed(data: bytes) -> str:
    return b64encode(data).decode("ascii")
