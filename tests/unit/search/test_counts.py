"""Counting a document: its fields at once give what their texts give one by one."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kb.search.document import SearchDocument
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.text.analyzer import count_terms
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts
from kb.search.text.tables import syllable_of
from kb.search.text.term_counts import field_counts

TEXTS = st.lists(st.text(alphabet="课堂在线網ab-1,.2万70 。\u0301\u200b\uff9e①") | st.text(), max_size=4)


@given(TEXTS)
def test_terms_never_reach_from_one_text_into_the_next(texts: list[str]) -> None:
    expected: Counter[str] = Counter()
    for text in texts:
        expected.update(count_terms(fold(text)))
        expected.update(amounts(fold(text)))
    counts = field_counts(SearchDocument("x", "", fields={"body": tuple(texts)}))
    assert counts.keys() == set(FIELD_NAMES)
    assert counts["body"] == expected


@given(TEXTS, TEXTS)
def test_sounds_are_those_of_neighbours_that_both_have_a_syllable(claims: list[str], body: list[str]) -> None:
    expected: Counter[str] = Counter()
    for text in (*claims, *body):
        syllables = [syllable_of().get(char) for char in fold(text)]
        expected.update(f"{one}'{other}" for one, other in pairwise(syllables) if one and other)
    counts = field_counts(SearchDocument("x", "", fields={"claims": tuple(claims), "body": tuple(body)}))
    assert counts["sounds"] == expected


def test_fields_a_document_does_not_have_count_nothing() -> None:
    counts = field_counts(SearchDocument("x", "", fields={"title": ("在线课堂",)}))
    assert not counts["body"]
    assert not counts["sounds"]
    assert counts["name_sounds"]["zai'xian"] == 1
