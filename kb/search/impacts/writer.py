"""Work out every impact of a segment's documents, and write them as the segment's file."""

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.search.document import SearchDocument
from kb.search.impacts.container import number_bytes, write_container
from kb.search.impacts.segment import is_dense
from kb.search.index.backend import Track, untracked
from kb.search.index.postings import Postings
from kb.search.index.protocol import bits_of, record_of
from kb.search.ranking.bm25f import IMPACT_SCALE, K1, length_norm
from kb.search.ranking.fields import FIELDS

#: Entries that are weighed at a time.
_AT_ONCE = 1 << 20
#: Up to so many documents, their numbers take two bytes.
_SHORT_NUMBERS = 1 << 16
_COMPRESSION = 6
#: What the records of so many documents say is known when any is packed or unpacked, as far as deflate reaches back.
_SAMPLED, _DICTIONARY = 8, 1 << 15

Norms = Mapping[str, NDArray[np.float64]]


def write_segment(
    path: Path,
    documents: Sequence[SearchDocument],
    digests: Sequence[str],
    postings: Postings,
    means: Mapping[str, float],
    track: Track = untracked,
) -> None:
    """Write the impacts of documents that are numbered in the given order, which is tie order."""
    sections = _postings(postings, _norms(postings, means), track)
    dictionary = b"".join(_told(document) for document in documents[:: len(documents) // _SAMPLED + 1])[-_DICTIONARY:]
    records, record_ends = bytearray(), array("Q")
    for document in documents:
        compressor = zlib.compressobj(_COMPRESSION, zdict=dictionary)
        records += compressor.compress(_told(document)) + compressor.flush()
        record_ends.append(len(records))
    facets, sets = _facets(documents)
    about = [[each.id, digest, each.evidence, each.date] for each, digest in zip(documents, digests, strict=True)]
    lengths = np.array([postings.lengths[field.name] for field in FIELDS], np.uint32)
    write_container(
        path,
        {
            **sections,
            "dictionary": dictionary,
            "records": bytes(records),
            "record_ends": number_bytes("Q", record_ends),
            "facets": _json(facets),
            "facet_sets": b"".join(sets),
            "facet_set_ends": number_bytes("I", array("I", accumulate(map(len, sets)))),
            "documents_known": _json(about),
            "lengths": number_bytes("I", array("I", lengths.tobytes())),
        },
    )


def _postings(postings: Postings, norms: Norms, track: Track) -> dict[str, bytes]:
    """Return the sections that say where each term stands, and with what impacts."""
    held, places = array("I"), array("I")
    numbers, impacts, rows = bytearray(), bytearray(), bytearray()
    number_type = np.dtype("<u2" if postings.size <= _SHORT_NUMBERS else "<u4")
    width = max(postings.size, 1)
    for first, last in track("计算权重", list(postings.blocks(_AT_ONCE))):
        keys, found = _impacts(postings, norms, first, last)
        starts = np.searchsorted(keys, np.arange(first, last + 1) * width)
        of_block = zip(range(first, last), starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        for term, start, end in of_block:
            held.append(end - start)
            if is_dense(end - start, postings.size):
                places.append(len(rows) // (2 * width))
                row = np.zeros(width, "<u2")
                row[keys[start:end] - term * width] = found[start:end]
                rows += row.tobytes()
            else:
                places.append(len(impacts) // 2)
                numbers += (keys[start:end] - term * width).astype(number_type).tobytes()
                impacts += found[start:end].astype("<u2").tobytes()
    text = [term.encode("utf-8") for term in postings.terms]
    ends = np.cumsum([len(term) for term in text], dtype=np.uint32) if text else np.zeros(0, np.uint32)
    return {
        "terms": b"".join(text),
        "term_ends": ends.astype("<u4").tobytes(),
        "held": number_bytes("I", held),
        "places": number_bytes("I", places),
        "numbers": bytes(numbers),
        "impacts": bytes(impacts),
        "rows": bytes(rows),
    }


def _impacts(postings: Postings, norms: Norms, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for the terms from ``first`` up to ``last``, sorted ``term · size + document`` and the impact of each."""
    parts = {name: postings.entries(name, first, last) for name, _, _ in FIELDS}
    of_field = {name: terms * postings.size + documents for name, (terms, documents, _) in parts.items()}
    keys = np.unique(np.concatenate(list(of_field.values())))
    frequencies = np.zeros(len(keys))
    # In the order of the field table, as everywhere: sums of doubles depend on it.
    for name, boost, _ in FIELDS:
        _, documents, counts = parts[name]
        frequencies[np.searchsorted(keys, of_field[name])] += boost * counts / norms[name][documents]
    impacts = np.floor(frequencies / (K1 + frequencies) * IMPACT_SCALE).astype(np.int64)
    return keys, np.clip(impacts, 1, IMPACT_SCALE - 1)


def _norms(postings: Postings, means: Mapping[str, float]) -> Norms:
    """Return, field by field, what each document's counts are divided by for its length there."""
    return {
        name: np.array([length_norm(b, length, means[name]) for length in postings.lengths[name].tolist()])
        if name in means
        else np.ones(postings.size)
        for name, _, b in FIELDS
    }


def _told(document: SearchDocument) -> bytes:
    record = record_of(document)
    return _json([record.id, record.title, record.url, record.shown, record.texts])


def _facets(documents: Sequence[SearchDocument]) -> tuple[dict[str, list[str]], list[bytes]]:
    """Return the values that documents have, facet by facet, and the deflated set of documents for one after the other.

    Most values are counties, which few documents have.
    """
    numbers: dict[str, dict[str, list[int]]] = {}
    for number, document in enumerate(documents):
        for name, values in document.facets.items():
            of_facet = numbers.setdefault(name, {})
            for value in values:
                of_facet.setdefault(value, []).append(number)
    width = (len(documents) + 7) // 8
    sets = [
        zlib.compress(bits_of(having, len(documents)).to_bytes(width, "little"), _COMPRESSION)
        for of_facet in numbers.values()
        for having in of_facet.values()
    ]
    return {name: list(of_facet) for name, of_facet in numbers.items()}, sets


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
