"""Keep finished texts between builds, so that a build only makes what has changed.

A text is found by a key made of everything it depends on, so an outdated one is never found. Each is stored with a
digest: what does not match was damaged and counts as missing. The whole cache may be deleted at any time.
"""

import hashlib
import sqlite3
import zlib
from pathlib import Path
from typing import Final

#: Changes when the file's own layout does.
_LAYOUT: Final = 1

#: Builds for which a text is kept after its last use, so that two sites built in turn do not push each other out.
_KEPT_BUILDS: Final = 4


def key_of(*parts: str) -> bytes:
    """Return the key of a text that depends on these."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.digest()


class TextCache:
    """Texts by key in one file; a file that cannot be used is replaced, one that cannot be written is done without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Packed at once: a build of many cases holds them all until it saves.
        self._fresh: dict[bytes, tuple[bytes, bytes]] = {}
        self._used: set[bytes] = set()
        self._database = self._open()

    def get(self, key: bytes) -> str | None:
        """Return a text, or None where there is none or only a damaged one."""
        if key in self._fresh:
            return zlib.decompress(self._fresh[key][1]).decode("utf-8")
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT digest, packed FROM texts WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            text = zlib.decompress(row[1])
        except (sqlite3.Error, zlib.error):
            return None
        if hashlib.sha256(text).digest() != row[0]:
            return None
        self._used.add(key)
        return text.decode("utf-8")

    def put(self, key: bytes, text: str) -> None:
        """Remember a text; it reaches the file with ``save``."""
        self._fresh[key] = _packed(text)

    def save(self) -> None:
        """Write what is new, and drop what several builds have not used."""
        if self._database is None:
            return
        try:
            with self._database:
                build = self._database.execute("SELECT coalesce(max(build), 0) + 1 FROM texts").fetchone()[0]
                self._database.executemany(
                    "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
                    ((key, *packed, build) for key, packed in self._fresh.items()),
                )
                used = ((build, key) for key in self._used)
                self._database.executemany("UPDATE texts SET build = ? WHERE key = ?", used)
                self._database.execute("DELETE FROM texts WHERE build <= ?", (build - _KEPT_BUILDS,))
            self._fresh.clear()
            self._used.clear()
        except sqlite3.Error:
            # Another build is writing, or the disk is full: the next build works a little more.
            return

    def close(self) -> None:
        """Let the file go."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.OperationalError:
            return None  # another build is making it, or the folder cannot be written
        except sqlite3.DatabaseError:
            pass  # damaged or of another layout: made anew below
        except OSError:
            return None
        try:
            self._path.unlink(missing_ok=True)
            return self._connect()
        except (sqlite3.Error, OSError):
            return None

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=2)
        try:
            layout = database.execute("PRAGMA user_version").fetchone()[0]
            if layout not in (0, _LAYOUT):
                raise sqlite3.DatabaseError("another layout")
            if layout == 0:
                columns = "key BLOB PRIMARY KEY, digest BLOB NOT NULL, packed BLOB NOT NULL, build INTEGER NOT NULL"
                with database:
                    database.execute(f"CREATE TABLE IF NOT EXISTS texts ({columns}) WITHOUT ROWID")
                    database.execute(f"PRAGMA user_version = {_LAYOUT}")
            database.execute("SELECT key, digest, packed, build FROM texts LIMIT 1").fetchone()
        except sqlite3.Error:
            database.close()
            raise
        return database


def _packed(text: str) -> tuple[bytes, bytes]:
    encoded = text.encode("utf-8")
    return hashlib.sha256(encoded).digest(), zlib.compress(encoded, 1)
