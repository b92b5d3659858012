"""A packed site is the same bytes for the same site, and never half written."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from kb.errors import PublishError
from kb.publish.build.archive import HOW_TO_OPEN, pack_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in ("index.html", "cases/芜湖.html", "kb/a.js", "kb/b.js", ".gitignore", ".hidden/x"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} " * 50, encoding="utf-8")
    return folder


def test_the_same_site_gives_the_same_bytes_whenever_and_by_whomever_it_was_built(site: Path, tmp_path: Path) -> None:
    first = pack_site(site, tmp_path / "one.zip")
    for at, path in enumerate(sorted(site.rglob("*"))):
        os.utime(path, (1_000_000_000 + at, 1_500_000_000 + at))
        path.chmod(0o700)
    second = pack_site(site, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert first.digest == second.digest


def test_a_changed_site_gives_other_bytes(site: Path, tmp_path: Path) -> None:
    first = pack_site(site, tmp_path / "one.zip")
    (site / "index.html").write_text("new", encoding="utf-8")
    assert pack_site(site, tmp_path / "one.zip").digest != first.digest


def test_files_stand_in_order_with_plain_rights_and_names_that_every_system_reads(site: Path, tmp_path: Path) -> None:
    archive = pack_site(site, tmp_path / "one.zip")
    with zipfile.ZipFile(archive.path) as packed:
        assert packed.testzip() is None
        entries = packed.infolist()
        assert packed.read("kb/a.js") == (site / "kb/a.js").read_bytes()
    names = [entry.filename for entry in entries]
    assert names == [HOW_TO_OPEN, "cases/芜湖.html", "index.html", "kb/a.js", "kb/b.js"]
    assert archive.files == len(names)
    assert {stat.S_IMODE(entry.external_attr >> 16) for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())


def test_a_zip_inside_the_site_it_packs_is_refused(site: Path) -> None:
    with pytest.raises(PublishError, match="不能放在网站文件夹"):
        pack_site(site, site / "kb" / "all.zip")


def test_a_folder_given_for_the_zip_is_refused_with_what_to_write(site: Path, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"kb-site\.zip"):
        pack_site(site, tmp_path)


def test_a_fault_leaves_the_older_zip_and_no_remains(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "out" / "one.zip"
    pack_site(site, archive)
    before = archive.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(PublishError, match="不能写压缩包"):
        pack_site(site, archive)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == ["one.zip"]
