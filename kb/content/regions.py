"""Look up division codes of GB/T 2260 with all that contains them."""

from functools import cache

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
