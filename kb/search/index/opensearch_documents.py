"""Say what a cluster keeps of a document and of a generation, and how.

id, evidence, date   what orders documents in a tie
terms                every term, with its impact on the document as the term's frequency
texts                words and characters in the order they stand, for phrases
facets               ``facet=value`` for each value
record               what a hit shows
about                digest of the document, and its number of terms in each field

The engine never takes text apart: what it gets is words between spaces.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kb.search.document import Facet, SearchDocument, facets_in
from kb.search.index.changes import document_digest
from kb.search.index.manifest import EDITION, Lengths
from kb.search.protocol import record_of
from kb.search.query.phrases import side_by_side, texts_of
from kb.search.text.analyzer import is_unigram

#: Changes whenever what is kept does.
_FORMAT = 1
#: Generations of another edition are made anew, never searched.
CLUSTER_EDITION = f"opensearch-{_FORMAT}-{EDITION}"
#: No query holds longer words: its 300 characters fold to eighteen each at most.
_LONGEST = 6000
#: Parts runs of characters and words from each other; no text holds it as a word.
_BETWEEN = "␣"

#: What is read of a document to tell whether it has changed.
ABOUT = "about"

_BLANK = {"type": "whitespace", "max_token_length": 4 * _LONGEST}
_ANALYSIS = {
    "tokenizer": {"blank": _BLANK},
    "filter": {"counted": {"type": "delimited_term_freq", "delimiter": "|"}},
    "analyzer": {
        "counted": {"type": "custom", "tokenizer": "blank", "filter": ["counted"]},
        "words": {"type": "custom", "tokenizer": "blank"},
    },
}
_PROPERTIES = {
    "id": {"type": "keyword"},
    "evidence": {"type": "integer"},
    "date": {"type": "keyword"},
    "facets": {"type": "keyword"},
    "terms": {
        "type": "text",
        "analyzer": "counted",
        "search_analyzer": "keyword",
        "index_options": "freqs",
        "norms": False,
        "similarity": "impact",
    },
    "texts": {
        "type": "text",
        "analyzer": "words",
        "index_options": "positions",
        "norms": False,
        "position_increment_gap": 100,
    },
    "record": {"type": "object", "enabled": False},
    ABOUT: {"type": "object", "enabled": False},
}


@dataclass(frozen=True)
class State:
    """What is kept of a generation; ``changed`` counts its documents that came or went since all were written."""

    size: int
    facets: tuple[Facet, ...]
    lengths: Lengths
    changed: int = 0
    fingerprint: str = ""


def index_body(shards: int) -> dict[str, Any]:
    """Return settings and mapping of a new generation."""
    index = {
        "number_of_shards": shards,
        # The index is small: with a whole copy on each node, any node that is left answers.
        "auto_expand_replicas": "0-all",
        "refresh_interval": "-1",
        "max_result_window": 1_000_000,
        "analysis": _ANALYSIS,
        "similarity": {"impact": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}},
    }
    kept = {"includes": ["record", ABOUT]}
    return {"settings": {"index": index}, "mappings": {"dynamic": "strict", "_source": kept, "properties": _PROPERTIES}}


def meta_of(state: State) -> dict[str, str]:
    """Return the state as it is kept beside the mapping; packed, for every node holds it in memory."""
    packed = base64.b64encode(zlib.compress(json.dumps(asdict(state), ensure_ascii=False).encode())).decode("ascii")
    return {"edition": CLUSTER_EDITION, "state": packed}


def state_of(meta: Mapping[str, Any]) -> State | None:
    """Return the state of a generation; None where it is of another edition or not ours."""
    if meta.get("edition") != CLUSTER_EDITION:
        return None
    try:
        kept = json.loads(zlib.decompress(base64.b64decode(meta["state"])))
        facets = facets_in(kept["facets"])
        return State(int(kept["size"]), facets, kept["lengths"], int(kept["changed"]), str(kept["fingerprint"]))
    except (ValueError, KeyError, TypeError, zlib.error):
        return None


def document_body(
    document: SearchDocument, impacts: Iterable[tuple[str, int]], lengths: Sequence[int]
) -> dict[str, Any]:
    """Return what is kept of a document whose terms have these impacts."""
    record = record_of(document)
    return {
        "id": document.id,
        "evidence": document.evidence,
        "date": document.date,
        "facets": document.values,
        "terms": " ".join(f"{term}|{impact}" for term, impact in impacts if len(term) <= _LONGEST),
        "texts": [spaced(side_by_side(text)) for text in texts_of(record)],
        "record": record,
        ABOUT: [document_digest(document), list(lengths)],
    }


def spaced(runs: Iterable[str]) -> str:
    """Return runs of characters and words as the engine counts them: one by one, with a mark between runs."""
    return f" {_BETWEEN} ".join(
        " ".join(run) if is_unigram(run[0]) else run if len(run) <= _LONGEST else _BETWEEN for run in runs
    )
