"""The same mkdocs.yml builds the same site under ProperDocs, the way out of MkDocs (decision 0004)."""

import sys
from pathlib import Path

from tests.entrypoints.site_build import MKDOCS, run, tree_of


def test_properdocs_and_mkdocs_build_the_same_files(tmp_path: Path) -> None:
    trees = []
    for name, command in (("mkdocs", MKDOCS), ("properdocs", (sys.executable, "-m", "properdocs"))):
        site = tmp_path / name
        environment = {"SOURCE_DATE_EPOCH": "86400", "NO_MKDOCS_2_WARNING": "1"}
        result = run(*command, "build", "--strict", "--quiet", "--site-dir", str(site), **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        trees.append(tree_of(site))
    mkdocs, properdocs = trees
    assert len(mkdocs) > 100
    assert mkdocs == properdocs
