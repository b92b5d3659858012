"""Count the terms of a document, field by field: what every index is made of."""

from collections import Counter
from itertools import chain

from kb.search.document import SearchDocument
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.text.analyzer import count_terms
from kb.search.text.exact_names import count_names
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts
from kb.search.text.pinyin import SOUND_FIELDS, count_name_sounds, sounds_of_pairs

#: Stands between the texts of a field, so that they are folded and counted at once: a private character that folds to
#: itself, joins nothing, and belongs to no term.
_BETWEEN = "\ue000"


def field_counts(document: SearchDocument) -> dict[str, Counter[str]]:
    """Return how often each term occurs in each field of the table."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELD_NAMES}
    for name, texts in document.fields.items():
        folded = fold(_BETWEEN.join(texts))
        counts[name] = count_terms(folded)
        counts[name].update(amounts(folded))
    counts["names"] = count_names(document.fields)
    names = (document.fields.get(name, ()) for name in SOUND_FIELDS["name_sounds"])
    counts["name_sounds"] = count_name_sounds(chain.from_iterable(names))
    counts["sounds"] = sounds_of_pairs(counts[name] for name in SOUND_FIELDS["sounds"])
    return counts
