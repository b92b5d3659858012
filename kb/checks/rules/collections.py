"""Check reading lists and discussion questions against the cases and the vocabulary."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kb.checks.rules.references import hint_for
from kb.checks.scope import CaseCheck, Scope
from kb.content.id_registry import GONE
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.yaml_file import DataFile
from kb.content.yaml_nodes import Entries, Items, Position, Scalar, key_position, scalars
from kb.model import Collection, Problem
from kb.model.base import DEVICES, is_slug

_FAMILIES = ("problems", "models")
_ENOUGH = 2
_UNPUBLISHED = {"draft": "草稿", "withdrawn": "已撤下的"}


def check_collections(scope: Scope) -> Iterator[Problem]:
    """Find cases that a list may not name, or names twice, and file names that make no address."""
    for file in scope.reading.collections:
        name = PurePosixPath(file.shown).name
        if file.id in DEVICES:
            yield problem("KB604.device", file.shown, Position(1, 1), value=name)
        elif not is_slug(file.id) or file.id == "index" or not file.shown.endswith(".yml"):
            yield problem("KB604", file.shown, Position(1, 1), value=name)
        yield from _check_cases(file, scope)


def _check_cases(file: DataFile[Collection], scope: Scope) -> Iterator[Problem]:
    digests = {digest.name: digest for digest in scope.digests}
    places: dict[str, Position] = {}
    for value in scalars(file.root, "cases", "case"):
        first = places.setdefault(value.text, value.position)
        if not value.text:
            continue
        if value.text not in scope.case_ids:
            hint = _remedy(value.text, scope)
            yield problem("KB601", file.shown, value.position, value=value.text, hint=hint)
        elif first != value.position:
            yield problem("KB603", file.shown, value.position, value=value.text, line=first.line)
        elif value.text in digests:
            term = scope.term("review_statuses", digests[value.text].status)
            if kind := _UNPUBLISHED.get(term.id if term else ""):
                yield problem("KB602", file.shown, value.position, value=value.text, kind=kind)


def _remedy(name: str, scope: Scope) -> str:
    registry = scope.reading.id_registry
    if name in registry.moved:
        now = registry.target(name)
        return "它已经删去，请去掉这一条。" if registry.moved[name] == GONE else f"它改名了，请写“{now}”。"
    return hint_for(name, scope.case_ids) or "请写现有案例的编号，或者去掉这一条。"


def check_questions(scope: Scope) -> Iterator[Problem]:
    """Find questions on unknown words, said twice, and words without enough of them."""
    file, vocabulary = scope.reading.questions, scope.reading.vocabulary.value
    if file.root is None:
        return
    asked: dict[str, Position] = {}
    for family in _FAMILIES:
        entries = file.root.get(family)
        first: dict[str, Position] = {}
        for value in scalars(entries, "term"):
            if vocabulary and vocabulary.term(family, value.text) is None:
                hint = _nearest_term(value.text, family, scope)
                yield problem("KB605", file.shown, value.position, value=value.text, hint=hint)
            yield from _repeated(value, first, file.shown)
        for value in scalars(entries, "ask"):
            yield from _repeated(value, asked, file.shown)
        if vocabulary and isinstance(entries, Items):
            counts = _counts(entries)
            few = [term.label for term in vocabulary.terms(family) if counts.get(term.label, 0) < _ENOUGH]
            if few:
                at = key_position(file.root, (family,))
                yield problem("KB607", file.shown, at, most=_ENOUGH, values="、".join(few))


def _repeated(value: Scalar, first: dict[str, Position], shown: str) -> Iterator[Problem]:
    earlier = first.setdefault(value.text, value.position)
    if earlier != value.position:
        yield problem("KB606", shown, value.position, value=value.text, line=earlier.line)


def _counts(entries: Items) -> dict[str, int]:
    return {
        term.text: len(list(scalars(entry, "ask")))
        for entry in entries.items
        if isinstance(entry, Entries)
        for term in scalars(entry, "term")
    }


def _nearest_term(word: str, family: str, scope: Scope) -> str:
    labels, vocabulary = scope.labels, scope.reading.vocabulary.value
    names = [term.label for term in vocabulary.terms(family)] if vocabulary else []
    meant = (labels.label_of(family, word) if labels else None) or nearest(word, names)
    return meant_hint(meant) or "请写词表里的名称。"


CASE_CHECKS: tuple[CaseCheck, ...] = ()
CHECKS = (check_collections, check_questions)
