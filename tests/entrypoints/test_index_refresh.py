"""Whatever documents are made of makes an index stale when it changes, without a word from the user."""

import json
import shutil
from pathlib import Path

import pytest

from kb.content.regions import region_of
from kb.region_table import REGION_TABLES, region_names
from tests.cases import copy_cases
from tests.commands import run_kb


def hits(project: Path, text: str) -> list[str]:
    outcome = run_kb("search", "--cases", project / "cases", "--index", project / "index", "--json", text)
    return [hit["id"] for hit in json.loads(outcome.out)["hits"]]


def test_a_place_that_was_renamed_is_found_by_its_new_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_cases(tmp_path / "cases", "wuhu-online-classroom", "jiaozuo-purchase-of-service")
    assert hits(tmp_path, "鸠兹") == []
    tables = tmp_path / "data"
    shutil.copytree(REGION_TABLES[0].parent, tables)
    table = tables / "regions.tsv"
    table.write_text(table.read_text(encoding="utf-8").replace("芜湖市", "鸠兹市"), encoding="utf-8")
    renamed = tuple(tables / path.name for path in REGION_TABLES)
    with monkeypatch.context() as patch:
        patch.setattr("kb.region_table.REGION_TABLES", renamed)
        patch.setattr("kb.search.index.refresh.REGION_TABLES", renamed)
        patch.setattr("kb.search.index.stat_fingerprint._TABLES", tables)
        region_names.cache_clear()
        region_of.cache_clear()
        assert hits(tmp_path, "鸠兹") == ["wuhu-online-classroom"]
    region_names.cache_clear()
    region_of.cache_clear()
