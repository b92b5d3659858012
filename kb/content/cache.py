"""Own the one SQLite file that holds what can be found out again; it may be deleted at any time.

findings   what kb check found in each case file         kb/checks/cache.py
cases      the cases as they were read                   kb/publish/build/corpus.py
outputs    what each file of the last site was made of   kb/publish/build/output_cache.py
rows       of the terms in the browser's index           kb/publish/search_index/row_cache.py
links      what web addresses last answered              kb/checks/links/link_check.py

Each table maps keys to texts, every entry with a checksum. A table that another purpose, other packages or (but for
links) other code wrote counts as empty; a damaged or foreign file does, too, and is made anew. Where the file cannot be
read or written, the work merely takes longer.
"""

import hashlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import kb
from kb.user_folders import cache_folder

Table: TypeAlias = Literal["findings", "cases", "outputs", "rows", "links"]

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS purposes (name TEXT PRIMARY KEY, purpose TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL);
"""


class Cache:
    """Texts by table and key; another process that writes at the same time costs the entries of one of the two."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, table: Table, purpose: str) -> dict[str, str]:
        """Return the entries that were saved for the very purpose, without damaged ones."""
        with suppress(sqlite3.Error, OSError), closing(self._connect("ro")) as database:
            if _version(database) == _VERSION and _purpose(database, table) == _current(table, purpose):
                rows = database.execute(f"SELECT key, value, checksum FROM {table}")
                return {key: value for key, value, checksum in rows if checksum == _checksum(key, value)}
        return {}

    def save(self, table: Table, purpose: str, fresh: Mapping[str, str], keep: Collection[str] = ()) -> None:
        """Add fresh entries and drop all others but those to keep."""
        try:
            self._save(table, purpose, fresh, keep)
        except sqlite3.OperationalError:
            return  # locked, full or read-only
        except (sqlite3.DatabaseError, OSError):
            with suppress(sqlite3.Error, OSError):
                self._delete()
                self._save(table, purpose, fresh, keep)

    def _save(self, table: Table, purpose: str, fresh: Mapping[str, str], keep: Collection[str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else shall read drafts
        with closing(self._connect("rw")) as database:
            if _version(database) not in (0, _VERSION):
                raise sqlite3.DatabaseError("another version's file")
            database.executescript(_SCHEMA.format(table=table))
            with database:
                if _purpose(database, table) != _current(table, purpose):
                    database.execute(f"DELETE FROM {table}")
                    database.execute("INSERT OR REPLACE INTO purposes VALUES (?, ?)", (table, _current(table, purpose)))
                kept = frozenset(keep)
                gone = [row for row in database.execute(f"SELECT key FROM {table}") if row[0] not in kept]
                database.executemany(f"DELETE FROM {table} WHERE key = ?", gone)
                rows = ((key, value, _checksum(key, value)) for key, value in fresh.items())
                database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)
                database.execute(f"PRAGMA user_version = {_VERSION}")

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", timeout=2, uri=True)

    def _delete(self) -> None:
        for suffix in ("", "-journal"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


def cache_of(cases_dir: Path) -> Cache:
    """Return the cache of a cases folder, in the user's own cache folder: no file there came with a checkout."""
    return Cache(cache_folder(cases_dir) / "cache.sqlite")


@cache
def code_fingerprint() -> str:
    """Return a name that changes with any file of our code, with Python, and with any installed package."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(_files(os.path.dirname(kb.__file__))):  # noqa: PTH120 - Path objects take thrice the time
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(f"{path}\0".encode() + hashlib.blake2b(file.read()).digest())
    for folder in filter(os.path.isdir, sys.path):
        packages = sorted(
            entry.name for entry in os.scandir(folder) if entry.name.endswith((".dist-info", ".egg-info"))
        )
        digest.update("\0".join(packages).encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{place}/{name}" for name in names)


def _current(table: Table, purpose: str) -> str:
    # When an address last opened, no code finds out again.
    code = "" if table == "links" else code_fingerprint()
    return hashlib.sha256(f"{code} {purpose}".encode()).hexdigest()


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _purpose(database: sqlite3.Connection, table: Table) -> str | None:
    row = database.execute("SELECT purpose FROM purposes WHERE name = ?", (table,)).fetchone()
    return row[0] if row else None


def _checksum(key: str, value: str) -> int:
    return zlib.crc32(value.encode(), zlib.crc32(key.encode()))
