"""Work out every impact from what the store holds, and write them as the impact file."""

import json
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kb.search.document import Collection, Facet, SearchDocument
from kb.search.facets import facet_bits
from kb.search.fields import FIELDS
from kb.search.impacts.container import number_bytes, write_container
from kb.search.index import record_of
from kb.search.ranking import impact, mean_lengths, term_value, weighted_frequency


class Posting(NamedTuple):
    """How often one term occurs in one field of each document that has it there; documents by number."""

    documents: Sequence[int]
    counts: Sequence[int]


#: term → field name → posting
Postings = Mapping[str, Mapping[str, Posting]]


def write_impacts(path: Path, collection: Collection, documents: Sequence[SearchDocument], postings: Postings) -> None:
    """Write the impact file of documents that are numbered in the given order, which is tie order."""
    lengths = _lengths(len(documents), postings)
    means = mean_lengths(lengths)
    terms, term_ends = bytearray(), array("I")
    numbers, impacts, posting_ends = array("I"), array("H"), array("Q")
    for key in sorted(term.encode("utf-8") for term in postings):
        term = key.decode("utf-8")
        terms += key
        term_ends.append(len(terms))
        counts = _counts_by_document(postings[term])
        value = term_value(term, len(counts), len(documents))
        for number in sorted(counts):
            numbers.append(number)
            impacts.append(impact(value, weighted_frequency(counts[number], lengths[number], means)))
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
            "impacts": number_bytes("H", impacts),
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


def _lengths(size: int, postings: Postings) -> list[dict[str, int]]:
    """Return each document's number of terms, field by field."""
    lengths: list[dict[str, int]] = [{} for _ in range(size)]
    for fields in postings.values():
        for name, posting in fields.items():
            for number, count in zip(posting.documents, posting.counts, strict=True):
                lengths[number][name] = lengths[number].get(name, 0) + count
    return lengths


def _counts_by_document(fields: Mapping[str, Posting]) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = {}
    for field in FIELDS:
        if posting := fields.get(field.name):
            for number, count in zip(posting.documents, posting.counts, strict=True):
                counts.setdefault(number, {})[field.name] = count
    return counts
