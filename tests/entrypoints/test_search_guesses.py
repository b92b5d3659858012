"""``kb search`` says where it only guesses, and reads what is typed by sound as it is meant."""

import json
from pathlib import Path

import pytest

from tests.cases import CORPUS
from tests.commands import run_kb
from tests.entrypoints.test_search_command import found, search


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("guesses") / "index"
    assert run_kb("index", "--cases", CORPUS, "--index", index).status == 0
    return index


def test_a_word_of_which_only_pieces_stand_somewhere_is_no_answer_without_a_word(index: Path) -> None:
    unknown = json.loads(search(index, "编程课", "--json").out)
    assert (unknown["total"], unknown["notes"]) == (0, ["没有写到“编程课”的案例。"])
    half = json.loads(search(index, "体育馆", "--json").out)
    assert half["total"]
    assert half["notes"] == ["没有案例连着写“体育馆”，下面是写到其中几个字的。"]
    assert json.loads(search(index, "班班通", "--json").out)["notes"] == []


def test_the_digits_of_tones_are_no_numbers(index: Path) -> None:
    for typed in ("jiao1 zuo4", "jiao1zuo4", "Wu2 hu2"):
        plain = typed.lower().translate(dict.fromkeys(map(ord, "0123456789"), " "))
        assert found(index, typed) == found(index, plain), typed
