"""Hold what every model shares: frozen, closed to unknown keys, free of I/O."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

#: The one word for what nobody has told us; shown to readers, never hidden.
UNKNOWN = "未知"

_SLUG_LENGTH = 80
SLUG_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE_FORM = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
REGION_FORM = r"^[0-9]{6}$"
ONE_LINE = r"^[^\n]*$"
#: What no address holds: white space, signs of HTML, and Chinese punctuation, which stands around an address.
_CHINESE_SIGNS = r"\u2014\u2018-\u201f\u2026\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_NOT_IN_ADDRESS = rf"\s<>\"\\{_CHINESE_SIGNS}"
WEB_FORM = rf"^https?://[^{_NOT_IN_ADDRESS}]*[^{_NOT_IN_ADDRESS}.,;:!?']$"
#: What tells two addresses in one, or a remark behind an address.
NO_WEB_ADDRESS = r"[;,|]https?://|\((已|失效|打不开|无法|不能)"
#: Said of what still comes out.
STILL_ISSUED = "至今"
LAST_YEAR_FORM = rf"^([1-9][0-9]{{3}}|{STILL_ISSUED})$"
DOI_FORM = rf"^10\.[0-9]{{4,9}}/[^\s{_CHINESE_SIGNS}]*[^\s{_CHINESE_SIGNS}.,;:]$"

NO_SUCH_DAY = "这个月没有这一天"
DEVICE_NAME = "这是 Windows 的设备名，不能作文件名，请换一个"
ONE_ADDRESS = "只写一个网址，说明写进 note"

#: Names of devices, which Windows keeps from files: no checkout there, and no copy on a stick of a file so called.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(port + digit for port in ("com", "lpt") for digit in "0123456789")})


def _in_calendar(value: str) -> str:
    """Refuse a day that its month does not have."""
    if len(value) == 10:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(NO_SUCH_DAY) from None
    return value


def _no_device(value: str) -> str:
    """Refuse a name that Windows keeps for itself."""
    if value in DEVICES:
        raise ValueError(DEVICE_NAME)
    return value


def _one_address(value: str) -> str:
    """Refuse two addresses in one, and a remark behind an address."""
    if re.search(NO_WEB_ADDRESS, value):
        raise ValueError(ONE_ADDRESS)
    return value


#: Permanent ASCII slug: lower-case words joined by single hyphens; it is the name of a file.
Slug = Annotated[str, StringConstraints(pattern=SLUG_FORM, max_length=_SLUG_LENGTH), AfterValidator(_no_device)]

#: One line of text with something in it.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=ONE_LINE)]


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= _SLUG_LENGTH and text not in DEVICES and re.fullmatch(SLUG_FORM, text) is not None


#: A date as exact as the source gives it: 2011, 2011-09 or 2011-09-01.
PartialDate = Annotated[str, StringConstraints(pattern=DATE_FORM), AfterValidator(_in_calendar)]

#: A division code of GB/T 2260.
RegionCode = Annotated[str, StringConstraints(pattern=REGION_FORM)]


def drop_unknown(value: Any) -> Any:
    """Read ``未知`` and an empty value as the same absence of knowledge."""
    return None if value in (UNKNOWN, "") else value


def _as_known_items(value: Any) -> Any:
    """Accept one value where a list is meant, and ``未知`` for the empty list."""
    value = drop_unknown(value)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


#: Text that may be unknown: ``未知`` in a file is ``None`` here.
OptionalText = Annotated[Text | None, BeforeValidator(drop_unknown)]
OptionalWebAddress = Annotated[
    Annotated[str, StringConstraints(pattern=WEB_FORM), AfterValidator(_one_address)] | None,
    BeforeValidator(drop_unknown),
]
OptionalDoi = Annotated[Annotated[str, StringConstraints(pattern=DOI_FORM)] | None, BeforeValidator(drop_unknown)]
OptionalLastYear = Annotated[
    Annotated[str, StringConstraints(pattern=LAST_YEAR_FORM)] | None, BeforeValidator(drop_unknown)
]
OptionalDate = Annotated[PartialDate | None, BeforeValidator(drop_unknown)]

#: A number that may be unknown.
OptionalNumber = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, BeforeValidator(drop_unknown)]


#: A count that may be unknown.
OptionalCount = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(drop_unknown)]


def number_in_full(value: float) -> str:
    """Write a number as its source has it: no exponent, no digit less."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


#: Labels of controlled values; empty when unknown. A single label may stand without brackets.
Labels = Annotated[tuple[Text, ...], BeforeValidator(_as_known_items)]


class Model(BaseModel):
    """A value object: frozen, and strict about the keys it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
