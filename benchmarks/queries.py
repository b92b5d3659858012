"""Make queries of every kind for a collection of generated cases, always the same ones for the same cases."""

import random
from collections.abc import Iterator

from benchmarks.ranking import questions
from kb.search import Collection, SearchQuery
from kb.search.query.search_query import Sort
from kb.search.text.fold import fold
from kb.search.text.tables import syllable_of

SEED = 20140224
#: Characters that stand in most words, to mistype others as.
_COMMON = "的一是学教生课师校网"
#: Words of which no generated case says more than a part.
_NOWHERE = ("人工智能", "编程教育", "元宇宙")


def generated_queries(collection: Collection, count: int) -> list[SearchQuery]:
    """Return so many queries: questions, names and pieces of text, slips, pinyin, filters, phrases, exclusions."""
    kinds = [_texts(collection), _narrowed(collection), _commanded(collection)]
    draw = random.Random(SEED)
    queries: list[SearchQuery] = []
    while len(queries) < count:
        queries.append(next(draw.choices(kinds, (5, 2, 2))[0]))
    return queries


def _texts(collection: Collection) -> Iterator[SearchQuery]:
    draw, asked = random.Random(SEED + 1), questions()
    while True:
        yield SearchQuery(draw.choice(asked))
        title, body = _pieces(draw, collection)
        yield SearchQuery(_cut(draw, title, 2, 12))
        yield SearchQuery(_mistyped(draw, _cut(draw, title, 3, 9)))
        yield SearchQuery("".join(syllable_of().get(char, "") for char in fold(_cut(draw, title, 2, 4))))
        yield SearchQuery(f"{_cut(draw, title, 2, 6)} {_cut(draw, body, 2, 8)}")
        yield SearchQuery(_cut(draw, body, 1, 1))
        yield SearchQuery(body[:300])


def _narrowed(collection: Collection) -> Iterator[SearchQuery]:
    draw, asked = random.Random(SEED + 2), questions()
    facets = [facet for facet in collection.facets if facet.values]
    yield SearchQuery("")
    while True:
        chosen = {
            facet.name: tuple(value.value for value in draw.sample(facet.values, min(len(facet.values), 2)))
            for facet in draw.sample(facets, draw.choice((1, 1, 2, 3)))
        }
        text = draw.choice((draw.choice(asked), "", _cut(draw, _pieces(draw, collection)[0], 2, 6)))
        sort: Sort = draw.choice(("relevance", "relevance", "evidence"))
        yield SearchQuery(text, chosen, limit=draw.choice((0, 3, 10, 150)), offset=draw.choice((0, 0, 7)), sort=sort)


def _commanded(collection: Collection) -> Iterator[SearchQuery]:
    draw, asked = random.Random(SEED + 3), questions()
    regions = next((facet.values for facet in collection.facets if facet.name == "region"), ())
    while True:
        title, body = _pieces(draw, collection)
        yield SearchQuery(f"“{_cut(draw, body, 2, 7)}” {draw.choice(asked)}")
        yield SearchQuery(f"{draw.choice(asked)} -{_cut(draw, title, 2, 3)} -“{_cut(draw, body, 3, 5)}”")
        yield SearchQuery(
            f"地区:{draw.choice(regions).label if regions else '河南'} {_cut(draw, title, 2, 5)}", limit=25
        )
        yield SearchQuery(f"{_cut(draw, title, 2, 4)}人工智能 疫情", limit=5)
        yield SearchQuery(draw.choice(_NOWHERE), limit=5)
        yield SearchQuery(f"“{_cut(draw, body, 4, 9)}” 证据:>=0 年份:{draw.randint(2011, 2026)}")


def _pieces(draw: random.Random, collection: Collection) -> tuple[str, str]:
    document = draw.choice(collection.documents)
    return document.title, draw.choice(document.fields["body"])


def _cut(draw: random.Random, text: str, least: int, most: int) -> str:
    length = draw.randint(least, most)
    start = draw.randrange(max(1, len(text) - length))
    return text[start : start + length]


def _mistyped(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return draw.choice((text[:at] + draw.choice(_COMMON) + text[at + 1 :], text[:at] + text[at + 1 :]))
