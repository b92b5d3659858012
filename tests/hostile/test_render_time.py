"""What the checks accept is rendered and indexed at once; what would take longer they refuse."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.checks.rules.limits import BODY_LIMITS, PARAGRAPH_LIMITS, check_depth, check_length
from kb.checks.scope import Scope
from kb.content.case_reader import read_case
from kb.content.corpus_reader import read_corpus
from kb.content.vocabulary_fields import Labels
from kb.model import Case, Corpus
from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from kb.search.case_document import document_of
from tests.hostile import payloads
from tests.hostile.hostile_files import BASE, CORPUS, Hostile, in_body
from tests.pace import cpu_seconds
from tests.theme import page_renderer

READING = read_corpus(BASE)
assert READING.corpus
CORPUS_BESIDE: Corpus = READING.corpus
RENDERER = page_renderer(Catalogue(CORPUS_BESIDE))

#: Among other work the slowest takes about two.
SECONDS = 6


def not_too_much(path: Path, data: bytes) -> Case | None:
    """Return the case unless it is too much; other checks may refuse it for what it says."""
    path.write_bytes(data)
    file = read_case(path, str(path), Labels(CORPUS_BESIDE.vocabulary))
    return None if [*check_length(file, Scope(READING)), *check_depth(file, Scope(READING))] else file.case


def seconds_to_publish(case: Case) -> float:
    def publish() -> None:
        corpus = CORPUS_BESIDE.model_copy(update={"cases": (case,)})
        assert CasePages(Catalogue(corpus), RENDERER).render(case).render()
        assert document_of(case, corpus)

    return cpu_seconds(publish)


def within(text: str, limits: Mapping[str, tuple[str, int]]) -> str:
    """Cut a text where it would exceed its limits."""
    for pattern, (_, most) in limits.items():
        found = list(re.finditer(pattern, text))
        text = text[: found[most].start()] if len(found) > most else text
    return text


@pytest.mark.parametrize("hostile", [one for one in CORPUS if one.code is None], ids=lambda hostile: hostile.name)
def test_every_hostile_file_that_is_accepted_is_published_within_bounded_time(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / "hostile-case.md"
    path.write_bytes(hostile.data)
    case = read_case(path, str(path), Labels(CORPUS_BESIDE.vocabulary)).case
    assert case
    assert seconds_to_publish(case) < SECONDS


@pytest.mark.parametrize("unit", payloads.SLOW_UNITS)
def test_a_body_filled_to_its_limits_is_published_within_bounded_time(unit: str, tmp_path: Path) -> None:
    room = 29_500
    if "\n\n" in unit:
        body = within(unit * (room // len(unit)), BODY_LIMITS)[:-100]
    else:
        paragraph = within(unit * (2_900 // len(unit)), PARAGRAPH_LIMITS).strip()
        paragraph += "a " * ((2_900 - len(paragraph)) // 2)
        body = within((paragraph + "\n\n") * (room // (len(paragraph) + 2)), BODY_LIMITS)[:-100]
    while (case := not_too_much(tmp_path / "hostile-case.md", in_body(f"\n{body}"))) is None:
        body = body[: len(body) * 19 // 20]
    assert len(body) > 900, "so much is accepted"
    assert seconds_to_publish(case) < SECONDS
