"""``kb diff`` hides nothing: whatever value of whatever file changes, a reviewer sees the old and the new one."""

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kb.content.corpus_reader import read_corpus
from kb.content.id_registry import IdRegistry
from kb.model.base import Model, number_in_full
from kb.model.study import Search
from kb.publish.diff.compare import CorpusDiff, Library, compare
from kb.publish.diff.report import quoted, render_json, render_markdown, render_text, visible
from tests.cases import CORPUS

#: What a field that is empty in the library may hold: the first that its type takes is written there.
_VALUES = ("2019-05", "改动后", "a-new-name", "340100", "https://example.org/x", "10.1234/x", 7, 7.5, True, ["改动后"])
#: What is no value of a file: digests, what the reader works out, and the text of the body, which a test below changes.
_NO_VALUES = {"content_hashes", "withdrawn", "moved", "body", "sections"}
#: Of a list, the first and the last stand for the others.
_ENDS = (0, -1)

Change = tuple[str, object, object, Any]


def changes_of(value: Any, path: str = "") -> Iterator[Change]:
    """Yield, for each value within one: where it is, the old value, the new one, and the whole with it."""
    if isinstance(value, Model):
        for name, info in type(value).model_fields.items():
            if name in _NO_VALUES:
                continue
            held = getattr(value, name)
            for where, old, new, whole in changes_of(held, f"{path}.{name}"):
                yield where, old, new, value.model_copy(update={name: whole})
            new = first_valid(Annotated[info.annotation, None, *info.metadata]) if held in (None, ()) else None
            if new is not None:
                yield f"{path}.{name}+", "", new, value.model_copy(update={name: new})
    elif isinstance(value, dict):
        for key in {list(value)[end] for end in _ENDS if value}:
            for where, old, new, whole in changes_of(value[key], f"{path}[{key}]"):
                yield where, old, new, {**value, key: whole}
    elif isinstance(value, tuple):
        for at in {end % len(value) for end in _ENDS if value}:
            for where, old, new, whole in changes_of(value[at], f"{path}[{at}]"):
                yield where, old, new, (*value[:at], whole, *value[at + 1 :])
            if isinstance(value[at], str):
                yield f"{path}[{at}]-", value[at], "", (*value[:at], *value[at + 1 :])
    elif isinstance(value, bool):
        yield path, value, not value, not value
    elif value is not None:
        new = f"{value}改" if isinstance(value, str) else value + 1
        yield path, value, new, new


def orders_of(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield where a list stands and the whole with its first two items swapped, for each list within one."""
    if isinstance(value, Model):
        for name in type(value).model_fields.keys() - _NO_VALUES - {"cases"}:
            for where, whole in orders_of(getattr(value, name), f"{path}.{name}"):
                yield where, value.model_copy(update={name: whole})
    elif isinstance(value, dict):
        for key, each in value.items():
            for where, whole in orders_of(each, f"{path}[{key}]"):
                yield where, {**value, key: whole}
    elif isinstance(value, tuple) and value:
        if len(value) > 1:
            yield path, (value[1], value[0], *value[2:])
        for where, whole in orders_of(value[0], f"{path}[0]"):
            yield where, (whole, *value[1:])


def first_valid(annotation: object) -> object:
    for value in _VALUES:
        try:
            return TypeAdapter(annotation).validate_python(value)
        except ValidationError:
            continue
    return None


def said(value: object) -> str:
    """Return what of a value must be read."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return said(value[0])
    if isinstance(value, Model):
        return next(each for _, each in value if isinstance(each, str))
    return number_in_full(value) if isinstance(value, float) else str(value)


def fields_of(diff: CorpusDiff) -> list[dict[str, str]]:
    found = json.loads(render_json(diff))
    changes = [change for kind in ("changed", "withdrawn", "entries") for change in found[kind]]
    return [field for change in changes for field in change["fields"]]


def names_of(diff: CorpusDiff) -> set[str]:
    return {each.id for each in (*diff.new, *diff.removed, *diff.entries)}


def is_read(old: str, new: str, diff: CorpusDiff) -> bool:
    """Tell whether both values stand in one line of either report."""
    markdown = html.unescape(render_markdown(diff)).translate({ord("＠"): "@", ord("＃"): "#"})
    return all(
        any(old[-20:] in line and new[-20:] in line for line in text.splitlines())
        for text in (render_text(diff), markdown)
    )


@pytest.fixture(scope="module")
def library() -> Library:
    reading = read_corpus(CORPUS)
    assert reading.corpus
    # One case is like the others, and each compared takes its time.
    one = reading.corpus.model_copy(update={"cases": reading.corpus.cases[-1:]})
    return Library(one, reading.id_registry)


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which pages there are is compared elsewhere, and takes longer than all the rest."""
    monkeypatch.setattr("kb.publish.diff.compare.page_addresses", lambda _: set())


def test_every_value_that_changes_is_seen_with_the_old_and_the_new_one(library: Library) -> None:
    unseen, kinds, count = [], set(), 0
    for where, old, new, corpus in changes_of(library.corpus):
        count += 1
        kinds.add(where.split(".")[1].split("[")[0])
        diff = compare(library, replace(library, corpus=corpus))
        pair = said(old), said(new)
        seen = any(pair[0] in field["before"] and pair[1] in field["after"] for field in fields_of(diff))
        # An id is what a case or an entry is known by: the old one is gone, the new one there.
        if not (seen and is_read(*pair, diff)) and not set(pair) <= names_of(diff):
            unseen.append(f"{where}: {old!r} → {new!r}: {fields_of(diff)}")
    assert not unseen, f"{len(unseen)} of {count}: " + "\n".join(unseen)
    assert kinds == {"cases", "vocabulary", "sources", "notice", "collections", "questions", "studies"}
    assert count > 500


def test_every_list_in_another_order_is_a_change(library: Library) -> None:
    changes = list(orders_of(library.corpus))
    silent = [where for where, corpus in changes if not fields_of(compare(library, replace(library, corpus=corpus)))]
    assert silent == []
    assert len(changes) > 40


def test_a_changed_section_is_seen(library: Library) -> None:
    (case,) = library.corpus.cases
    for at, section in enumerate(case.sections):
        for text in (f"{section.text}\n\n新的一段", section.text.replace("\n", "\n> ", 1), section.text[:-1]):
            sections = (*case.sections[:at], section.model_copy(update={"text": text}), *case.sections[at + 1 :])
            corpus = library.corpus.model_copy(update={"cases": (case.model_copy(update={"sections": sections}),)})
            diff = compare(library, replace(library, corpus=corpus))
            assert text == section.text or fields_of(diff), section.heading


def test_what_is_said_twice_of_a_term_is_compared_one_by_one(library: Library) -> None:
    studies = library.corpus.studies
    twice = (*studies.searched, *(Search(model="双师教学", looked_for=text, date="2026-01") for text in ("甲", "乙")))
    before, after = (
        replace(
            library, corpus=library.corpus.model_copy(update={"studies": studies.model_copy(update={"searched": s})})
        )
        for s in (twice, (*twice[:-2], twice[-2].model_copy(update={"looked_for": "丙"}), twice[-1]))
    )
    assert [(each["before"], each["after"]) for each in fields_of(compare(before, after))] == [("甲", "丙")]


@pytest.mark.parametrize(
    ("before", "after"), [(("甲、乙", "丙"), ("甲", "乙、丙")), (("甲，乙",), ("甲", "乙")), (("甲  乙",), ("甲 乙",))]
)
def test_values_that_read_alike_are_told_apart(library: Library, before: tuple[str], after: tuple[str]) -> None:
    (case,) = library.corpus.cases
    old, new = (
        replace(
            library, corpus=library.corpus.model_copy(update={"cases": (case.model_copy(update={"aliases": each}),)})
        )
        for each in (before, after)
    )
    (field,) = fields_of(compare(old, new))
    assert field["before"] != field["after"]


def test_a_line_that_only_ends_elsewhere_is_seen_to(library: Library) -> None:
    (case,) = library.corpus.cases
    old, new = (
        replace(
            library, corpus=library.corpus.model_copy(update={"cases": (case.model_copy(update={"sections": each}),)})
        )
        for each in (
            tuple(section.model_copy(update={"text": text}) for section in case.sections[:1])
            for text in ("先测网络\n再排课", "先测网络 再排课")
        )
    )
    assert is_read("先测网络⏎再排课", "先测网络 再排课", compare(old, new))


def test_an_id_that_moves_elsewhere_is_seen(library: Library) -> None:
    registry = library.registry
    assert isinstance(registry, IdRegistry)
    moved = replace(registry, moved={**registry.moved, "old": "b"}, lines={**registry.lines, "old": 99})
    again = replace(moved, moved={**moved.moved, "old": "c"})
    diff = compare(replace(library, registry=moved), replace(library, registry=again))
    assert [(each["before"], each["after"]) for each in fields_of(diff)] == [("b", "c")]
    assert is_read("b", "c", diff)


def test_the_last_letter_of_a_long_value_is_seen(library: Library) -> None:
    (case,) = library.corpus.cases
    old, new = (
        replace(
            library, corpus=library.corpus.model_copy(update={"cases": (case.model_copy(update={"title": title}),)})
        )
        for title in ("字" * 400 + "甲", "字" * 400 + "乙")
    )
    assert is_read("字甲", "字乙", compare(old, new))


def test_what_nobody_sees_stands_as_a_number() -> None:
    for unseen in "\u202e\u2066\u200b\x7f\x1b\x9f\ufeff":
        assert visible(f"甲{unseen}乙\n丙") == f"甲⟨U+{ord(unseen):04X}⟩乙 丙"
        assert unseen not in quoted(unseen)
