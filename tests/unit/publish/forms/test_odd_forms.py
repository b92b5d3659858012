"""What was tried once is read, left out or refused as it was found right; the browser reads the same files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.content.vocabulary_fields import Labels
from kb.model import Corpus
from kb.publish.forms.draft_of import draft_of
from kb.publish.forms.office_files import read_form_files
from tests.odd_tables import ODD_TABLES
from tests.odd_words import ODD_WORDS
from tests.office_forms import empty_form

ODD = [*ODD_WORDS, *ODD_TABLES]


@pytest.mark.parametrize(("name", "made", "said"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_odd_forms(name: str, made: Callable[[], bytes], said: str, tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / name
    path.write_bytes(made())
    files, refused = read_form_files([path], empty_form())
    lines = refused
    for file in files:
        lines += [f"left={words}" for words in file.left_out]
        for form in file.forms:
            lines += [f"{key}={answer.text}" for key, answer in form.answers.items()]
            head = draft_of(form, empty_form(), Labels(corpus.vocabulary)).head
            lines.append("problem:" + "、".join(head.get("problem", [])))
    assert said in "\n".join([*lines, ""])
