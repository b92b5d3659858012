"""The same mkdocs.yml builds the same site under ProperDocs, the way out of MkDocs (decision 0004)."""

import sys
from pathlib import Path

from tests.cases import CORPUS
from tests.commands import run
from tests.site_files import tree_of


def test_properdocs_builds_the_files_that_kb_build_does(built_site: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site")
    result = run(*command, KB_CASES=str(CORPUS), NO_MKDOCS_2_WARNING="1")
    assert result.returncode == 0, result.stdout + result.stderr
    built = tree_of(built_site)
    assert len(built) > 100
    assert tree_of(tmp_path / "site") == built
