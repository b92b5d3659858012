"""Say which terms a query is looked up by: its own, and those that stand for the same or sound the same."""

from kb.search.protocol import Index
from kb.search.query.phrases import documents_with_all
from kb.search.text.analyzer import query_terms
from kb.search.text.exact_names import asked_name_sounds, exact_name_terms
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts, in_digits
from kb.search.text.pinyin import pinyin_of_unseen, pinyin_terms, with_umlauts, without_tones
from kb.search.text.stopwords import without_question_words

#: Name terms up to this length are looked up by sound where nothing holds all of them; longer ones are sentences.
_SHORT = 6


def what_is_asked(text: str) -> str:
    """Return folded text without tones and the words that only make it a question, long numerals in digits."""
    return in_digits(without_question_words(without_tones(fold(text))))


def expanded_terms(text: str, index: Index) -> tuple[str, ...]:
    """Return the query's distinct terms, its own first; a term that documents hold never gives way to a guess."""
    spelled = without_question_words(fold(with_umlauts(text)))
    text = what_is_asked(text)
    terms = query_terms(text)

    def held(term: str) -> bool:
        return index.matching(term) > 0

    names = exact_name_terms(text)
    mistyped = pinyin_of_unseen(terms, held)
    if mistyped:
        mistyped += asked_name_sounds(names)
    else:
        # All its pairs are held somewhere, but nowhere together: 班班同.
        short = [name for name in names if len(name) <= _SHORT and name[1:] in text]
        mistyped += asked_name_sounds(name for name in short if not documents_with_all(index, name).bit_count())
    return tuple(dict.fromkeys((*terms, *amounts(text), *names, *mistyped, *pinyin_terms(spelled, held))))
