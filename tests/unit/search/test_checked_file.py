"""A value kept under its checksum comes back whole or not at all."""

from pathlib import Path

import pytest

from kb.search.store.checked_file import read_checked, replace_checked, write_checked

VALUE = {"案例": ["一", 2, 0.5, None], "lone surrogate": "\udc80", "lines": "a\nb\r\n"}


def test_a_value_comes_back_as_it_was(tmp_path: Path) -> None:
    write_checked(tmp_path / "file", VALUE)
    assert read_checked(tmp_path / "file") == VALUE
    replace_checked(tmp_path / "file", [VALUE], flushed=True)
    assert read_checked(tmp_path / "file") == [VALUE]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_whatever_is_cut_off_or_altered_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_checked(path, VALUE)
    whole = path.read_bytes()
    for length in range(len(whole)):
        altered = whole[:length] + bytes([whole[length] ^ 1]) + whole[length + 1 :]
        for data in (whole[:length], altered):
            path.write_bytes(data)
            with pytest.raises(ValueError, match="file"):
                read_checked(path)


def test_a_missing_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_checked(tmp_path / "file")


def test_what_cannot_be_replaced_stays_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_checked(tmp_path / "file", VALUE)
    with pytest.raises(TypeError):
        replace_checked(tmp_path / "file", object())
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_checked(tmp_path / "folder", VALUE)
    assert read_checked(tmp_path / "file") == VALUE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
