"""Make of a filled-in form the draft that the submission page would hold, and say what is missing in it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.content.messages import FORM_MESSAGES, rule_of
from kb.content.regions import divisions_named, no_division, region_of
from kb.content.vocabulary_fields import CONTROLLED, Labels
from kb.model import Severity
from kb.publish.forms import messages as words
from kb.publish.forms.answers import choices_of, text_value, text_values
from kb.publish.forms.filled_form import Answer, FilledForm, Row
from kb.publish.forms.layout import BODY, MATERIALS, ROAD_VALUES, Form, Question, Table
from kb.publish.submission.draft import Draft, Written
from kb.publish.submission.words import LOCATOR, ROAD

_MARK: Final = re.compile(r"[〔【]材料 ?([0-9]{1,4})[，,]")
#: The page takes one; a list may hold several.
_STAGE: Final = "stage"


class Finding(NamedTuple):
    """What is wrong with an answer, in the words of kb check, and where the answer stands."""

    place: str
    code: str
    severity: Severity
    message: str


def draft_of(filled: FilledForm, form: Form, labels: Labels) -> Draft:
    """Return what was answered, as the page keeps it; words of the vocabulary by their labels."""
    draft = Draft(road=_road_of(filled, form), person=filled.text("person").strip())
    for question in form.questions():
        text = filled.text(question.key)
        if question.key in ("road", "person") or not text:
            continue
        if question.key.startswith(BODY):
            draft.sections[question.key.removeprefix(BODY)] = text_value(question, text)
        else:
            _put(draft.head, question.key, _labelled(question.key, value_of(question, text), labels))
    table = next(table for table in form.tables if table.key == MATERIALS)
    draft.materials = [_material(row, table) for row in filled.rows.get(MATERIALS, ())]
    return draft


def value_of(question: Question, text: str) -> Written:
    """Return an answer as the file will have it."""
    if question.kind in ("choices", "texts"):
        return text_values(question, text)
    if question.key == _STAGE:
        stages = text_values(question, text)
        return stages[0] if len(stages) == 1 else stages
    return text_value(question, text)


def _labelled(key: str, value: Written, labels: Labels) -> Written:
    family = CONTROLLED.get(tuple(key.split(".")))
    if family and isinstance(value, str):
        return labels.label_of(family, value) or value
    if family and isinstance(value, list):
        return list(dict.fromkeys(labels.label_of(family, one) or one for one in value))
    return value


def missing_in(draft: Draft, filled: FilledForm, form: Form) -> Iterator[Finding]:
    """Say what has to be answered and is not, in the words of the page."""
    if not draft.road:
        yield _missing("road", ROAD, "choice", filled)
    for question in form.questions():
        needed = question.required or (question.key == "practice.status" and draft.road == "self")
        if needed and question.key != "road" and not _known(draft, question.key):
            yield _missing(question.key, question.title, question.kind, filled)
    region = str(draft.head.get("region", ""))
    if region and not region_of(region) and not re.fullmatch("[0-9]{6}", region):
        message = no_division(region, divisions_named(region))
        yield Finding(place_of("region", filled), "KB205", rule_of("KB205").severity, message)
    if draft.road != "material":
        return
    if not draft.materials:
        yield _finding("KB201", filled.place or words.say("place.materials"), name="材料")
    table = next(table for table in form.tables if table.key == MATERIALS)
    for material, row in zip(draft.materials, filled.rows.get(MATERIALS, ()), strict=True):
        for column in table.columns:
            if column.required and not material.get("source") and not material.get(column.key):
                key = "KB201.choose" if column.kind == "choice" else "KB201"
                yield _finding(key, _place_in(row, column.key), name=column.title)
        if not material.get("locator"):
            yield _finding("KB201", _place_in(row, "locator"), name=LOCATOR[0])
    for heading, text in draft.sections.items():
        for number in dict.fromkeys(_MARK.findall(text)):
            if not 1 <= int(number) <= len(draft.materials):
                message = words.say("material", number=number)
                yield Finding(place_of(BODY + heading, filled), "KB303", rule_of("KB303").severity, message)


def place_of(key: str, filled: FilledForm) -> str:
    """Return where a question is answered, or should be."""
    answer = filled.answers.get(key)
    return answer.place if answer else filled.place


def _place_in(row: Row, key: str) -> str:
    return row.answers.get(key, Answer("", row.place)).place


def _road_of(filled: FilledForm, form: Form) -> str:
    question = next(question for question in form.questions() if question.key == "road")
    chosen = choices_of(question, filled.text("road"))
    road = ROAD_VALUES.get(chosen[0].strip(), "") if len(chosen) == 1 else ""
    return road or ("material" if not chosen and filled.rows.get(MATERIALS) else "")


def _material(row: Row, table: Table) -> dict[str, Written]:
    material = {column.key: value_of(column, row.text(column.key)) for column in table.columns}
    return {key: value for key, value in material.items() if value}


def _put(head: dict[str, Written], key: str, value: Written) -> None:
    name, _, part = key.partition(".")
    if not part:
        head[name] = value
        return
    group = head.setdefault(name, {})
    if isinstance(group, dict):
        group[part] = value


def _known(draft: Draft, key: str) -> bool:
    if key.startswith(BODY):
        return bool(draft.sections.get(key.removeprefix(BODY)))
    name, _, part = key.partition(".")
    value = draft.head.get(name)
    return bool(value.get(part) if part and isinstance(value, dict) else value)


def _missing(key: str, title: str, kind: str, filled: FilledForm) -> Finding:
    chosen = kind in ("choice", "region")
    return _finding("KB201.choose" if chosen else "KB201", place_of(key, filled), name=title)


def _finding(key: str, place: str, **values: object) -> Finding:
    rule = rule_of(key)
    return Finding(place, rule.code, rule.severity, FORM_MESSAGES[key].format(**values))
