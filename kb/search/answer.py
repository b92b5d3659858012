"""Answer a query from an index: the one path from a query to results, whatever holds the documents."""

from kb.search.document_set import DocumentSet
from kb.search.protocol import Index
from kb.search.query.expansion import expanded_terms
from kb.search.query.language import ParsedQuery, parse_query
from kb.search.query.phrases import documents_with_phrase
from kb.search.query.search_query import MAX_QUERY_LENGTH, SearchQuery
from kb.search.query.spelling import NEAR_HITS, suggestion
from kb.search.ranking.bm25f import SCALE, min_score, term_value, to_thousandths
from kb.search.ranking.facets import narrow
from kb.search.ranking.snippet import snippet_of
from kb.search.results import Hit, SearchResults
from kb.search.text.analyzer import query_terms
from kb.search.text.exact_names import is_name


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
    terms = expanded_terms(parsed.text, index)
    if parsed.text.strip() and not terms:
        notes.append("查询里没有可以检索的文字，下面列出全部案例。")
    scores = index.scores(terms)
    matches = scores.at_least(min_score(scores.best())) if terms else index.all_documents
    matches = _meant(index, parsed, matches, notes)
    filters = {**query.filters}
    for name, chosen in parsed.filters.items():
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), *chosen)))
    kept, facets = narrow(index, filters, matches)
    total = kept.bit_count()
    if not total:
        notes.append("没有找到相关案例。换个说法，或者去掉一些筛选条件再试。")
    meant = suggestion(text, parsed.text, index, lambda: [n for n, _ in scores.ranked(matches, NEAR_HITS)])
    if meant:
        notes.append(f"您是不是要找“{meant}”？")
    values = {
        term: to_thousandths(term_value(term, index.matching(term), index.size)) for term in terms if not is_name(term)
    }
    hits = []
    for number, score in scores.ranked(kept, query.offset + query.limit)[query.offset :]:
        record = index.record(number)
        snippet, highlights = snippet_of(record.title, record.texts, values)
        hits.append(Hit(record.id, record.title, record.url, score / SCALE, snippet, highlights, record.shown))
    return SearchResults(query, total, tuple(hits), facets, tuple(notes), meant)


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
