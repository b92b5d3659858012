"""Write the index that the browser client searches: the impacts of the command line, dealt out to many small scripts.

kb/search/core.js       versions, sizes, fold table, and which terms are so common that each has a file of its own
kb/search/facets.js     facets with their values, and each document's values
kb/search/within.js     the same for values within others (cities, counties) and for facets that are not listed
kb/search/words.js      other names of facet values; loaded where nothing was found, or for a field in a query
kb/search/places.js     names of all divisions; loaded only for a place typed that no case lies in
kb/search/t/N.js        terms with their documents and impacts, by hash
kb/search/c/N.js        one common term each, only in large collections
kb/search/s/N.js        sound terms, by hash
kb/search/syllables.js  every syllable; loaded only for Latin words that no document holds
kb/search/p/N.js        characters with their syllables, by code point; loaded only for pairs that no document holds
kb/search/o/NAME.js     each document's place in an order the reader may choose: newest, name
kb/search/d/N.js        what a hit shows of one document
kb/search/b/N.js        a document's body, for snippets; left out of large collections

Each file is one call of ``kbSearch``, which works from a disk as over http. Each names the generation, so that files
of two builds are never mixed. Documents are numbered in the order that settles ties.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kb.content.regions import region_names
from kb.publish.browser_orders import order_columns
from kb.publish.browser_rows import ALPHABET, EXACT_SIZE, fixed, impact_row, shard_of
from kb.search.backends.memory import field_counts
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.fields import FIELDS
from kb.search.fold import ANALYZER_VERSION, fold
from kb.search.names import is_name, name_key
from kb.search.query_language import FIELD_NAMES
from kb.search.ranking import FLOOR_DIVISOR, RANKING_VERSION, impact, length_norm, mean_lengths, worth
from kb.search.tables import fold_table, syllable_of, syllables

#: Changes whenever a client of another version could misread the files; the client names the same one.
FORMAT_VERSION: Final = 4

FOLDER: Final = "kb/search/"

#: What a shard holds on average, in characters.
SHARD_LENGTH: Final = 1000
MAX_SHARDS: Final = 16384

#: Rows longer than this would burden every neighbour in their shard.
COMMON_LENGTH: Final = 2000

#: Files that characters with their syllables are dealt out to; the client counts on the same number.
SYLLABLE_FILES: Final = 32

#: Lengths of common rows are told in steps of so many characters.
ROUGHNESS: Final = 128

#: Up to so many documents, bodies are published for snippets; beyond, summaries and claims must do.
BODIES_SIZE: Final = 2000

#: Facets whose values every hit shows.
HIT_FACETS: Final = ("evidence", "stage", "problem", "model")

#: Fields whose texts come with every hit; the body follows only where they do not hold every word of the query.
HEAD_FIELDS: Final = ("summary", "claims")

#: term → documents by number, ascending, and the term's impact on each
Impacts = Mapping[str, tuple[Sequence[int], Sequence[int]]]


def render_browser_index(collection: Collection) -> Mapping[str, str]:
    """Return the files of the browser index, address → text; the same collection gives the same text."""
    documents = sorted(collection.documents, key=lambda document: document.tie_key)
    rows = {
        term: impact_row(*entry, worth(term, len(entry[0]), len(documents)), len(documents))
        for term, entry in sorted(_impacts(documents).items())
    }
    calls = dict(_calls(documents, collection.facets, rows))
    digest = hashlib.sha256("".join(calls.values()).encode("utf-8"))
    generation = digest.hexdigest()[:12]
    return {f"{FOLDER}{name}.js": f'kbSearch("{generation}","{name}",{data});\n' for name, data in calls.items()}


def _calls(
    documents: Sequence[SearchDocument], facets: Sequence[Facet], rows: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each file's name and the data it hands over."""
    size = len(documents)
    spelt = {term: row for term, row in rows.items() if "'" not in term}
    # The more often a term stands in documents, the longer its row: only large collections have common terms.
    common = [term for term, row in spelt.items() if size > EXACT_SIZE and len(row) > COMMON_LENGTH]
    terms = _dealt({term: row for term, row in spelt.items() if term not in set(common)})
    sounds = _dealt({term: row for term, row in rows.items() if "'" in term})
    core = {
        "format": FORMAT_VERSION,
        "analyzer": ANALYZER_VERSION,
        "ranking": RANKING_VERSION,
        "fields": [list(field) for field in FIELDS],
        "floor": FLOOR_DIVISOR,
        "size": size,
        "shards": len(terms),
        "soundShards": len(sounds),
        "bodies": size <= BODIES_SIZE,
        "fold": _fold_entries([*rows, *_facet_names(facets)]),
        "common": [" ".join(common), "".join(_rough(len(rows[term])) for term in common)],
    }
    yield "core", _json(core)
    yield "facets", _json([_facet(facet, documents, nested=False) for facet in facets if facet.listed])
    finer = [facet for facet in facets if _is_nested(facet) or not facet.listed]
    yield "within", _json([_facet(facet, documents, nested=True) for facet in finer])
    yield "syllables", _json(" ".join(sorted(syllables())))
    for place in range(SYLLABLE_FILES):
        entries = sorted(entry for entry in syllable_of().items() if ord(entry[0]) % SYLLABLE_FILES == place)
        yield f"p/{place}", _json("".join(char + syllable for char, syllable in entries))
    for name, column in order_columns(documents).items():
        yield f"o/{name}", _json(column)
    yield "words", _json({facet.name: [list(value.aliases) for value in facet.values] for facet in facets})
    yield "places", _json({"fold": _fold_entries(region_names().values()), "names": region_names()})
    for place, term in enumerate(common):
        yield f"c/{place}", _json(rows[term])
    for letter, shards in (("t", terms), ("s", sounds)):
        for shard, lines in enumerate(shards):
            yield f"{letter}/{shard}", _json("\n".join(lines))
    for place, document in enumerate(documents):
        yield f"d/{place}", _json(_document(document, facets))
        if size <= BODIES_SIZE:
            yield f"b/{place}", _json(document.fields.get("body", ()))


def _rough(length: int) -> str:
    """Write a row's length in one character: enough for a client to know what loading it costs."""
    return ALPHABET[min(len(ALPHABET) - 1, length // ROUGHNESS)]


def _dealt(rows: Mapping[str, str]) -> list[list[str]]:
    """Deal terms and their rows out to as many shards as make them small."""
    length = sum(len(term) + len(row) + 2 for term, row in rows.items())
    shards = min(MAX_SHARDS, 1 << max(0, round(length / SHARD_LENGTH) - 1).bit_length())
    dealt: list[list[str]] = [[] for _ in range(shards)]
    for term, row in rows.items():
        # A name lies with its first pair, which a query that asks for it loads anyway.
        dealt[shard_of(name_key(term) if is_name(term) else term, shards)] += (term, row)
    return dealt


def _impacts(documents: Sequence[SearchDocument]) -> Impacts:
    """Work out every impact; the sums are those of the impact file, term by term."""
    counts = [field_counts(document) for document in documents]
    lengths = [{name: terms.total() for name, terms in fields.items()} for fields in counts]
    means = mean_lengths(lengths)
    found: dict[str, tuple[list[int], list[float]]] = {}
    for place, fields in enumerate(counts):
        frequencies: dict[str, float] = {}
        # In the order of the field table, as everywhere: sums of doubles depend on it.
        for name, boost, b in FIELDS:
            if terms := fields[name]:
                share = length_norm(b, lengths[place][name], means[name])
                for term, count in terms.items():
                    frequencies[term] = frequencies.get(term, 0.0) + boost * count / share
        for term, frequency in frequencies.items():
            places, of_term = found.setdefault(term, ([], []))
            places.append(place)
            of_term.append(frequency)
    return {
        term: (places, [impact(frequency) for frequency in frequencies])
        for term, (places, frequencies) in found.items()
    }


def _document(document: SearchDocument, facets: Sequence[Facet]) -> list[object]:
    """Return what a hit shows: id, title, words beside it, values by facet, and texts for its snippet."""
    values = {
        facet.name: [
            [entry.value, entry.label] for entry in facet.values if entry.value in document.facets.get(facet.name, ())
        ]
        for facet in facets
        if facet.name in HIT_FACETS
    }
    texts = [text for name in HEAD_FIELDS for text in document.fields.get(name, ())]
    return [document.id, document.title, dict(sorted(document.shown.items())), values, texts]


def _is_nested(facet: Facet) -> bool:
    return any(entry.parent for entry in facet.values)


def _facet(facet: Facet, documents: Sequence[SearchDocument], *, nested: bool) -> dict[str, object]:
    """Describe a facet: its values as (value, label, parent's place or -1) and a column of what documents have.

    Without ``nested`` only the outermost values are there. A column holds, for each document, the places of its values;
    a value that contains another one of the same document goes without saying.
    """
    kept = [entry for entry in facet.values if nested or not entry.parent]
    places = {entry.value: place for place, entry in enumerate(kept)}
    parents = [places.get(entry.parent or "", -1) for entry in kept]
    width = 1 if len(places) <= len(ALPHABET) else 2
    cells = []
    for document in documents:
        own = {places[value] for value in document.facets.get(facet.name, ()) if value in places}
        leaves = sorted(own - {parents[place] for place in own})
        cells.append("".join(fixed(place, width) for place in leaves))
    return {
        "name": facet.name,
        "label": facet.label,
        "nested": _is_nested(facet),
        "listed": facet.listed,
        "values": [[entry.value, entry.label, parent] for entry, parent in zip(kept, parents, strict=True)],
        "width": width,
        # "!" is not in the alphabet, so it can stand between cells.
        "column": "!".join(cells),
    }


def _facet_names(facets: Iterable[Facet]) -> Iterator[str]:
    """Yield what a reader may type after a field's name: a value no document has is still understood."""
    for facet in facets:
        for entry in facet.values:
            yield from (fold(name) for name in (entry.label, *entry.aliases))
    yield from FIELD_NAMES


def _fold_entries(terms: Iterable[str]) -> dict[str, str]:
    """Return the part of the fold table that can matter: what folds to a character of some term, or to punctuation."""
    known = {char for term in terms for char in term}
    table = fold_table()
    kept = [char for char, target in table.items() if target in known or not target.isalnum()]
    return {"from": "".join(kept), "to": "".join(table[char] for char in kept)}


def _json(data: object) -> str:
    """Return JSON that is also safe as a script, even inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
