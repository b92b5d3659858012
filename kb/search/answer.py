"""Answer a query from an index: the one path from a query to results, whatever holds the documents."""

from collections.abc import Iterable, Mapping, Sequence

from kb.search.document_set import DocumentSet
from kb.search.protocol import Index, Scores
from kb.search.query.expansion import expanded_terms, what_is_asked
from kb.search.query.language import ParsedQuery, parse_query
from kb.search.query.missing import as_typed, is_scattered, missing_in
from kb.search.query.phrases import documents_with_all, documents_with_phrase
from kb.search.query.search_query import MAX_QUERY_LENGTH, SearchQuery
from kb.search.query.spelling import NEAR_HITS, suggestion
from kb.search.query.ways_on import ways_on
from kb.search.ranking.bm25f import SCALE, min_score, term_value, to_thousandths
from kb.search.ranking.facets import narrow
from kb.search.ranking.snippet import snippet_of
from kb.search.results import Hit, SearchResults
from kb.search.text.analyzer import query_terms
from kb.search.text.exact_names import is_name

#: Where so few documents hold all that was typed, a mention is enough, however low its score: all are listed.
_FEW = 20
#: So many cases that only touch what no case says are shown.
_TOUCHING = 5


def answer(index: Index, query: SearchQuery) -> SearchResults:
    """Return the asked page of matches, facet counts over all matches, and notes."""
    # Bytes that are no text reach Python as lone surrogates, which can be neither shown nor searched.
    text = query.text.encode("utf-8", "ignore").decode("utf-8").strip()
    notes = []
    if len(text) > MAX_QUERY_LENGTH:
        text = text[:MAX_QUERY_LENGTH]
        notes.append(f"查询太长，只用了前 {MAX_QUERY_LENGTH} 个字。")
    parsed = parse_query(text, index.facet_values())
    notes += parsed.notes
    asked = what_is_asked(parsed.text)
    missing = missing_in(asked, index)
    terms = expanded_terms(missing.without_places, index)
    scores = index.scores(terms)
    touched = _matches(index, missing.rest, scores)
    if missing.is_half and suggestion(text, parsed.text, index, lambda: _first(scores, touched)):
        # A slip in what some case says, and no word of its own.
        missing = missing._replace(rest=missing.without_places, words=())
        touched = _matches(index, missing.rest, scores)
    if terms or missing.without_places != asked:
        # What only touches a word that no case says is not found.
        matches = touched & index.scores(expanded_terms(missing.rest, index)).at_least(1) if missing.words else touched
    else:
        matches = index.all_documents
        if parsed.text.strip():
            notes.append("查询里没有可以检索的文字，下面列出全部案例。")
    matches = _meant(index, parsed, matches, notes)
    if missing.words:
        notes.append(f"没有写到{'、'.join(f'“{as_typed(word, text)}”' for word in missing.words)}的案例。")
    filters = {**query.filters}
    for name, chosen in parsed.filters.items():
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), *chosen)))
    kept, facets = narrow(index, filters, matches)
    total = kept.bit_count()
    ways = ways_on(index, missing, parsed, filters, facets, total)
    notes += ways.notes
    meant = suggestion(text, parsed.text, index, lambda: _first(scores, touched if missing.words else matches))
    if meant:
        notes.append(f"您是不是要找“{meant}”？")
    elif not total and not missing.words and not ways.notes:
        notes.append(_nothing_found(parsed, filters))
    elif total and not missing.words and is_scattered(missing.rest, index):
        notes.append(f"没有案例连着写“{as_typed(missing.rest.strip(), text)}”，下面是写到其中几个字的。")
    # Where no term is asked for all score the same, and ties are settled by evidence.
    order = scores if query.sort == "relevance" else index.scores(())
    hits = _hits(index, terms, order.ranked(kept, query.offset + query.limit)[query.offset :])
    near = scores.ranked(narrow(index, filters, touched)[0], _TOUCHING) if missing.words and not total else ()
    touching = _hits(index, terms, near)
    return SearchResults(query, total, hits, facets, tuple(notes), meant, touching, ways.offers)


def _nothing_found(parsed: ParsedQuery, filters: Mapping[str, tuple[str, ...]]) -> str:
    """Return the words for where there is nothing better to say."""
    remedies = [
        text
        for text, helps in (("换个说法", parsed.text.strip()), ("去掉一些筛选条件", any(filters.values())))
        if helps
    ]
    return f"没有找到相关案例。{'，或者'.join(remedies) or '换个说法'}再试。"


def _matches(index: Index, text: str, scores: Scores) -> DocumentSet:
    """Return what scores near the best, and where few documents hold all words of the text, all of these."""
    near = scores.at_least(min_score(scores.best()))
    holding = documents_with_all(index, text)
    return near | holding if holding.bit_count() <= _FEW else near


def _first(scores: Scores, documents: DocumentSet) -> list[int]:
    return [number for number, _ in scores.ranked(documents, NEAR_HITS)]


def _hits(index: Index, terms: Sequence[str], ranked: Iterable[tuple[int, int]]) -> tuple[Hit, ...]:
    values = {
        term: to_thousandths(term_value(term, index.matching(term), index.size)) for term in terms if not is_name(term)
    }
    hits = []
    for number, score in ranked:
        record = index.record(number)
        snippet, highlights = snippet_of(record.title, record.texts, values)
        hits.append(Hit(record.id, record.title, record.url, score / SCALE, snippet, highlights, record.shown))
    return tuple(hits)


def _meant(index: Index, parsed: ParsedQuery, matches: DocumentSet, notes: list[str]) -> DocumentSet:
    """Return, of these matches, the documents the query means: phrases must stand in them, exclusions must not."""
    required: DocumentSet | None = None
    for phrase in parsed.phrases:
        holding = documents_with_phrase(index, phrase)
        if holding.bit_count():
            required = holding if required is None else required & holding
        elif query_terms(phrase):
            notes.append(f"没有案例含有“{phrase}”这几个连着的字，下面按普通文字检索。")
    if required is not None:
        # Who asks for a phrase wants every document that has it, however low its score.
        matches = required
    for word in parsed.excluded:
        matches = matches & ~documents_with_phrase(index, word)
    return matches
