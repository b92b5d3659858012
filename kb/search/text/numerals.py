"""Let numbers meet however they are written: 70万, 700,000, 700000 and 七十万; 2014年 and 二〇一四年."""

import re

_UNITS = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_LARGE = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?(万亿|千万|百万|千|万|亿)")

_DIGITS = dict(zip("〇零一二两三四五六七八九o0", "00122345678900", strict=True))
#: Years by their digits, 〇 as people find it on their keyboards, and numbers with 十, 百, 千, 万, 亿.
_CHINESE = re.compile(
    r"(?P<year>(?:一[八九]|二[〇零o0])[〇零o0一二三四五六七八九]{2}(?=年|[^〇零一二三四五六七八九十百千万亿]|$))|[〇零一二两三四五六七八九十百千万亿]{2,}"
)
_DIGIT = "[一二两三四五六七八九]"
#: From so many characters on, pairs within a numeral tell nothing: 千八 and 百七 stand in many others.
_LONG = 3
_BELOW_MYRIAD = re.compile(rf"(?:({_DIGIT})千)?(?:零?({_DIGIT})百)?(?:零?({_DIGIT}?)(十))?(?:(零?)({_DIGIT}))?")


def amounts(folded: str) -> list[str]:
    """Return, in digits alone, what folded text writes with 千, 万 or 亿 after digits, or in Chinese numerals."""
    found = []
    for match in _LARGE.finditer(folded):
        digits, fraction, unit = match[1].replace(",", ""), (match[2] or ".")[1:], _UNITS[match[3]]
        value, rest = divmod(int(digits + fraction) * unit, 10 ** len(fraction))
        if not rest:
            found.append(str(value))
    for match in _CHINESE.finditer(folded):
        if match["year"]:
            found.append("".join(map(_DIGITS.__getitem__, match[0])))
        elif (number := _value(match[0])) is not None:
            found.append(str(number))
    return found


def in_digits(folded: str) -> str:
    """Return folded text with long Chinese numerals in digits, as ``amounts`` has them; what is no number stays."""
    return _CHINESE.sub(_in_digits, folded)


def _in_digits(match: re.Match[str]) -> str:
    written = amounts(match[0]) if len(match[0]) >= _LONG else []
    return f" {written[0]} " if written else match[0]


def _value(numeral: str) -> int | None:
    """Return the number; None for what is none, as 万一, or may be another, as 三万五."""
    for unit in ("亿", "万"):
        head, found, tail = numeral.rpartition(unit)
        if found:
            if unit in head:
                return None
            high, low = _value(head), _value(tail) if tail else 0
            exact = not tail or tail[0] == "零" or len(tail) > 1
            return high * _UNITS[unit] + low if high and low is not None and exact else None
    match = _BELOW_MYRIAD.fullmatch(numeral)
    if match is None or not numeral:
        return None
    thousands, hundreds, tens, ten, zero, ones = match.groups()
    if ones and not ten and not zero and (thousands or hundreds):
        return None
    digits = (thousands, hundreds, tens or ("一" if ten else None), ones)
    return int("".join(_DIGITS[digit] if digit else "0" for digit in digits))
