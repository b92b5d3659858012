"""Let 70万, 700,000 and 700000 find each other."""

import re

_UNITS = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_LARGE = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?(万亿|千万|百万|千|万|亿)")


def amounts(folded: str) -> list[str]:
    """Return every whole number that folded text writes with 千, 万 or 亿, in digits alone."""
    found = []
    for match in _LARGE.finditer(folded):
        digits, fraction, unit = match[1].replace(",", ""), (match[2] or ".")[1:], _UNITS[match[3]]
        value, rest = divmod(int(digits + fraction) * unit, 10 ** len(fraction))
        if not rest:
            found.append(str(value))
    return found
