"""`kb pack` gives one zip, the same twice, and leaves everything as it was when a case is broken."""

import hashlib
import re
import zipfile
from pathlib import Path

from kb.entrypoints.cli.pack import size_in_words
from kb.publish.build.archive import pack_site
from tests.cases import CORPUS, break_a_case, copy_cases
from tests.commands import KB, run, run_kb
from tests.site_files import tree_of

#: Runs a command as somebody who keeps new files to himself.
PRIVATE = ("sh", "-c", 'umask 077; exec "$@"', "sh")


def test_packing_anywhere_gives_the_same_bytes_and_says_size_and_checksum(built_site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "别处" / "kb.zip"
    elsewhere = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    result = run(*PRIVATE, *KB, "pack", "--cases", CORPUS, "--site", tmp_path / "site", "-o", archive, **elsewhere)
    assert result.returncode == 0, result.stdout + result.stderr
    here = pack_site(built_site, tmp_path / "here.zip")
    assert archive.read_bytes() == here.path.read_bytes()
    assert f"{size_in_words(archive.stat().st_size)}）" in result.stdout
    assert hashlib.sha256(archive.read_bytes()).hexdigest() in result.stdout
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
    assert {"index.html", "compare.html", "fit.html", "self-check.html", "kb/search/core.js"} <= names
    assert not [name for name in names if re.search(r"(^|/)\.|^/|\.\.", name)]


def test_a_site_links_to_its_zip_where_that_is_asked_for_and_a_broken_case_changes_neither(tmp_path: Path) -> None:
    cases, site, archive = (
        copy_cases(tmp_path / "cases", "wuhu-online-classroom"),
        tmp_path / "site",
        tmp_path / "kb.zip",
    )
    options = ("--cases", cases, "--site", site, "--output", archive)
    assert run_kb("pack", *options, "--link").status == 0
    assert (site / "kb.zip").read_bytes() == archive.read_bytes()
    assert 'href="kb.zip"' in (site / "data.html").read_text("utf-8")
    with zipfile.ZipFile(archive) as packed:
        assert "kb.zip" not in packed.read("data.html").decode("utf-8")
    assert run_kb("pack", *options).status == 0
    assert "kb.zip" not in (site / "data.html").read_text("utf-8")
    assert not (site / "kb.zip").exists()
    before, tree = archive.read_bytes(), tree_of(site)
    name = break_a_case(cases)
    outcome = run_kb("pack", *options)
    assert outcome.status == 2
    assert name in outcome.out + outcome.err
    assert "压缩包没有生成" in outcome.err
    assert (archive.read_bytes(), tree_of(site)) == (before, tree)


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_in_words(size) for size in (10, 4_200, 999_999, 1_250_000)] == ["1 KB", "4 KB", "1000 KB", "1.2 MB"]
