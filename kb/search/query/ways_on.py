"""Say what helps where something is missing: near places with cases, cases whose sources do not say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kb.region_table import neighbours_of, region_names
from kb.search.document import UNKNOWN_VALUE
from kb.search.protocol import Index
from kb.search.query.filters import containers_of, without_place_suffix
from kb.search.query.language import ParsedQuery
from kb.search.query.missing import Missing
from kb.search.query.places import Place, cases_in
from kb.search.results import FacetCount, Offer

#: So many near places are offered.
_OFFERED = 5


class WaysOn(NamedTuple):
    """What to say, and other questions that may help."""

    notes: tuple[str, ...]
    offers: tuple[Offer, ...]


def ways_on(
    index: Index,
    missing: Missing,
    parsed: ParsedQuery,
    filters: Mapping[str, tuple[str, ...]],
    facets: Mapping[str, Sequence[FacetCount]],
    total: int,
) -> WaysOn:
    """Return the ways on from a query that found ``total`` cases under these filters."""
    notes: list[str] = []
    offers: list[Offer] = []
    chosen = tuple(code for code in filters.get("region", ()) if code in region_names())
    is_empty = chosen and not any(cases_in(index, code) for code in chosen)
    for codes, is_mentioned in dict.fromkeys((*missing.places, *([Place(chosen)] if is_empty else []))):
        near = {code: f"{full_name([code])}（{cases_in(index, code)} 个）" for code in _near_places(codes, index)}
        elsewhere = ("，下面的只是提到它" if is_mentioned else "，下面是别处的") if total else ""
        offered = f"附近有案例的地方：{'、'.join(near.values())}。" if near else ""
        notes.append(f"{full_name(codes)}还没有案例{elsewhere}。{offered}您知道那里的做法，欢迎写成案例投稿。")
        text = missing.rest.strip()
        offers += (Offer(label, text, {**filters, "region": (code,)}) for code, label in near.items())
    labels = {facet.name: facet.label for facet in index.facet_values()}
    excluded = "".join(f" -“{word}”" for word in parsed.excluded)
    for name, counts in facets.items():
        values = filters.get(name, ())
        count = next((each.count for each in counts if each.value == UNKNOWN_VALUE), 0)
        if values and UNKNOWN_VALUE not in values and count:
            notes.append(f"另有 {count} 个案例没有写明{labels[name]}。")
            text = (parsed.text.strip() + excluded).strip()
            offers.append(Offer(f"没有写明{labels[name]}的 {count} 个案例", text, {**filters, name: (UNKNOWN_VALUE,)}))
    return WaysOn(tuple(notes), tuple(offers))


def _near_places(codes: Iterable[str], index: Index) -> list[str]:
    """Return the smallest places that contain these and have cases, or else the provinces that border on them."""
    near: list[str] = []
    for code in codes:
        above = [each for each in containers_of(code) if each != code and cases_in(index, each)]
        near += above[:1] or [each for each in neighbours_of(code) if cases_in(index, each)]
    return list(dict.fromkeys(near))[:_OFFERED]


def full_name(codes: Sequence[str]) -> str:
    """Return a division's name after those of what contains it; of several, what they are all called."""
    names = region_names()
    called = {without_place_suffix(names[code]) for code in codes}
    if len(codes) > 1 and len(called) == 1:
        return f"叫“{called.pop()}”的地方"
    paths = ((containers_of(code)[1], containers_of(code)[0], code) for code in codes[:_OFFERED])
    return "、".join("".join(dict.fromkeys(names.get(each, "") for each in path)) for path in paths)
