"""Write the index that the browser client searches: the same impacts as on the command line, as a classic script.

One file for now. Postings are rows by term, and documents are numbered in tie order, so that rows can be dealt out to
several files without another change.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kb.search.backends.memory import field_counts
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.fields import FIELDS
from kb.search.fold import ANALYZER_VERSION
from kb.search.index import record_of
from kb.search.ranking import FLOOR_DIVISOR, RANKING_VERSION, impact, mean_lengths, term_value, weighted_frequency
from kb.search.tables import fold_table

#: Changes whenever a client of another version could misread the files; the client names the same one.
FORMAT_VERSION: Final = 1

INDEX_URI: Final = "kb/search-index.js"

Postings = list[tuple[int, int]]


def render_browser_index(collection: Collection) -> Mapping[str, str]:
    """Return the files of the browser index, address → text; the same collection gives the same text."""
    documents = sorted(collection.documents, key=lambda document: document.tie_key)
    postings = _impacts(documents)
    terms = sorted(postings)
    data = {
        "format": FORMAT_VERSION,
        "analyzer": ANALYZER_VERSION,
        "ranking": RANKING_VERSION,
        "floor": FLOOR_DIVISOR,
        "fields": [list(field) for field in FIELDS],
        "fold": _fold_entries(terms),
        "facets": [_facet(facet) for facet in collection.facets],
        "documents": [_document(document, collection.facets) for document in documents],
        "terms": terms,
        "postings": [_row(postings[term]) for term in terms],
    }
    return {INDEX_URI: f"kbSearchIndex({_script_json(data)});\n"}


def _impacts(documents: Sequence[SearchDocument]) -> dict[str, Postings]:
    """Return every term's documents, by number, with what the term adds to their scores."""
    counts = [field_counts(document) for document in documents]
    lengths = [{name: terms.total() for name, terms in fields.items()} for fields in counts]
    means = mean_lengths(lengths)
    frequencies: dict[str, list[tuple[int, float]]] = {}
    for number, fields in enumerate(counts):
        for term in {term for terms in fields.values() for term in terms}:
            found = {name: terms[term] for name, terms in fields.items() if term in terms}
            frequency = weighted_frequency(found, lengths[number], means)
            frequencies.setdefault(term, []).append((number, frequency))
    impacts: dict[str, Postings] = {}
    for term, entries in frequencies.items():
        value = term_value(term, len(entries), len(documents))
        impacts[term] = [(number, impact(value, frequency)) for number, frequency in entries]
    return impacts


def _row(postings: Postings) -> list[int]:
    """Return the gap to the previous document and the impact, again and again."""
    row = []
    previous = 0
    for number, value in postings:
        row += [number - previous, value]
        previous = number
    return row


def _document(document: SearchDocument, facets: Sequence[Facet]) -> dict[str, object]:
    record = record_of(document)
    return {
        "id": record.id,
        "title": record.title,
        "facets": [_places(facet, document.facets.get(facet.name, ())) for facet in facets],
        "shown": dict(sorted(record.shown.items())),
        "texts": record.texts,
    }


def _places(facet: Facet, values: Iterable[str]) -> list[int]:
    """Return where the values stand in the facet's list."""
    places = {entry.value: place for place, entry in enumerate(facet.values)}
    return sorted(places[value] for value in values if value in places)


def _facet(facet: Facet) -> dict[str, object]:
    values = [
        {"value": entry.value, "label": entry.label, "parent": entry.parent, "aliases": entry.aliases}
        for entry in facet.values
    ]
    return {"name": facet.name, "label": facet.label, "values": values}


def _fold_entries(terms: Iterable[str]) -> dict[str, str]:
    """Return the part of the fold table that can matter: what folds to a character of some term, or to punctuation."""
    known = {char for term in terms for char in term}
    table = fold_table()
    kept = [char for char, target in table.items() if target in known or not target.isalnum()]
    return {"from": "".join(kept), "to": "".join(table[char] for char in kept)}


def _script_json(data: object) -> str:
    """Return JSON that is also safe as a script, even inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
