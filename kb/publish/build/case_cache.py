"""Keep cases as they were read, so that a build reads only the files that changed.

One SQLite file holds each case as packed JSON under the hash of its file. A store made with other code or another
vocabulary counts as empty, a damaged row as missing. The file may be deleted at any time.
"""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path

from kb.model import Case
from kb.model.stored import revived

_TABLES = """
CREATE TABLE IF NOT EXISTS made_with (name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS cases (hash TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
"""


class CaseStore:
    """Cases by the hash of their file; ``made_with`` names all else that reading them rests on."""

    def __init__(self, path: Path, made_with: str) -> None:
        self._path = path
        self._made_with = made_with

    def take(self, hashes: Collection[str]) -> dict[str, Case]:
        """Return those of these cases that are kept."""
        wanted = frozenset(hashes)
        found: dict[str, Case] = {}
        if not self._path.is_file():
            return found
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._open()) as database:
            if database.execute("SELECT name FROM made_with").fetchall() == [(self._made_with,)]:
                for name, packed in database.execute("SELECT hash, packed FROM cases"):
                    if name in wanted:
                        with contextlib.suppress(zlib.error, ValueError, KeyError, TypeError):
                            found[name] = revived(Case, json.loads(zlib.decompress(packed)))
        return found

    def keep(self, fresh: Mapping[str, Case], present: Collection[str]) -> None:
        """Add these cases and drop those whose files are no longer ``present``; a failure only costs time later."""
        try:
            self._write(fresh, frozenset(present))
        except (sqlite3.DatabaseError, OSError):
            with contextlib.suppress(sqlite3.Error, OSError):
                self._path.unlink(missing_ok=True)  # damaged: made anew
                self._write(fresh, frozenset(present))

    def _write(self, fresh: Mapping[str, Case], present: frozenset[str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(self._open()) as database, database:
            database.executescript(_TABLES)
            if database.execute("SELECT name FROM made_with").fetchall() != [(self._made_with,)]:
                database.execute("DELETE FROM cases")
                database.execute("DELETE FROM made_with")
                database.execute("INSERT INTO made_with VALUES (?)", (self._made_with,))
            gone = [row for row in database.execute("SELECT hash FROM cases") if row[0] not in present]
            database.executemany("DELETE FROM cases WHERE hash = ?", gone)
            rows = ((name, _packed(case)) for name, case in fresh.items())
            database.executemany("INSERT OR REPLACE INTO cases VALUES (?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=2)


def _packed(case: Case) -> bytes:
    # Not by ``model_dump_json``: every text would keep the UTF-8 made of it, which is as much again as the case.
    return zlib.compress(json.dumps(case.model_dump(), ensure_ascii=False).encode("utf-8"), 1)
