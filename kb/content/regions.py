"""Look up division codes of GB/T 2260 with all that contains them."""

import re
from collections.abc import Sequence
from functools import cache

from kb.content.messages import FORM_MESSAGES
from kb.model.region import Region
from kb.region_table import region_names


@cache
def region_of(code: str) -> Region | None:
    """Return the division with this six-digit code, or None when there is none."""
    names = region_names()
    name = names.get(code)
    if name is None:
        return None
    above = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00"))
    parents: tuple[Region, ...] = ()
    for parent in above:
        if parent != code and parent in names:
            parents = (*parents, Region(code=parent, name=names[parent], parents=parents))
    return Region(code=code, name=name, parents=parents)


#: Words at the end of a division's name that its short name goes without.
KIND_OF_PLACE = re.compile(r"(特别行政区|自治区|自治州|自治县|地区|新区|省|市|区|县|盟|旗)$")
BETWEEN_PLACES = re.compile(r"[\s,，、/·\-—>]+")
#: So many divisions are offered where several have the name.
OFFERED = 6


def short_name(name: str) -> str:
    """Return a division's name without what kind of place it is: 芜湖 of 芜湖市."""
    return KIND_OF_PLACE.sub("", name) if len(name) > 2 else name


def divisions_named(said: str) -> list[str]:
    """Return the codes that people may mean: a code, a name, or a name behind those of what contains it."""
    said = BETWEEN_PLACES.sub("", said)
    if region_of(said):
        return [said]
    exact, begun = [], []
    for code, name in region_names().items():
        if said.endswith(name) and _is_chain(said.removesuffix(name), code):
            exact.append(code)
        elif said.endswith(short := short_name(name)) and _is_chain(said.removesuffix(short), code):
            begun.append(code)
    found = exact or begun or [code for code, name in region_names().items() if said and name.startswith(said)]
    # 芜湖 is the city first; its county of the same name has to be asked for in full.
    above = [code for code in found if code.endswith("00")]
    return above if len(found) > 1 and len(above) == 1 else found


def no_division(said: str, found: Sequence[str]) -> str:
    """Say that nobody can tell which division is meant, and which it may be."""
    names = region_names()
    offered = "、".join(f"{names[code]} {code}" for code in found[:OFFERED])
    if not offered:
        return FORM_MESSAGES["KB205"].format(value=said)
    return FORM_MESSAGES["KB205.offered"].format(value=said, offered=offered)


def _is_chain(said: str, code: str) -> bool:
    """Tell whether the words name what contains a division, in order, each by its full or its short name."""
    region = region_of(code)
    for parent in region.parents if region else ():
        for name in (parent.name, short_name(parent.name)):
            if said.startswith(name):
                said = said.removeprefix(name)
                break
    return not said
