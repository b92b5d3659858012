"""Say how documents differ from those an index holds, and whether so few can be changed in it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields
from typing import NamedTuple

from kb.search.document import SearchDocument
from kb.search.index.manifest import Lengths
from kb.search.protocol import Changes
from kb.search.ranking.bm25f import mean_length
from kb.search.ranking.fields import FIELD_NAMES

#: So many documents, or this share of all, may be added or gone before all are written anew.
_MOST, _SHARE = 64, 20


class About(NamedTuple):
    """What an index remembers of a document: a name for all of it, its number of terms in each field, its number."""

    digest: str
    lengths: Sequence[int]
    number: int = 0


def are_few(changed: int, all_documents: int) -> bool:
    """Tell whether an index stays quick with so many documents changed since all were written."""
    return changed <= max(_MOST, all_documents // _SHARE)


def compared(
    known: Mapping[str, About], documents: Iterable[SearchDocument], removed: Set[str]
) -> tuple[Changes, list[SearchDocument]]:
    """Say how documents differ from what is there, and return those that do."""
    changed, new, same = [], 0, len(known) - len(removed)
    for document in documents:
        before = known.get(document.id)
        if before is None or before.digest != document_digest(document):
            changed.append(document)
            new += before is None
            same -= before is not None
    return Changes(added=new, changed=len(changed) - new, removed=len(removed), unchanged=same), changed


def summed_lengths(added: Sequence[Sequence[int]], gone: Sequence[About], before: Lengths | None = None) -> Lengths:
    """Return number of terms and of documents, field by field, once some come and some go."""
    lengths = {}
    for place, name in enumerate(FIELD_NAMES):
        total, count = (before or {}).get(name, (0, 0))
        for sign, each in [(1, of_one) for of_one in added] + [(-1, about.lengths) for about in gone]:
            total += sign * each[place]
            count += sign * bool(each[place])
        lengths[name] = (total, count)
    return lengths


def means_of(lengths: Lengths) -> dict[str, float]:
    """Return the mean number of terms, field by field."""
    return {name: mean_length(total, count) for name, (total, count) in lengths.items() if count}


def document_digest(document: SearchDocument) -> str:
    """Return a name for all that the index holds of a document."""
    text = as_json({each.name: getattr(document, each.name) for each in fields(document)})
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def as_json(value: object) -> bytes:
    """Return the value as an index keeps it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
