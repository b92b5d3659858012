"""Work out every impact from what the store holds, and write them as the impact file."""

import json
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kb.search.backend import Track, untracked
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.facets import facet_bits
from kb.search.fields import FIELDS
from kb.search.impacts.container import number_bytes, write_container
from kb.search.index import record_of
from kb.search.ranking import impact, length_norm, mean_lengths


class Posting(NamedTuple):
    """How often one term occurs in one field of each document that has it there; documents by number."""

    documents: "array[int]"
    counts: "array[int]"


#: term → field name → posting
Postings = Mapping[str, Mapping[str, Posting]]


def write_impacts(
    path: Path,
    collection: Collection,
    documents: Sequence[SearchDocument],
    postings: Postings,
    track: Track = untracked,
) -> None:
    """Write the impact file of documents that are numbered in the given order, which is tie order."""
    norms = _norms(len(documents), postings)
    terms, term_ends = bytearray(), array("I")
    numbers, weights, posting_ends = array("I"), array("H"), array("Q")
    for key in track("计算权重", sorted(term.encode("utf-8") for term in postings)):
        term = key.decode("utf-8")
        terms += key
        term_ends.append(len(terms))
        frequencies = _frequencies(postings[term], norms)
        ascending = sorted(frequencies)
        numbers.extend(ascending)
        weights.extend([impact(frequencies[number]) for number in ascending])
        posting_ends.append(len(numbers))
    records, record_ends = bytearray(), array("Q")
    for document in documents:
        record = record_of(document)
        records += _json([record.id, record.title, record.url, record.shown, record.texts])
        record_ends.append(len(records))
    width = (len(documents) + 7) // 8
    bits = facet_bits(collection, documents)
    write_container(
        path,
        {
            "terms": bytes(terms),
            "term_ends": number_bytes("I", term_ends),
            "posting_ends": number_bytes("Q", posting_ends),
            "documents": number_bytes("I", numbers),
            "impacts": number_bytes("H", weights),
            "records": bytes(records),
            "record_ends": number_bytes("Q", record_ends),
            "facets": _json([_facet_entry(facet) for facet in collection.facets]),
            "facet_bits": b"".join(
                entry.bits.to_bytes(width, "little") for facet in collection.facets for entry in bits[facet.name]
            ),
        },
    )


def _facet_entry(facet: Facet) -> list[object]:
    values = [[value.value, value.label, value.aliases, value.parent] for value in facet.values]
    return [facet.name, facet.label, values, facet.listed]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _norms(size: int, postings: Postings) -> dict[str, list[float]]:
    """Return, field by field, what each document's counts are divided by for its length there."""
    lengths = {field.name: [0] * size for field in FIELDS}
    for fields in postings.values():
        for name, posting in fields.items():
            of_field = lengths[name]
            for number, count in zip(posting.documents, posting.counts, strict=True):
                of_field[number] += count
    norms = {}
    for name, _, b in FIELDS:
        mean = mean_lengths({name: length} for length in lengths[name]).get(name)
        norms[name] = [length_norm(b, length, mean) for length in lengths[name]] if mean else []
    return norms


def _frequencies(fields: Mapping[str, Posting], norms: Mapping[str, Sequence[float]]) -> dict[int, float]:
    """Return the term's combined frequency in each document, summed in the order of the field table."""
    frequencies: dict[int, float] = {}
    for name, boost, _ in FIELDS:
        if posting := fields.get(name):
            norm = norms[name]
            for number, count in zip(posting.documents, posting.counts, strict=True):
                frequencies[number] = frequencies.get(number, 0.0) + boost * count / norm[number]
    return frequencies
