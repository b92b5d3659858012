"""Check reading lists and discussion questions against the cases and the vocabulary."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kb.checks.rule import Rule, Scope, problem
from kb.content.collection_reader import CollectionFile
from kb.content.id_registry import GONE
from kb.content.messages import meant_hint
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import Entries, Items, Position, Scalar, key_position, scalars
from kb.model import Problem
from kb.model.base import SLUG_FORM

UNKNOWN_CASE = Rule(
    "KB601",
    "合集里的案例不存在",
    "`case` 写案例的编号，也就是它的文件名去掉 `.md`。案例改过编号的，写现在的编号。",
    "- {case: jiaozuo-purchase, why: 谁出钱写得最清楚。}",
    "- {case: jiaozuo-purchase-of-service, why: 谁出钱写得最清楚。}",
)
UNPUBLISHED_CASE = Rule(
    "KB602",
    "合集里的案例没有公开",
    "草稿还没有发布，已撤下的不再推荐，都不能放进合集。请从合集里去掉这一条，或者先让案例通过审核。",
    "- {case: xx-classroom, why: 写得最细。}        # 这个案例的审核状态是“草稿”",
    "- {case: yy-classroom, why: 写得最细。}        # 已核对来源",
)
DOUBLE_CASE = Rule(
    "KB603",
    "合集里同一个案例写了两次",
    "一个案例在一个合集里只出现一次，写明一个最要紧的理由。",
    "- {case: xx-classroom, why: 便宜。}\n- {case: xx-classroom, why: 好学。}",
    "- {case: xx-classroom, why: 便宜，也好学。}",
)
FILE_NAME = Rule(
    "KB604",
    "合集的文件名不合用",
    "文件名就是合集的网址：小写英文和数字，用连字符连接，以 `.yml` 结尾；`index` 是合集目录页的网址，不能用。",
    "cases/collections/谁来投资.yaml",
    "cases/collections/who-invests.yml",
)
UNKNOWN_TERM = Rule(
    "KB605",
    "讨论题的词不在词表中",
    "`cases/questions.yml` 里的词要与词表的名称一字不差，这样才能按案例的问题和做法选出讨论题。",
    "- term: 翻转教室",
    "- term: 翻转课堂",
)
DOUBLE_QUESTION = Rule(
    "KB606",
    "讨论题写了两次",
    "一个词只写一处，一道题只写一次，否则讲义里会重复。",
    "- term: 翻转课堂\n  ask: [课前看什么？]\n- term: 翻转课堂\n  ask: [课前看什么？]",
    "- term: 翻转课堂\n  ask: [课前看什么？, 没有设备的学生怎么办？]",
)
FEW_QUESTIONS = Rule(
    "KB607",
    "有的问题或做法还没有讨论题",
    "讲义从 `cases/questions.yml` 选讨论题。词表里每个问题、每种做法请写两三道，让老师能说说自己学校的情况。",
    "- term: 购买服务\n  ask: [好不好？]",
    "- term: 购买服务\n  ask: [合同到期谁来续？, 第三年以后的钱从哪里来？]",
    "warning",
)

_FAMILIES = ("problems", "models")
_ENOUGH = 2
_UNPUBLISHED = {"draft": "草稿", "withdrawn": "已撤下的"}


def check_collections(scope: Scope) -> Iterator[Problem]:
    """Find cases that a list may not name, or names twice, and file names that make no address."""
    for file in scope.reading.collections:
        if not re.fullmatch(SLUG_FORM, file.id) or file.id == "index" or not file.data.shown.endswith(".yml"):
            yield problem(FILE_NAME, file.data.shown, Position(1, 1), value=PurePosixPath(file.data.shown).name)
        yield from _check_cases(file, scope)


def _check_cases(file: CollectionFile, scope: Scope) -> Iterator[Problem]:
    notes = {note.name: note for note in scope.notes}
    places: dict[str, Position] = {}
    for value in scalars(file.data.root, "cases", "case"):
        first = places.setdefault(value.text, value.position)
        if not value.text:
            continue
        if value.text not in scope.case_ids:
            hint = _remedy(value.text, scope)
            yield problem(UNKNOWN_CASE, file.data.shown, value.position, value=value.text, hint=hint)
        elif first != value.position:
            yield problem(DOUBLE_CASE, file.data.shown, value.position, value=value.text, line=first.line)
        elif value.text in notes and (kind := _unpublished(notes[value.text].status, scope)):
            yield problem(UNPUBLISHED_CASE, file.data.shown, value.position, value=value.text, kind=kind)


def _remedy(name: str, scope: Scope) -> str:
    registry = scope.reading.id_registry
    if registry and name in registry.moved:
        now = registry.target(name)
        return "它已经删去，请去掉这一条。" if registry.moved[name] == GONE else f"它改名了，请写「{now}」。"
    meant = nearest(name, sorted(scope.case_ids))
    return meant_hint(meant) or "请写现有案例的编号，或者去掉这一条。"


def _unpublished(status: str, scope: Scope) -> str | None:
    vocabulary = scope.reading.vocabulary.value
    term = vocabulary.term("review_statuses", status) if vocabulary else None
    return _UNPUBLISHED.get(term.id) if term else None


def check_questions(scope: Scope) -> Iterator[Problem]:
    """Find questions on unknown words, said twice, and words without enough of them."""
    file, vocabulary = scope.reading.questions, scope.reading.vocabulary.value
    if file is None or file.root is None:
        return
    asked: dict[str, Position] = {}
    for family in _FAMILIES:
        entries = file.root.get(family)
        first: dict[str, Position] = {}
        for value in scalars(entries, "term"):
            if vocabulary and vocabulary.term(family, value.text) is None:
                hint = _nearest_term(value.text, family, scope)
                yield problem(UNKNOWN_TERM, file.shown, value.position, value=value.text, hint=hint)
            yield from _repeated(value, first, file.shown)
        for value in scalars(entries, "ask"):
            yield from _repeated(value, asked, file.shown)
        if vocabulary and isinstance(entries, Items):
            counts = _counts(entries)
            few = [term.label for term in vocabulary.terms(family) if counts.get(term.label, 0) < _ENOUGH]
            if few:
                at = key_position(file.root, (family,))
                yield problem(FEW_QUESTIONS, file.shown, at, most=_ENOUGH, values="、".join(few))


def _repeated(value: Scalar, first: dict[str, Position], shown: str) -> Iterator[Problem]:
    earlier = first.setdefault(value.text, value.position)
    if earlier != value.position:
        yield problem(DOUBLE_QUESTION, shown, value.position, value=value.text, line=earlier.line)


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


RULES = (
    UNKNOWN_CASE,
    UNPUBLISHED_CASE,
    DOUBLE_CASE,
    FILE_NAME,
    UNKNOWN_TERM,
    DOUBLE_QUESTION,
    FEW_QUESTIONS,
)
CHECKS = (check_collections, check_questions)
