"""Say which terms a query is looked up by: its own, and those that stand for the same or sound the same."""

from kb.search.analysis import query_terms
from kb.search.index import Index
from kb.search.numbers import written_out
from kb.search.sounds import homophones, typed_sounds


def expanded_terms(text: str, index: Index) -> tuple[str, ...]:
    """Return the query's distinct terms, its own first; a term that documents hold never gives way to a guess."""
    terms = query_terms(text)

    def held(term: str) -> bool:
        return index.matching(term) > 0

    return tuple(dict.fromkeys((*terms, *written_out(text), *homophones(terms, held), *typed_sounds(text, held))))
