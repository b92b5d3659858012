"""Put whole cases into a form, every key of them, and take them out again as they were.

The form is that of contributors with what else editors write. Its road is ``编辑稿，照原样收``; nothing is proposed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, get_origin

from pydantic.fields import FieldInfo

from kb.model import BODY_SECTIONS, UNKNOWN, Case, CaseHead, Corpus
from kb.model.base import Model, number_in_full
from kb.publish.forms.filled_form import FilledForm
from kb.publish.forms.layout import BODY, EDITED, MATERIALS, Form, Part, Question, Table, contributors_form, edited_road
from kb.publish.submission.draft import Value
from kb.publish.submission.written_case import WrittenCase

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


def word_of_case(case: Case, corpus: Corpus) -> bytes:
    """Return one case as a filled-in Word form."""
    from kb.publish.forms.word_form import word_form  # here, because a library is needed for one kind only

    return word_form(_edited_form(corpus), _answers_of(case), _rows_of(case))


def excel_of_cases(cases: Sequence[Case], corpus: Corpus) -> bytes:
    """Return cases as a filled-in Excel form, one a row."""
    from kb.publish.forms.excel_form import excel_form

    rows: dict[str, list[dict[str, str]]] = {}
    for number, case in enumerate(cases, 1):
        for table, listed in _rows_of(case).items():
            rows.setdefault(table, []).extend({"case": str(number), **row} for row in listed)
    return excel_form(_edited_form(corpus), [_answers_of(case) for case in cases], rows)


def edited_case(filled: FilledForm) -> WrittenCase:
    """Return the case that such a form holds."""
    head: dict[str, Value] = {}
    for key, field in CaseHead.model_fields.items():
        if value := _value_of(key, field, filled):
            head[key] = value
        elif key in _NEVER_EMPTY:
            head[key] = UNKNOWN
    sections = tuple((heading, filled.text(BODY + heading).strip("\n")) for heading in BODY_SECTIONS)
    places = tuple(range(len(filled.rows.get(MATERIALS, ()))))
    return WrittenCase(head, sections, places)


def is_edited(filled: FilledForm) -> bool:
    """Tell whether a form holds a case as it stands."""
    return filled.text("road").strip() in (*edited_road().choices, EDITED)


def _edited_form(corpus: Corpus) -> Form:
    """Return the whole form as it goes out filled in: several labels are lines, so that they keep their order."""
    form = whole_form(corpus)
    return replace(
        form, parts=tuple(Part(part.title, tuple(map(_answered_in_lines, part.questions))) for part in form.parts)
    )


def _answered_in_lines(question: Question) -> Question:
    if question.key == "road":
        return edited_road()
    if question.kind in ("choices", "texts") or question.key in _NEVER_EMPTY:
        return Question(question.key, question.title, _LINES, "texts", required=question.required)
    return question


def _answers_of(case: Case) -> dict[str, str]:
    """Return what a case answers, by key."""
    head = case.model_dump(by_alias=True, include=CaseHead.model_fields.keys() - _row_models().keys())
    answers = {"road": next(iter(edited_road().choices))}
    for key, value in head.items():
        if isinstance(value, dict):
            answers |= {f"{key}.{part}": _text(below) for part, below in value.items()}
        else:
            answers[key] = _text(value)
    return answers | {BODY + section.heading: section.text for section in case.sections}


def _rows_of(case: Case) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a case's tables."""
    head = case.model_dump(by_alias=True, include=set(_row_models()))
    return {
        _table_of(key): [{part: text for part, below in value.items() if (text := _text(below))} for value in values]
        for key, values in head.items()
    }


def _table_of(key: str) -> str:
    return MATERIALS if key == _SOURCES else key


def _value_of(key: str, field: FieldInfo, filled: FilledForm) -> Value:
    if model := _row_models().get(key):
        rows = filled.rows.get(_table_of(key), ())
        read = (_group({part: answer.text for part, answer in row.answers.items()}, model) for row in rows)
        return list(filter(None, read))
    if model := _model_in(field.annotation):
        return _group({part: filled.text(f"{key}.{part}") for part in _fields(model)}, model)
    return _read(filled.text(key), field)


def _group(texts: Mapping[str, str], model: type[Model]) -> dict[str, Value]:
    fields = _fields(model)
    return {part: value for part, text in texts.items() if (value := _read(text, fields.get(part)))}


def _read(text: str, field: FieldInfo | None) -> Value:
    if field and _is_list(field):
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
def _row_models() -> dict[str, type[Model]]:
    """Return the fields of a case that are rows, each with what a row is."""
    lists = {key: _model_in(field.annotation) for key, field in CaseHead.model_fields.items() if _is_list(field)}
    return {key: model for key, model in lists.items() if model}


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _model_in(annotation: object) -> type[Model] | None:
    """Return the model that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(_model_in, getattr(annotation, "__args__", ()))), None)


def _fields(model: type[Model]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _questions() -> Iterator[Question]:
    """Yield a question for each key that is no table."""
    for key, field in CaseHead.model_fields.items():
        if model := _model_in(field.annotation):
            if key not in _row_models():
                yield from _questions_of(model, str(field.title), f"{key}.")
        else:
            yield _question(key, str(field.title), field)


def _tables() -> Iterator[Table]:
    for key, model in _row_models().items():
        if key != _SOURCES:
            title = str(CaseHead.model_fields[key].title)
            yield Table(key, title, "", tuple(_questions_of(model, title)))


def _questions_of(model: type[Model], title: str, above: str = "") -> Iterator[Question]:
    """Yield a question for each key of a group or a row, whose parts may be called as those of another."""
    for part, field in _fields(model).items():
        yield _question(above + part, f"{title}·{field.title}", field)


def _question(key: str, title: str, field: FieldInfo) -> Question:
    several = _is_list(field)
    words = "；".join(filter(None, (field.description, _LINES * several)))
    return Question(key, title, words, "texts" if several else "text")
