"""Answer a query from an index: the one path from a query to results, whatever holds the documents."""

import re

from kb.search.expansion import expanded_terms
from kb.search.facets import narrow
from kb.search.index import Index, bits_of
from kb.search.query import MAX_QUERY_LENGTH, SearchQuery
from kb.search.ranking import SCALE, is_match, term_value, whole
from kb.search.results import Hit, SearchResults
from kb.search.snippet import snippet_of

#: What other engines read as commands; here it is text, and the reader is told so.
_COMMANDS = re.compile(r"[*?~^]|(?<!\S)(?:AND|OR|NOT)(?!\S)")


def answer(index: Index, query: SearchQuery) -> SearchResults:
    """Return the asked page of matches, facet counts over all matches, and notes."""
    # Bytes that are no text reach Python as lone surrogates, which can be neither shown nor searched.
    text = query.text.encode("utf-8", "ignore").decode("utf-8").strip()
    notes = []
    if len(text) > MAX_QUERY_LENGTH:
        text = text[:MAX_QUERY_LENGTH]
        notes.append(f"查询太长，只用了前 {MAX_QUERY_LENGTH} 个字。")
    terms = expanded_terms(text, index)
    if terms:
        if _COMMANDS.search(text):
            notes.append("查询里的符号（如 *、?、AND、OR）按普通文字处理。")
        scores = index.scores(terms)
        best = max(scores.values(), default=0)
        matches = {number: score for number, score in scores.items() if is_match(score, best)}
    else:
        if text:
            notes.append("查询里没有可以检索的文字，下面列出全部案例。")
        matches = dict.fromkeys(range(index.size), 0)
    kept, facets = narrow(index.facets(), query.filters, bits_of(matches, index.size))
    ranked = sorted((-score, number) for number, score in matches.items() if kept >> number & 1)
    if not ranked:
        notes.append("没有找到相关案例。换个说法，或者去掉一些筛选条件再试。")
    values = {term: whole(term_value(term, index.matching(term), index.size)) for term in terms}
    hits = []
    for negative, number in ranked[query.offset : query.offset + query.limit]:
        record = index.record(number)
        snippet, highlights = snippet_of(record.title, record.texts, values)
        hits.append(Hit(record.id, record.title, record.url, -negative / SCALE, snippet, highlights, record.shown))
    return SearchResults(query, len(ranked), tuple(hits), facets, tuple(notes))
