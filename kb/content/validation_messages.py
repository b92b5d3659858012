"""Turn nodes into a model; whatever the model refuses becomes a problem in plain Chinese at the right place."""

import difflib
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kb.content.problems import Problems
from kb.content.yaml_nodes import Data, Node, Path, as_data, key_position, position_of
from kb.model.base import DATE_FORM, DOI_FORM, LAST_YEAR_FORM, REGION_FORM, SLUG_FORM, UNKNOWN, WEB_FORM, Model

M = TypeVar("M", bound=Model)

#: Pattern of a value → how to write it.
FORMS = {
    SLUG_FORM: "只能用小写英文字母和数字，词与词之间用一个连字符，如 xx-county-online-classroom",
    DATE_FORM: "日期写成 2011、2011-09 或 2011-09-01",
    WEB_FORM: "网址以 https:// 或 http:// 开头，中间没有空格和中文标点，末尾没有标点",
    LAST_YEAR_FORM: "写最后一年，如 2013；还在出的写“至今”",
    DOI_FORM: "DOI 写成 10.1234/abcd 的样子，不加网址",
    REGION_FORM: "写六位行政区划代码，如芜湖 340200",
}
NUMBER_FORM = "只写数字，如 12327，不加逗号和单位"
COUNT_FORM = "只写整数，如 5000000，不加逗号和单位"
_KINDS = {
    "literal_error": "写 {expected} 当中的一个",
    "float_parsing": NUMBER_FORM,
    "finite_number": NUMBER_FORM,
    "int_parsing": COUNT_FORM,
    "int_parsing_size": COUNT_FORM,
    "int_from_float": COUNT_FORM,
    "greater_than_equal": "写 0 或更大的整数",
    "less_than_equal": "写 {le} 或更小的整数",
    "bool_parsing": "写 true（是）或 false（否）",
}
_SHAPES = {
    "string_type": "这里只写一段文字，不写列表，也不分行写键",
    "tuple_type": "这里是一个列表，写成 [甲, 乙] 或一行一个“- 内容”",
    "dict_type": "这里要分行写“键: 值”",
    "model_type": "这里要分行写“键: 值”",
}


def read_model(model: type[M], node: Node, problems: Problems, *, data: "Data | None" = None) -> M | None:
    """Return the model that ``node`` describes, or None after noting every fault; ``data`` may stand for its text."""
    try:
        return model.model_validate(as_data(node) if data is None else data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        misspelt = {
            (*fault["loc"][:-1], meant)
            for fault in faults
            if fault["type"] == "extra_forbidden" and (meant := _meant_key(model, fault["loc"]))
        }
        for fault in faults:
            if not (fault["type"] == "missing" and fault["loc"] in misspelt):
                _note(model, node, fault, problems)
        return None


def nearest(word: str, words: list[str]) -> str | None:
    """Return the one of ``words`` that the writer most likely meant, or None."""
    folded = {candidate.casefold(): candidate for candidate in words}
    typed = word.casefold()
    close = difflib.get_close_matches(typed, list(folded), n=1, cutoff=0.6)
    # One that says more, or less, is longer but no other word.
    close = close or [
        one for one in difflib.get_close_matches(typed, list(folded), n=1, cutoff=0.5) if typed in one or one in typed
    ]
    return folded[close[0]] if close else None


def _note(model: type[Model], node: Node, details: ErrorDetails, problems: Problems) -> None:
    path: Path = details["loc"]
    kind, context = details["type"], details.get("ctx", {})
    at = position_of(node, path)
    name = name_of(model, path)
    if kind == "missing":
        field = _field_at(model, path)
        problems.add("KB201" if field and _may_be_unknown(field) else "KB201.known", at, name=name)
    elif kind == "extra_forbidden":
        meant = _meant_key(model, path)
        known = "、".join(_fields_by_key(_model_at(model, path[:-1])))
        key = "KB202.meant" if meant else "KB202.known"
        problems.add(key, key_position(node, path), value=path[-1], meant=meant, known=known)
    elif kind in ("string_too_short", "too_short") and (details["input"] in ("", ()) or not details["input"]):
        problems.add("KB210", at, name=name)
    elif kind in ("string_too_short", "string_too_long"):
        field, count = _field_at(model, path), len(str(details["input"]).strip())
        low, high = _bounds(field) if field else (None, None)
        if low and high and low > 1:
            problems.add("KB206", at, name=name, count=count, low=low, high=high)
        else:
            problems.add("KB206.most", at, name=name, count=count, high=context.get("max_length", high))
    elif kind == "string_pattern_mismatch":
        form = FORMS.get(context.get("pattern", ""), "请写成一行")
        problems.add("KB207", at, name=name, value=_shown(details), form=form)
    elif kind == "value_error":
        problems.add("KB207", at, name=name, value=_shown(details), form=context["error"])
    elif kind in _KINDS:
        expected = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、")
        form = _KINDS[kind].format(**context | {"expected": expected})
        problems.add("KB207", at, name=name, value=_shown(details), form=form)
    else:
        problems.add("KB208", at, name=name, form=_SHAPES.get(kind, "请对照别的案例"))


def _meant_key(model: type[Model], path: Path) -> str | None:
    return nearest(str(path[-1]), list(_fields_by_key(_model_at(model, path[:-1]))))


def _may_be_unknown(field: FieldInfo) -> bool:
    """Tell whether «unknown» is something that may be written here."""
    annotation: Any = field.annotation
    try:
        TypeAdapter(Annotated[annotation, field]).validate_python(UNKNOWN)
    except ValidationError:
        return False
    return True


def _bounds(field: FieldInfo) -> tuple[int | None, int | None]:
    for part in field.metadata:
        if getattr(part, "max_length", None):
            return part.min_length, part.max_length
    return None, None


def _shown(details: ErrorDetails) -> str:
    said = " ".join(str(details["input"]).split())
    return said if len(said) <= 30 else f"{said[:30]}…"


def name_of(model: type[Model], path: Path) -> str:
    """Return a field's Chinese name with its key, as messages write it."""
    keys = ".".join(str(step) for step in path if isinstance(step, str))
    field = _field_at(model, path)
    title = field.title if field else None
    return f"“{title}”（{keys}）" if title else f"“{keys}”" if keys else "整个文件"


@cache
def date_paths(model: type[Model]) -> tuple[tuple[str, ...], ...]:
    """Return the way to every date that a model holds."""
    schema = model.model_json_schema()["properties"]
    found: list[tuple[str, ...]] = []
    for key, field in _fields_by_key(model).items():
        if below := _model_in(field.annotation):
            found += [(key, *path) for path in date_paths(below)]
        elif any(part.get("pattern") == DATE_FORM for part in (schema[key], *schema[key].get("anyOf", ()))):
            found.append((key,))
    return tuple(found)


def _field_at(model: type[Model], path: Path) -> FieldInfo | None:
    keys = [step for step in path if isinstance(step, str)]
    field = None
    for key in keys:
        field = _fields_by_key(model).get(key)
        if field is None:
            return None
        model = _model_in(field.annotation) or model
    return field


def _model_at(model: type[Model], path: Path) -> type[Model]:
    field = _field_at(model, path)
    return (_model_in(field.annotation) if field else None) or model


@cache
def _fields_by_key(model: type[Model]) -> dict[str, FieldInfo]:
    """Map what a file may write to the model's fields."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
