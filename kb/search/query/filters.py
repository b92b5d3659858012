"""Understand what a person types to narrow results: an id, a name, another name, in Chinese or English."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import eq, ge, gt, le, lt

from kb.errors import SearchError
from kb.region_table import region_names, short_names
from kb.search.document import Facet, FacetValue
from kb.search.text.edit_distance import edit_distance
from kb.search.text.fold import fold

#: What a place's name may be typed without.
_PLACE_SUFFIX = re.compile(
    r"(?<=..)(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|自治县|地区|林区|省|市|区|县|盟|旗)$"
)
#: So many near names are offered in an error.
_NEAREST = 3
#: More values than this are not all listed in an error.
_LISTED = 16


def resolve_filter(facet: Facet, typed: str) -> tuple[str, ...]:
    """Return the values meant by what was typed; raise SearchError naming the nearest when there are none."""
    wanted = _key(facet.name, typed)
    exact = [value for value in facet.values if wanted in _names(facet.name, value)]
    if not exact and not facet.listed and wanted:
        # Nobody knows a source's full title by heart.
        exact = [value for value in facet.values if any(wanted in name for name in _names(facet.name, value))]
    if exact:
        return tuple(value.value for value in exact)
    if facet.name == "region":
        # Divisions that exist but have no case: a right question with no answer yet.
        known = codes_by_name().get(wanted) or ((wanted,) if wanted in region_names() else ())
        if known:
            return known
    raise _no_such_value(facet, typed)


def _no_such_value(facet: Facet, typed: str) -> SearchError:
    return SearchError(f"{facet.label}里没有“{typed}”。{_suggestion(facet, _key(facet.name, typed))}")


def values_meant(facet: Facet, typed: str) -> tuple[str, ...]:
    """Return the values that what was typed narrows to: of evidence every level within its bound, else those named."""
    return _evidence(facet, typed) if facet.name == "evidence" else resolve_filter(facet, typed)


def filters_meant(facets: Iterable[Facet], typed: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the values to narrow by, facet by facet, that are meant by what was typed under the facets' names."""
    meant = {
        facet.name: [one for each in typed.get(facet.name, ()) for one in values_meant(facet, each)] for facet in facets
    }
    return {name: tuple(dict.fromkeys(values)) for name, values in meant.items() if values}


_SIGNS = {">=": ge, "≥": ge, ">": gt, "<=": le, "≤": le, "<": lt, "=": eq}
_BOUND = re.compile(r"(>=|<=|>|<|=|≥|≤)?\s*([0-9])\s*级?(\+|[及或]?以上)?")


def _evidence(facet: Facet, typed: str) -> tuple[str, ...]:
    """Return the levels meant by ``2``, ``>=2``, ``>1``, ``<=3``, ``=2``, ``2+``, ``2级以上`` or a level's name.

    Who asks for level 2 does not mind a better one.
    """
    match = _BOUND.fullmatch(fold(typed).strip())
    if match and (match[1] or match[3]):
        is_within, bound = _SIGNS[match[1] or ">="], int(match[2])
    else:
        is_within, bound = ge, min(map(int, resolve_filter(facet, match[2] if match else typed)))
    found = tuple(value.value for value in facet.values if is_within(int(value.value), bound))
    if not found:
        raise _no_such_value(facet, typed)  # no level at all would be taken for no filter
    return found


def without_place_suffix(folded: str) -> str:
    """Return a place's folded name as people say it, without 省, 市, 区 …"""
    return _PLACE_SUFFIX.sub("", folded)


def _key(name: str, text: str) -> str:
    folded = fold(text).strip()
    if name == "year":
        return folded.removesuffix("年").strip()
    return without_place_suffix(folded) if name == "region" else folded


def _names(name: str, value: FacetValue) -> set[str]:
    return {_key(name, each) for each in (value.value, value.label, *value.aliases)}


@cache
def codes_by_name() -> dict[str, tuple[str, ...]]:
    """Return the divisions by every name that people type, with 省, 市, 县 … and without."""
    found: dict[str, tuple[str, ...]] = {}
    for code, name in sorted(region_names().items()):
        # People say 凉山 and 凉山州 of 凉山彝族自治州.
        short = short_names().get(code)
        for each in dict.fromkeys((name, without_place_suffix(name), *((short, short + name[-1]) if short else ()))):
            found[each] = (*found.get(each, ()), code)
    return {name: _outermost(codes) for name, codes in found.items()}


def containers_of(code: str) -> tuple[str, str]:
    """Return the city and the province that a division lies in, or is."""
    return f"{code[:4]}00", f"{code[:2]}0000"


def _outermost(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what lies in another one of the same name, and what only bears a province's name."""
    provinces = tuple(code for code in codes if code.endswith("0000"))
    inside = [code for code in codes if any(each in codes and each != code for each in containers_of(code))]
    return provinces or tuple(code for code in codes if code not in inside)


def _suggestion(facet: Facet, wanted: str) -> str:
    labels = {_key(facet.name, each): value.label for value in facet.values for each in (value.label, *value.aliases)}
    near = [labels[key] for key in _nearest_names(wanted, labels)]
    near += [label for key, label in labels.items() if wanted and (wanted in key or key in wanted)]
    if near:
        return "您是不是要找" + "、".join(f"“{label}”" for label in list(dict.fromkeys(near))[:_NEAREST]) + "？"
    if len(facet.values) <= _LISTED:
        return "可以用：" + "、".join(value.label for value in facet.values) + "。"
    return "请写词表里的名称、编号，或者行政区划的名称、代码。"


def _nearest_names(word: str, names: Iterable[str]) -> list[str]:
    """Return the names nearest to a word, of those with which it shares at least half."""
    far = [(edit_distance(word, name), name) for name in names]
    near = [(distance, name) for distance, name in far if 2 * distance <= max(len(word), len(name))]
    return [name for _, name in sorted(near, key=lambda each: each[0])[:_NEAREST]]
