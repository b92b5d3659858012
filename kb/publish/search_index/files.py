"""Write the index that the browser client searches: the impacts of the command line, split into many small scripts.

kb/search/core.js       versions, sizes, what of the fold table any text may need, where common terms lie, hits' labels
kb/search/fold.js       the rest of the fold table; loaded only for a character that no document holds, or for a field
kb/search/facets.js     facets with their values, and each document's values; these in f/NAME.js in large collections
kb/search/within.js     the same for values within others (cities, counties) and for facets not listed; w/NAME.js
kb/search/words.js      other names of facet values; loaded where nothing was found, or for a field in a query
kb/search/places.js     names of all divisions; loaded only for a place typed that no case lies in
kb/search/t/N.js        terms with their documents and impacts, by hash
kb/search/c/N.js        one common term each, only in large collections
kb/search/s/N.js        pinyin terms, by hash; z/N.js, common ones
kb/search/sounds.js     where pinyin terms lie, and every syllable; loaded only where something is looked up by sound
kb/search/p/N.js        characters with their syllables, by code point; loaded only for pairs that no document holds
kb/search/o/NAME.js     each document's place in an order the reader may choose: newest, name
kb/search/d/N.js        what a hit shows of one document
kb/search/b/N.js        a document's body, for snippets; left out of large collections

Each file is one call of ``kbSearch``, which works from a disk as over http. Each names the generation, so that files
of two builds are never mixed. Documents are numbered in the order that settles ties.
"""

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from kb.publish.core.script import script_json
from kb.publish.search_index.facets import facet_files
from kb.publish.search_index.impacts import impacts_of
from kb.publish.search_index.postings import EXACT_SIZE
from kb.publish.search_index.row_cache import TermRows, rows_from
from kb.publish.search_index.shards import Shards, ShardWriter
from kb.publish.search_index.sort_orders import order_columns
from kb.region_table import BORDERS, region_names, short_names
from kb.search.document import UNKNOWN_VALUE, Collection, Facet, FacetValue, SearchDocument
from kb.search.query.filters import codes_by_name
from kb.search.query.language import FIELD_NAMES
from kb.search.query.places import is_city, pinyin_of_places
from kb.search.ranking.bm25f import FLOOR_DIVISOR, RANKING_VERSION
from kb.search.text.analyzer import is_unigram
from kb.search.text.fold import ANALYZER_VERSION, fold
from kb.search.text.tables import fold_table, syllable_of, syllables

#: Changes whenever a client of another version could misread the files; the client names the same one.
FORMAT_VERSION: Final = 7

FOLDER: Final = "kb/search/"

#: How many files hold the characters with their syllables; the client counts on the same number.
SYLLABLE_FILES: Final = 32

#: Up to so many documents, bodies are published for snippets; beyond, summaries and claims must do.
BODIES_SIZE: Final = 2000

#: Facets whose values every hit shows, in the order it names them.
HIT_FACETS: Final = ("evidence", "problem", "model")

#: What else a hit shows; ``shown`` of a document has it by these names.
HIT_WORDS: Final = ("place", "year", "unit", "stage")

#: Fields whose texts come with every hit; the body follows only where they do not hold every word of the query.
HEAD_FIELDS: Final = ("summary", "claims")


def render_browser_index(collection: Collection, rows: TermRows | None = None) -> Iterator[tuple[str, str]]:
    """Yield the files of the browser index, address and text; the same collection gives the same text.

    ``rows`` are those of the collection's documents, numbered in tie order; without them they are worked out anew.
    """
    documents = sorted(collection.documents, key=lambda document: document.tie_key)
    if rows is None:
        rows = rows_from(impacts_of(documents), len(documents))
    calls = dict(_calls(documents, collection.facets, rows))
    digest = hashlib.sha256()
    for data in calls.values():
        digest.update(data.encode("utf-8"))
    generation = digest.hexdigest()[:12]
    for name, data in calls.items():
        yield f"{FOLDER}{name}.js", f'kbSearch("{generation}","{name}",{data});\n'


def _calls(documents: Sequence[SearchDocument], facets: Sequence[Facet], rows: TermRows) -> Iterator[tuple[str, str]]:
    """Yield each file's name and the data it hands over."""
    size = len(documents)
    terms, sounds, characters, pairs = _sharded(rows, size)
    characters.update(*_facet_names(facets))
    foldable = _foldable(characters)
    # Characters of scripts without spaces that no text here holds are for queries alone: one shows by not being found.
    unigrams = [char for char in foldable if is_unigram(char)]
    asked = set(unigrams) - _written(unigrams, documents, facets)
    of_facet = {facet.name: facet.values for facet in facets}
    # A hit says in its own words what is not known.
    labels = {name: [value for value in of_facet.get(name, ()) if value.value != UNKNOWN_VALUE] for name in HIT_FACETS}
    core = {
        "format": FORMAT_VERSION,
        "analyzer": ANALYZER_VERSION,
        "ranking": RANKING_VERSION,
        "floor": FLOOR_DIVISOR,
        "size": size,
        "shards": terms.shards,
        "common": terms.common,
        "bodies": size <= BODIES_SIZE,
        "fold": _fold_part(char for char in foldable if char not in asked),
        "labels": {name: [[entry.value, entry.label] for entry in values] for name, values in labels.items()},
    }
    yield "core", script_json(core)
    yield "fold", script_json(_fold_part(char for char in foldable if char in asked))
    mentioned = _cities_without_documents(documents, pairs)
    for name, data in facet_files(facets, documents, mentioned, apart=size > EXACT_SIZE):
        yield name, script_json(data)
    yield "sounds", script_json([sounds.shards, sounds.common, " ".join(sorted(syllables()))])
    for place in range(SYLLABLE_FILES):
        entries = sorted(entry for entry in syllable_of().items() if ord(entry[0]) % SYLLABLE_FILES == place)
        yield f"p/{place}", script_json("".join(char + syllable for char, syllable in entries))
    for name, column in order_columns(documents).items():
        yield f"o/{name}", script_json(column)
    yield "words", script_json({facet.name: [list(value.aliases) for value in facet.values] for facet in facets})
    regions = region_names()
    yield (
        "places",
        script_json(
            {
                "fold": _fold_part(_foldable(set().union(*regions.values()))),
                "names": regions,
                "short": short_names(),
                "pinyin": " ".join(pinyin_of_places().values()),
                "borders": BORDERS,
            }
        ),
    )
    for shards in (terms, sounds):
        for name, text in shards.files:
            yield name, script_json(text)
    for number, document in enumerate(documents):
        yield f"d/{number}", script_json(_document(document, labels))
        if size <= BODIES_SIZE:
            yield f"b/{number}", script_json(document.fields.get("body", ()))


def _sharded(rows: TermRows, size: int) -> tuple[Shards, Shards, set[str], set[str]]:
    """Assign written terms and pinyin terms to shards; return also every character of a term, and terms of two."""
    writers = ShardWriter(("t", "c"), size), ShardWriter(("s", "z"), size)
    characters: set[str] = set()
    pairs: set[str] = set()
    for term, row, count in rows:
        writers["'" in term].add(term, row, count)
        characters.update(term)
        if len(term) == len("芜湖"):
            pairs.add(term)
    terms, sounds = (writer.finish(split=size > EXACT_SIZE) for writer in writers)
    return terms, sounds, characters, pairs


def _cities_without_documents(documents: Iterable[SearchDocument], pairs: Container[str]) -> list[str]:
    """Return the names of cities and provinces that no document lies in, and that one perhaps mentions."""
    have = {code for document in documents for code in document.facets.get("region", ())}
    names = ((name, codes) for name, codes in codes_by_name().items() if name[:2] in pairs and is_city(name))
    return sorted(name for name, codes in names if have.isdisjoint(codes))


def _document(document: SearchDocument, labels: Mapping[str, Sequence[FacetValue]]) -> list[object]:
    """Return what a hit shows: id, title, words beside it, places of its labels by facet, texts for its snippet."""
    words = [document.shown.get(name, "") for name in HIT_WORDS]
    places = [
        [place for place, entry in enumerate(values) if entry.value in document.facets.get(name, ())]
        for name, values in labels.items()
    ]
    texts = [text for name in HEAD_FIELDS for text in document.fields.get(name, ())]
    return [document.id, document.title, words, places, texts]


def _facet_names(facets: Iterable[Facet]) -> Iterator[str]:
    """Yield what a reader may type after a field's name: a value no document has is still understood."""
    for facet in facets:
        for entry in facet.values:
            yield from (fold(name) for name in (entry.label, *entry.aliases))
    yield from FIELD_NAMES


def _written(chars: Iterable[str], documents: Sequence[SearchDocument], facets: Sequence[Facet]) -> set[str]:
    """Return which of these characters stand in texts or names that a client folds before it knows the query."""
    wanted = re.compile(f"[{re.escape(''.join(chars))}]")
    texts = ("".join(text for field in document.fields.values() for text in field) for document in documents)
    names = (name for facet in facets for entry in facet.values for name in (entry.label, *entry.aliases))
    return set().union(*(wanted.findall(text) for text in chain(texts, names)))


def _foldable(known: Container[str]) -> list[str]:
    """Return what folds to a known character, to punctuation or to 〇: the part of the fold table that can matter."""
    return [char for char, to in fold_table().items() if to in known or not to.isalnum() or to == "〇"]


def _fold_part(chars: Iterable[str]) -> dict[str, str]:
    kept = list(chars)
    return {"from": "".join(kept), "to": "".join(fold_table()[char] for char in kept)}
