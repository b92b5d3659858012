"""Turn models to JSON and back where we wrote the JSON ourselves: what was sound then is not checked again."""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from kb.model.base import Model

M = TypeVar("M", bound=Model)
_Revive = Callable[[Any], Any]


def revived(model: type[M], data: Mapping[str, Any]) -> M:
    """Return the model whose ``model_dump_json`` the data came from."""
    return _reviver(model)(data)  # type: ignore[no-any-return]


@cache
def _reviver(model: type[Model]) -> _Revive:
    parts = {name: part for name, field in model.model_fields.items() if (part := _part(field.annotation))}

    def revive(data: Mapping[str, Any]) -> Model:
        return model.model_construct(None, **{**data, **{name: part(data[name]) for name, part in parts.items()}})

    return revive


def _part(annotation: Any) -> _Revive | None:
    """Return what makes a field's value of its JSON; None where they are the same."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _part(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return next((_or_none(part) for one in get_args(annotation) if (part := _part(one))), None)
    if origin is tuple:
        item = _part(get_args(annotation)[0])
        return (lambda values: tuple(map(item, values))) if item else tuple
    return _reviver(annotation) if isinstance(annotation, type) and issubclass(annotation, Model) else None


def _or_none(part: _Revive) -> _Revive:
    return lambda value: None if value is None else part(value)
