"""Offer places, problems, practices and titles while something is typed, as the site's search box does."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.search.answer import answer
from kb.search.document import Facet, FacetValue
from kb.search.protocol import Index
from kb.search.query.search_query import SearchQuery
from kb.search.text.fold import fold

#: What is offered by its name, and how many at most; web/search/ui/suggestions.mjs has the same table.
_NAMED = {"region": 2, "problem": 3, "model": 2}
_TITLES = 4


@dataclass(frozen=True)
class Completion:
    """What may be meant: its words, and the value of a facet, or a case where ``facet`` is empty."""

    words: str
    facet: str
    value: str


def completions(index: Index, text: str) -> tuple[Completion, ...]:
    """Return names that have to do with what was typed so far, then the first cases that search finds."""
    typed = "".join(fold(text).split())
    if not typed:
        return ()
    facets = {facet.name: facet for facet in index.facet_values()}
    named = [
        Completion(value.label, name, value.value)
        for name, most in _NAMED.items()
        if name in facets
        for value in list(_fitting(index, facets[name], typed))[:most]
    ]
    hits = answer(index, SearchQuery(text, limit=_TITLES)).hits
    return (*named, *(Completion(hit.title, "", hit.id) for hit in hits))


def _fitting(index: Index, facet: Facet, typed: str) -> Iterator[FacetValue]:
    values = [value for value in facet.values if any(_is_alike(fold(name), typed) for name in _names(facet, value))]
    counts = index.counted(facet.name, [value.value for value in values], index.all_documents)
    for value, count in zip(values, counts, strict=True):
        # A province without cases has a page that says so.
        if count or facet.name == "region":
            yield value


def _names(facet: Facet, value: FacetValue) -> tuple[str, ...]:
    return (value.label,) if facet.name == "region" else (value.label, *value.aliases)


def _is_alike(name: str, typed: str) -> bool:
    """Tell whether one stands in the other; a single character says too little of a longer name."""
    return typed in name or (len(name) > 1 and name in typed)
