"""Give each case a short code for addresses of workshops; the browser makes the same from the id.

The code of an old id goes on standing for the case, so an address outlives a change of name.
"""

import base64
from collections.abc import Iterable, Mapping

from kb.errors import PublishError

#: Grows when addresses are read differently.
VERSION = 1

#: No letters that are mistaken for digits.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 7


def code_of(name: str) -> str:
    """Return the FNV-1a hash of an id as seven characters."""
    value = 0x811C9DC5
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return "".join(_DIGITS[value >> 5 * place & 31] for place in reversed(range(_LENGTH)))


def codes_of(ids: Iterable[str], moved: Mapping[str, str]) -> dict[str, str]:
    """Return code → id for every case and every old id of one; two ids with one code are refused."""
    found: dict[str, str] = {}
    for name, target in (*((one, one) for one in ids), *moved.items()):
        if found.setdefault(code_of(name), target) != target:
            raise PublishError(
                f"案例「{name}」的短代码与「{found[code_of(name)]}」相同。请给后写的案例换一个编号（id）。"
            )
    return found


def workshop_address(ids: Iterable[str], title: str = "") -> str:
    """Return the address of a workshop on these cases, from the site's root."""
    named = f"&n={base64.urlsafe_b64encode(title.encode('utf-8')).decode('ascii').rstrip('=')}" if title else ""
    return f"workshop.html?w={'-'.join((str(VERSION), *map(code_of, ids)))}{named}"
