"""Forms that other programs saved say what was filled in; tests/fixtures/office/README.md tells how they were made."""

import pytest

from kb.content.vocabulary_fields import Labels
from kb.model import Corpus
from kb.publish.forms.draft_of import draft_of, missing_in
from kb.publish.forms.filled_form import FilledForm
from kb.publish.forms.office_files import read_form_files
from kb.publish.submission.draft import Draft
from tests.cases import ROOT
from tests.office_forms import MATERIAL, MORE, NEWSPAPER, SELF, empty_form

OFFICE = ROOT / "tests/fixtures/office"


def forms_in(*names: str) -> tuple[FilledForm, ...]:
    read, refused = read_form_files([OFFICE / name for name in names], empty_form())
    assert refused == []
    (file,) = read
    assert file.left_out == ()
    return file.forms


def draft(filled: FilledForm, corpus: Corpus) -> Draft:
    made = draft_of(filled, empty_form(), Labels(corpus.vocabulary))
    assert list(missing_in(made, filled, empty_form())) == []
    return made


def expect_self(made: Draft, since: str) -> None:
    assert made.road == "self"
    assert made.head["unit"] == {"name": SELF["unit.name"], "type": "中小学校"}
    assert made.head["region"] == "340200"
    assert made.head["problem"] == MORE["problem"].split("、")
    assert made.head["setting"] == {"kind": ["教学点"], "pupils_from": "31"}
    assert made.head["cost"] == {"amount": "6800", "note": "一台电视"}
    assert made.head["practice"] == {"status": "仍在进行", "since": since}
    assert made.head["stage"] == "小学"
    assert made.sections["背景与问题"] == SELF["body.背景与问题"]
    assert made.materials == []


def expect_material(made: Draft) -> None:
    assert made.road == "material"
    assert made.sections["做法"] == MATERIAL["body.做法"]
    (document,) = made.materials
    assert document == NEWSPAPER | {"type": "article-newspaper", "author": ["某县日报"]}


@pytest.mark.parametrize("name", ["self-libreoffice.docx", "self-through-odt.docx"])
def test_a_unit_tells_of_itself_in_a_word_file(name: str, corpus: Corpus) -> None:
    (form,) = forms_in(name)
    expect_self(draft(form, corpus), "2024-09")
    assert form.answers["summary"].place == "第 6 题"


def test_a_document_is_told_of_in_a_word_file(corpus: Corpus) -> None:
    (form,) = forms_in("material-libreoffice.docx")
    expect_material(draft(form, corpus))


@pytest.mark.parametrize(
    "names",
    [("list-libreoffice.xlsx",), ("list-cases.csv", "list-materials.csv"), ("list-materials.csv", "list-cases.csv")],
)
def test_a_list_with_its_documents(names: tuple[str, ...], corpus: Corpus) -> None:
    first, second = forms_in(*names)
    expect_self(draft(first, corpus), "2024-09-01")
    expect_material(draft(second, corpus))
    shown = "list-cases.csv第 6 行“标题”" if len(names) > 1 else "工作表“案例”F6"
    assert second.answers["title"].place == shown
