"""Look up division codes of GB/T 2260 in a vendored table; ``data/README.md`` says where it comes from."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kb.model.region import Region

#: Divisions of earlier years come first, so that those in force replace them.
REGION_TABLES = tuple(Path(__file__).parent / "data" / name for name in ("regions-former.tsv", "regions.tsv"))


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


@cache
def region_names() -> Mapping[str, str]:
    """Return every code with its name; codes that have gone since stand beside those in force."""
    names = {}
    for table in REGION_TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            code, name, *_ = line.split("\t")
            names[code] = name
    return names
