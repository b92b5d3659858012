"""The person's own folders: one a cases folder, and a key that stays."""

import stat
from pathlib import Path

import pytest

from kb.user_folders import cache_folder, config_folder, keyed_digest


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_every_cases_folder_has_a_readable_cache_folder_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "案例 库" / "cases", tmp_path / "案例_库" / "cases"
    assert cache_folder(one) == cache_folder(one / ".." / "cases") != cache_folder(other)
    assert cache_folder(one).name.startswith("案例_库-cases-")
    assert cache_folder(one).is_relative_to(tmp_path / "cache")


def test_the_key_is_made_once_and_nobody_else_can_read_it() -> None:
    digest = keyed_digest(b"one")
    key = config_folder() / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert keyed_digest(b"one") == digest != keyed_digest(b"two")
    assert [path.name for path in config_folder().iterdir()] == ["key"]


def test_another_key_makes_other_digests() -> None:
    digest = keyed_digest(b"one")
    (config_folder() / "key").unlink()
    assert keyed_digest(b"one") != digest


def test_a_key_that_was_cut_short_is_replaced() -> None:
    keyed_digest(b"one")
    (config_folder() / "key").write_bytes(b"")
    assert keyed_digest(b"one") == keyed_digest(b"one")
    assert len((config_folder() / "key").read_bytes()) == 32
