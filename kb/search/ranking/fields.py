"""The one table of what a document is searched by, and how much each part counts; kb/model/facts.py fills the parts."""

from typing import NamedTuple


class Field(NamedTuple):
    """One searchable part: its boost, and how strongly a long text lowers it (BM25's b)."""

    name: str
    boost: float
    b: float


#: Order matters: weights are summed in it, so that every implementation gets the same floating-point number.
FIELDS = (
    Field("title", 8.0, 0.4),
    Field("aliases", 5.0, 0.2),
    Field("unit", 4.0, 0.2),
    Field("place", 4.0, 0.0),
    Field("labels", 2.0, 0.2),
    Field("title_en", 2.0, 0.4),
    Field("summary", 1.5, 0.5),
    Field("claims", 1.0, 0.5),
    Field("body", 1.0, 0.75),
    # What the case is also called, by the vocabulary: found, but below a case that says it itself.
    Field("synonyms", 0.4, 0.0),
    # Titles and document numbers of the sources.
    Field("sources", 0.3, 0.2),
    # Whole names, written and by sound (kb/search/text/exact_names.py).
    Field("names", 2.0, 0.0),
    # How names, and all other text, sound (kb/search/text/pinyin.py).
    Field("name_sounds", 4.0, 0.2),
    Field("sounds", 1.0, 0.75),
)

FIELD_NAMES = tuple(field.name for field in FIELDS)
