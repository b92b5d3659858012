"""``kb template`` writes the empty form, and over nothing that somebody may have filled in."""

from pathlib import Path

import docx
import openpyxl

from tests.cases import CORPUS
from tests.commands import run_kb


def test_it_writes_both_kinds_of_form(tmp_path: Path) -> None:
    for name in ("案例申报表.docx", "案例申报表.xlsx"):
        outcome = run_kb("template", "-o", tmp_path / name, "--cases", CORPUS)
        assert outcome.status == 0, outcome.err
    assert docx.Document(str(tmp_path / "案例申报表.docx")).paragraphs[0].text == "案例申报表"
    assert openpyxl.load_workbook(tmp_path / "案例申报表.xlsx").sheetnames[0] == "案例"


def test_it_writes_over_no_file_and_no_other_kind(tmp_path: Path) -> None:
    (tmp_path / "填过.docx").write_bytes(b"filled in")
    outcome = run_kb("template", "-o", tmp_path / "填过.docx", "--cases", CORPUS)
    assert outcome.status == 2
    assert "已经有了，没有改动" in outcome.err
    assert (tmp_path / "填过.docx").read_bytes() == b"filled in"
    outcome = run_kb("template", "-o", tmp_path / "表.doc", "--cases", CORPUS)
    assert outcome.status == 2
    assert ".docx（Word）或 .xlsx（Excel）" in outcome.err
    assert not (tmp_path / "表.doc").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    outcome = run_kb("template", "-o", tmp_path / "没有/表.docx", "--cases", CORPUS)
    assert outcome.status == 2
    assert "写不进" in outcome.err
