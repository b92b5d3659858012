"""Read files of contributors as a command does, and tell what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kb.content.vocabulary_fields import Labels
from kb.model import Corpus
from kb.publish.forms.draft_of import draft_of
from kb.publish.forms.office_files import read_form_files
from tests.office_forms import empty_form


class Reading(NamedTuple):
    """``text`` has a line for what was refused, each answer, each document and the problems of each draft."""

    text: str
    left_out: tuple[str, ...]


@pytest.fixture
def reading_of(tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], Reading]:
    """Return a function that reads one file; whoever asks for anything elsewhere fails."""
    monkeypatch.setattr("socket.socket", None)

    def read(name: str, data: bytes) -> Reading:
        (tmp_path / name).write_bytes(data)
        files, refused = read_form_files([tmp_path / name], empty_form())
        lines = list(refused)
        for form in (form for file in files for form in file.forms):
            lines += [f"{key}={answer.text}" for key, answer in form.answers.items()]
            for number, row in enumerate(form.rows.get("materials", ()), 1):
                lines.append(f"material {number}: title={row.text('title')}")
            head = draft_of(form, empty_form(), Labels(corpus.vocabulary)).head
            lines.append("problem:" + "、".join(head.get("problem", [])))
        return Reading("\n".join([*lines, ""]), tuple(words for file in files for words in file.left_out))

    return read
