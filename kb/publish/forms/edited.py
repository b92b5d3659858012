"""Put a whole case into a form, every key of it, and take it out again as it was.

The form is that of contributors with what else editors write. Its road is ``编辑稿，照原样收``; nothing is proposed.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, cast

from pydantic.json_schema import JsonSchemaValue

from kb.model import BODY_SECTIONS, UNKNOWN, Case, CaseHead, Corpus
from kb.model.base import Model, number_in_full
from kb.publish.forms.filled_form import FilledForm, Row
from kb.publish.forms.layout import BODY, EDITED, MATERIALS, Form, Part, Question, Table, contributors_form, edited_road
from kb.publish.submission.draft import Value
from kb.publish.submission.written_case import WrittenCase

_DEFS: Final = "#/$defs/"
_LINES: Final = "一行一个"
#: The citations of a case stand among the materials; of a list of labels that may not be left out, one says 未知.
_SOURCES: Final = "sources"
_NEVER_EMPTY: Final = ("stage", "theme", "problem", "model")


def whole_form(corpus: Corpus) -> Form:
    """Return everything that a form may ask: contributors' questions by their numbers, then those for editors."""
    form = contributors_form(corpus)
    asked = {question.key for question in form.questions()}
    rest = tuple(question for question in _questions() if question.key not in asked)
    return Form((*form.parts, Part("三、编辑填的", rest)), (*form.tables, *_tables()))


def edited_form(corpus: Corpus) -> Form:
    """Return the same as it goes out filled in: several labels are lines, so that they keep their order."""
    parts = []
    for part in whole_form(corpus).parts:
        questions = []
        for question in part.questions:
            if question.key == "road":
                questions.append(edited_road())
            elif question.kind in ("choices", "texts") or question.key in _NEVER_EMPTY:
                questions.append(Question(question.key, question.title, _LINES, "texts", required=question.required))
            else:
                questions.append(question)
        parts.append(Part(part.title, tuple(questions)))
    return Form(tuple(parts), whole_form(corpus).tables)


def answers_of(case: Case) -> dict[str, str]:
    """Return what a case answers, by key."""
    head = case.model_dump(by_alias=True, include=set(CaseHead.model_fields))
    answers = {"road": next(iter(edited_road().choices))}
    for key, value in head.items():
        if isinstance(value, dict):
            answers |= {f"{key}.{part}": _text(below) for part, below in value.items()}
        elif key not in _row_models():
            answers[key] = _text(value)
    return answers | {BODY + section.heading: section.text for section in case.sections}


def rows_of(case: Case) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a case's tables."""
    head = case.model_dump(by_alias=True, include=set(_row_models()))
    rows = {}
    for key, values in head.items():
        listed = [{part: text for part, below in value.items() if (text := _text(below))} for value in values]
        rows[MATERIALS if key == _SOURCES else key] = listed
    return rows


def edited_case(filled: FilledForm) -> WrittenCase:
    """Return the case that such a form holds."""
    head: dict[str, Value] = {}
    for key in CaseHead.model_fields:
        value = _value_of(key, filled)
        if value:
            head[key] = value
        elif key in _NEVER_EMPTY:
            head[key] = UNKNOWN
    sections = tuple((heading, filled.text(BODY + heading).strip("\n")) for heading in BODY_SECTIONS)
    places = tuple(range(len(filled.rows.get(MATERIALS, ()))))
    return WrittenCase(head, sections, places)


def is_edited(filled: FilledForm) -> bool:
    """Tell whether a form holds a case as it stands."""
    return filled.text("road").strip() in (*edited_road().choices, EDITED)


def _value_of(key: str, filled: FilledForm) -> Value:
    if key in _row_models():
        rows = filled.rows.get(MATERIALS if key == _SOURCES else key, ())
        lists = _lists(_row_models()[key])
        return [group for row in rows if (group := _group(row, lists))]
    parts = _properties().get(key)
    if parts is not None:
        group = {}
        for part, kind in parts.items():
            if value := _read(filled.text(f"{key}.{part}"), is_list=kind == "array"):
                group[part] = value
        return group
    return _read(filled.text(key), is_list=key in _lists(CaseHead))


def _group(row: Row, lists: frozenset[str]) -> dict[str, Value]:
    found = {key: _read(answer.text, is_list=key in lists) for key, answer in row.answers.items()}
    return {key: value for key, value in found.items() if value}


def _read(text: str, *, is_list: bool) -> Value:
    if is_list:
        return [line.strip() for line in text.split("\n") if line.strip()]
    return " ".join(text.split("\n")).strip()


def _text(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "true"
        case float():
            return number_in_full(value)
        case list() | tuple():
            return "\n".join(map(str, value))
    return str(value)


@cache
def _row_models() -> Mapping[str, type[Model]]:
    """Return the fields of a case that are rows, each with what a row is."""
    found: dict[str, type[Model]] = {}
    for key, field in CaseHead.model_fields.items():
        models = list(_models_in(field.annotation)) if _schema_of(key).get("type") == "array" else []
        if models:
            found[key] = models[0]
    return found


def _models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


@cache
def _schema() -> JsonSchemaValue:
    return CaseHead.model_json_schema()


def _schema_of(key: str) -> JsonSchemaValue:
    return cast(JsonSchemaValue, _schema()["properties"][key])


def _group_of(key: str) -> JsonSchemaValue | None:
    """Return what a key holds that has keys of its own."""
    value = _schema_of(key)
    for part in (value, *value.get("anyOf", ())):
        if "$ref" in part:
            return cast(JsonSchemaValue, _schema()["$defs"][part["$ref"].removeprefix(_DEFS)])
    return None


@cache
def _properties() -> Mapping[str, Mapping[str, str]]:
    """Return the parts of each group, with the type of what they hold."""
    groups = ((key, _group_of(key)) for key in CaseHead.model_fields)
    return {
        key: {part: str(below.get("type", "")) for part, below in group["properties"].items()}
        for key, group in groups
        if group
    }


@cache
def _lists(model: type[Model]) -> frozenset[str]:
    """Return the keys of a model that hold several texts."""
    properties = model.model_json_schema()["properties"]
    return frozenset(key for key, value in properties.items() if value.get("type") == "array")


def _questions() -> Iterator[Question]:
    """Yield a question for each key that is no table."""
    for key in CaseHead.model_fields:
        value, group = _schema_of(key), _group_of(key)
        if key in _row_models():
            continue
        if group is None:
            yield _question(key, value["title"], value)
            continue
        for part, below in group["properties"].items():
            yield _question(f"{key}.{part}", f"{value.get('title', key)}·{below['title']}", below)


def _question(key: str, title: str, value: JsonSchemaValue) -> Question:
    several = value.get("type") == "array"
    words = "；".join(filter(None, (value.get("description", ""), _LINES * several)))
    return Question(key, title, words, "texts" if several else "text")


def _tables() -> Iterator[Table]:
    for key, model in _row_models().items():
        if key != _SOURCES:
            title = str(CaseHead.model_fields[key].title)
            properties = model.model_json_schema()["properties"]
            # Columns of several tables are called the same.
            columns = (_question(part, f"{title}·{value['title']}", value) for part, value in properties.items())
            yield Table(key, title, "", tuple(columns))
