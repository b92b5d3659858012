"""Whatever happens to the cache file, it gives what was saved or nothing, and is made anew."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.content import cache as module
from kb.content.cache import Cache, cache_of

ENTRIES = {f"key {number}": f"案例 {number} " * 200 for number in range(50)}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    cache = Cache(tmp_path / "folder/cache.sqlite")
    cache.save("cases", "one", ENTRIES)
    return cache


def test_entries_come_back_for_the_purpose_they_were_saved_for(cache: Cache) -> None:
    assert cache.load("cases", "one") == ENTRIES
    assert cache.load("cases", "another") == {}
    assert cache.load("rows", "one") == {}
    cache.save("cases", "another", {"a": "1"}, ENTRIES)
    assert cache.load("cases", "another") == {"a": "1"}


def test_what_is_neither_fresh_nor_to_be_kept_goes(cache: Cache) -> None:
    cache.save("rows", "one", {"a": "1"})
    cache.save("cases", "one", {"key 1": "new", "a": "2"}, ["key 1", "key 2"])
    assert cache.load("cases", "one") == {"key 1": "new", "key 2": ENTRIES["key 2"], "a": "2"}
    assert cache.load("rows", "one") == {"a": "1"}


def test_other_code_finds_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "code_fingerprint", lambda: "other code")
    assert cache.load("cases", "one") == {}


def test_it_lies_in_a_folder_that_only_its_owner_reads(cache: Cache) -> None:
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700


def test_a_file_in_the_checkout_is_not_looked_at(tmp_path: Path) -> None:
    assert not cache_of(tmp_path / "cases").path.is_relative_to(tmp_path)


def _in_the_database(*statements: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        database = sqlite3.connect(path)
        with database:
            for statement in statements:
                database.execute(statement)
        database.close()

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no file": Path.unlink,
    "nothing in it": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"rubbish" * 1000),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "a page of noughts": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)),
    "a stranger's database": _in_the_database("PRAGMA user_version = 0", "DROP TABLE cases", "DROP TABLE purposes"),
    "the next version": _in_the_database("PRAGMA user_version = 99", "ALTER TABLE cases RENAME COLUMN value TO text"),
    "other words": lambda path: path.write_bytes(path.read_bytes().replace("案例 7 ".encode(), "谣言 7 ".encode())),
    "other words by SQL": _in_the_database("UPDATE cases SET value = 'x'"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_file_gives_nothing_wrong_and_is_made_anew(damage: str, cache: Cache) -> None:
    DAMAGES[damage](cache.path)
    assert cache.load("cases", "one").items() <= ENTRIES.items()
    cache.save("cases", "one", ENTRIES)
    assert cache.load("cases", "one") == ENTRIES


def test_where_it_cannot_be_read_or_written_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for cache in (Cache(tmp_path / "file/cache.sqlite"), Cache(tmp_path / "folder")):
        cache.save("cases", "one", ENTRIES)
        assert cache.load("cases", "one") == {}


def test_a_full_disk_leaves_what_was_there(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(sqlite3.Connection):
        def executemany(self, *_: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("database or disk is full")

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **options, factory=Full))
    cache.save("cases", "one", {"a": "1"})
    assert cache.load("cases", "one") == ENTRIES


def test_one_writes_and_another_goes_on_without(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **options | {"timeout": 0}))
    database = real(cache.path, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    cache.save("cases", "one", {"a": "1"})
    database.execute("ROLLBACK")
    database.close()
    assert cache.load("cases", "one") == ENTRIES


def test_whoever_is_killed_while_writing_leaves_what_was_there(cache: Cache) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from kb.content.cache import Cache\n"
        "class Fresh(dict):\n"
        "    def items(self):\n"
        "        for number in range(5000):\n"
        "            yield str(number), 'x' * 2000\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "Cache(Path(sys.argv[1])).save('cases', 'one', Fresh())\n"
    )
    assert subprocess.run([sys.executable, "-c", program, cache.path], check=False).returncode == -9
    assert cache.load("cases", "one") in ({}, ENTRIES)  # a reader cannot undo what was half written
    cache.save("cases", "one", {"a": "1"}, ENTRIES)
    assert cache.load("cases", "one") == ENTRIES | {"a": "1"}
