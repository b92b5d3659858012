"""Each case of the library goes out to a filled-in form, comes in again and is equal, front matter and body."""

from pathlib import Path

import pytest

from kb.content.case_reader import case_of
from kb.content.corpus_reader import read_corpus
from kb.content.problems import Problems
from kb.content.vocabulary_fields import Labels
from kb.model import Case, CaseHead, Corpus
from kb.publish.forms.edited import edited_case, excel_of_cases, is_edited, whole_form, word_of_case
from kb.publish.forms.filled_form import FilledForm
from kb.publish.forms.office_files import read_form_files
from tests.cases import ROOT

READING = read_corpus(ROOT / "cases")
assert READING.corpus is not None
CORPUS: Corpus = READING.corpus


def read_back(data: bytes, name: str, folder: Path) -> tuple[FilledForm, ...]:
    path = folder / name
    path.write_bytes(data)
    (file,), refused = read_form_files([path], whole_form(CORPUS))
    assert refused == []
    assert file.left_out == ()
    return file.forms


def expect_equal(form: FilledForm, case: Case) -> None:
    assert is_edited(form)
    problems = Problems("x.md")
    read = case_of(edited_case(form).text, Path(f"{case.id}.md"), Labels(CORPUS.vocabulary), problems).case
    assert problems.found == []
    assert read is not None
    for key in CaseHead.model_fields:
        assert getattr(read, key) == getattr(case, key)
    assert read.body == case.body


@pytest.mark.parametrize("case", CORPUS.cases, ids=lambda case: case.id)
def test_through_word(case: Case, tmp_path: Path) -> None:
    (form,) = read_back(word_of_case(case, CORPUS), "表.docx", tmp_path)
    expect_equal(form, case)


def test_through_excel(tmp_path: Path) -> None:
    forms = read_back(excel_of_cases(CORPUS.cases, CORPUS), "表.xlsx", tmp_path)
    for form, case in zip(forms, CORPUS.cases, strict=True):
        expect_equal(form, case)
