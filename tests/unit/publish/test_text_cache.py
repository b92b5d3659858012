"""A cache gives back what was put in, or nothing; whatever happens to its file."""

import sqlite3
from pathlib import Path

import pytest

from kb.publish.text_cache import TextCache, key_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".kb" / "cache" / "pages.sqlite"


def stored(path: Path, **texts: str) -> None:
    cache = TextCache(path)
    for name, text in texts.items():
        cache.put(key_of(name), text)
    cache.save()
    cache.close()


def found(path: Path, name: str) -> str | None:
    cache = TextCache(path)
    try:
        return cache.get(key_of(name))
    finally:
        cache.close()


def test_a_text_is_found_again_and_another_is_not(path: Path) -> None:
    stored(path, one="甲" * 1000)
    assert found(path, "one") == "甲" * 1000
    assert found(path, "two") is None


def test_parts_of_a_key_do_not_run_together() -> None:
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to be taken for one" * 90])
def test_a_file_that_is_no_cache_is_made_anew(path: Path, damage: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    stored(path, one="x")
    assert found(path, "one") == "x"


def test_a_damaged_text_counts_as_missing_and_the_others_stay(path: Path) -> None:
    stored(path, one="x", two="y")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE texts SET packed = substr(packed, 1, 3) WHERE key = ?", (key_of("one"),))
    database.close()
    assert found(path, "one") is None
    assert found(path, "two") == "y"


def test_a_text_put_in_anothers_place_is_noticed(path: Path) -> None:
    stored(path, one="x", two="y")
    with sqlite3.connect(path) as database:
        packed = database.execute("SELECT packed FROM texts WHERE key = ?", (key_of("two"),)).fetchone()[0]
        database.execute("UPDATE texts SET packed = ? WHERE key = ?", (packed, key_of("one")))
    database.close()
    assert found(path, "one") is None


def test_bytes_overwritten_anywhere_never_give_a_wrong_text(path: Path) -> None:
    texts = {f"n{number}": f"文本 {number} " * 50 for number in range(40)}
    stored(path, **texts)
    whole = path.read_bytes()
    for start in range(0, len(whole), 997):
        path.write_bytes(whole[:start] + b"\xff" * 16 + whole[start + 16 :])
        for name in ("n0", "n20", "n39"):
            assert found(path, name) in (None, texts[name])


def test_a_file_of_another_layout_is_made_anew(path: Path) -> None:
    stored(path, one="x")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert found(path, "one") is None


def test_what_several_builds_have_not_used_is_dropped(path: Path) -> None:
    stored(path, old="x", used="y")
    for number in range(6):
        assert found(path, "used") == "y"
        cache = TextCache(path)
        cache.get(key_of("used"))
        cache.put(key_of(f"new {number}"), "z")
        cache.save()
        cache.close()
    assert found(path, "used") == "y"
    assert found(path, "old") is None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = TextCache(tmp_path / "file" / "cache.sqlite")
    cache.put(key_of("one"), "x")
    cache.save()
    assert cache.get(key_of("one")) == "x"
    assert cache.get(key_of("two")) is None


def test_a_cache_that_another_build_is_writing_is_still_read(path: Path) -> None:
    stored(path, one="x")
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    cache = TextCache(path)
    assert cache.get(key_of("one")) == "x"
    cache.put(key_of("two"), "y")
    cache.save()
    cache.close()
    other.rollback()
    other.close()
