"""`kb pack` gives one zip, the same twice, and leaves everything as it was when a case is broken."""

import hashlib
import re
import zipfile
from pathlib import Path

from kb.entrypoints.cli.pack import size_in_words
from tests.cases import CORPUS, break_a_case, copy_cases
from tests.commands import KB, run, run_kb

#: Runs a command as somebody who keeps new files to himself.
PRIVATE = ("sh", "-c", 'umask 077; exec "$@"', "sh")


def test_packing_anywhere_gives_the_same_bytes_and_says_size_and_checksum(tmp_path: Path) -> None:
    archives = [tmp_path / "one.zip", tmp_path / "别处" / "two.zip"]
    elsewhere = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    for archive, before, environment in zip(archives, ((), PRIVATE), ({}, elsewhere), strict=True):
        site = archive.with_suffix("")
        result = run(*before, *KB, "pack", "--cases", CORPUS, "--site", site, "-o", archive, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
    assert archives[0].read_bytes() == archives[1].read_bytes()
    assert f"{size_in_words(archives[1].stat().st_size)}）" in result.stdout
    assert hashlib.sha256(archives[1].read_bytes()).hexdigest() in result.stdout
    with zipfile.ZipFile(archives[0]) as packed:
        names = set(packed.namelist())
    assert {"index.html", "compare.html", "fit.html", "self-check.html", "kb/search/core.js"} <= names
    assert not [name for name in names if re.search(r"(^|/)\.|^/|\.\.", name)]


def test_a_site_links_to_its_zip_where_that_is_asked_for(tmp_path: Path) -> None:
    site, archive = tmp_path / "site", tmp_path / "kb.zip"
    assert run_kb("pack", "--cases", CORPUS, "--site", site, "--output", archive, "--link").status == 0
    assert (site / "kb.zip").read_bytes() == archive.read_bytes()
    assert 'href="kb.zip"' in (site / "data.html").read_text("utf-8")
    with zipfile.ZipFile(archive) as packed:
        assert "kb.zip" not in packed.read("data.html").decode("utf-8")
    assert run_kb("pack", "--cases", CORPUS, "--site", site, "--output", archive).status == 0
    assert "kb.zip" not in (site / "data.html").read_text("utf-8")
    assert not (site / "kb.zip").exists()


def test_a_broken_case_changes_neither_site_nor_zip(tmp_path: Path) -> None:
    cases, archive = copy_cases(tmp_path / "cases", "wuhu-online-classroom"), tmp_path / "kb.zip"
    options = ("--cases", cases, "--site", tmp_path / "site", "--output", archive)
    assert run_kb("pack", *options).status == 0
    before = archive.read_bytes()
    name = break_a_case(cases)
    outcome = run_kb("pack", *options)
    assert outcome.status == 2
    assert name in outcome.out + outcome.err
    assert "压缩包没有生成" in outcome.err
    assert archive.read_bytes() == before


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_in_words(size) for size in (10, 4_200, 999_999, 1_250_000)] == ["1 KB", "4 KB", "1000 KB", "1.2 MB"]
