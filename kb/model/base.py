"""Hold what every model shares: frozen, closed to unknown keys, free of I/O."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

#: The one word for what nobody has told us; shown to readers, never hidden.
UNKNOWN = "未知"

#: Permanent ASCII slug: lower-case words joined by single hyphens.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]

#: One line of text with something in it.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

#: A date as exact as the source gives it: 2011, 2011-09 or 2011-09-01.
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]


def _drop_unknown(value: Any) -> Any:
    """Read ``未知`` and an empty value as the same absence of knowledge."""
    return None if value in (UNKNOWN, "") else value


def _as_known_items(value: Any) -> Any:
    """Accept one value where a list is meant, and ``未知`` for the empty list."""
    value = _drop_unknown(value)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


#: Text that may be unknown: ``未知`` in a file is ``None`` here.
OptionalText = Annotated[Text | None, BeforeValidator(_drop_unknown)]
OptionalDate = Annotated[PartialDate | None, BeforeValidator(_drop_unknown)]

#: Labels of controlled values; empty when unknown. A single label may stand without brackets.
Labels = Annotated[tuple[Text, ...], BeforeValidator(_as_known_items)]


class Model(BaseModel):
    """A value object: frozen, and strict about the keys it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
