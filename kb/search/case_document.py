"""Turn cases into what search knows of them. This is the one place in search that knows what a case is."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from math import inf

from kb.content.body import plain_texts
from kb.content.regions import region_of
from kb.model import UNKNOWN, Case, Corpus, Region, Vocabulary, VocabularyTerm
from kb.model.facts import Fact, facts_in
from kb.region_table import region_names
from kb.search.document import UNKNOWN_VALUE, Collection, Facet, FacetValue, SearchDocument
from kb.search.ranking.fields import FIELD_NAMES

#: The order in which readers see facets, and in which statements follow the sections of the body.
_FIRST = (
    *("theme", "problem", "model", "stage", "region", "evidence", "unit.type", "setting.kind"),
    *("steps", "prerequisites", "enabling", "constraints"),
)

#: Sizes of schools to narrow by: id, words, fewest and most pupils. 100 is where the state counts a school as small.
SIZES = (
    ("50", "50 人以下", 0, 50),
    ("100", "51 至 100 人", 51, 100),
    ("500", "101 至 500 人", 101, 500),
    ("more", "500 人以上", 501, inf),
)


def facet_facts() -> dict[str, Fact]:
    """Return the facts to narrow by under the names of their facets, in the order readers see them."""
    return {fact.facet.name: fact for fact in facts_in(first=_FIRST) if fact.facet}


def collection_of(corpus: Corpus) -> Collection:
    """Return everything an index of the corpus is made of."""
    documents = tuple(document_of(case, corpus) for case in corpus.cases)
    used: dict[str, set[str]] = {}
    for document in documents:
        for name, values in document.facets.items():
            used.setdefault(name, set()).update(values)
    return Collection(documents, facets_of(corpus, used))


def facets_of(corpus: Corpus, used: Mapping[str, AbstractSet[str]]) -> tuple[Facet, ...]:
    """Return the facets of a corpus whose documents have these values."""

    def values_of(name: str, fact: Fact) -> tuple[FacetValue, ...]:
        if fact.kind == "division":
            provinces = (code for code in region_names() if code.endswith("0000"))
            regions = map(_region, sorted({*used.get(name, ()), *provinces}))
            above = ((one, one.parents[-1].code if one.parents else None) for one in regions)
            return tuple(FacetValue(one.code, one.name, parent=parent) for one, parent in above)
        if fact.kind == "level":
            levels = corpus.vocabulary.evidence_levels
            return tuple(FacetValue(str(term.level), term.label, _other_names(term)) for term in levels)
        unknown = (FacetValue(UNKNOWN_VALUE, UNKNOWN),) if fact.facet and fact.facet.can_be_unknown else ()
        terms = corpus.vocabulary.terms(fact.vocabulary or "")
        return (*(FacetValue(term.id, term.label, _other_names(term)) for term in terms), *unknown)

    sources = [source for source in corpus.sources.values() if source.id in used.get("source", ())]
    cited = (FacetValue(each.id, each.title, (each.number,) if each.number else ()) for each in sources)
    years = (FacetValue(year, f"{year} 年") for year in sorted(used.get("year", ())))
    return (
        *(Facet(name, fact.label, values_of(name, fact)) for name, fact in facet_facts().items()),
        Facet("year", "年份", tuple(years), listed=False),
        Facet("pupils", "学生人数", tuple(FacetValue(name, words) for name, words, *_ in SIZES), listed=False),
        Facet("source", "来源", tuple(cited), listed=False),
    )


def document_of(case: Case, corpus: Corpus) -> SearchDocument:
    """Return the searchable form of a case."""
    vocabulary, region = corpus.vocabulary, _region(case.region)
    sources = [corpus.sources[citation.source] for citation in case.sources if citation.source in corpus.sources]
    evidence = vocabulary.evidence(case.evidence)
    fields = _fields(case, vocabulary)
    fields["sources"] += (text for source in sources for text in (source.title, source.number) if text)
    return SearchDocument(
        id=case.id,
        title=case.title,
        url=f"/cases/{case.id}.html",
        date=case.review.date,
        evidence=case.evidence,
        fields={name: tuple(fields[name]) for name in FIELD_NAMES if name in fields},
        facets={
            **{name: _facet_values(fact, case, vocabulary) for name, fact in facet_facts().items()},
            "year": _years(case),
            "pupils": sizes_of(case),
            "source": tuple(dict.fromkeys(source.id for source in sources)),
        },
        shown={
            "unit": case.unit.name,
            "place": region.full_name,
            "evidence": f"{case.evidence} 级 {evidence.label}",
            "year": f"{case.practice.as_of[:4]} 年",
            "stage": "、".join(vocabulary.in_parts("stages", case.stage)),
        },
    )


def _fields(case: Case, vocabulary: Vocabulary) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = defaultdict(list)
    for section in [section.text for section in case.sections] or [case.body]:
        fields["body"] += plain_texts(section)
    described: list[VocabularyTerm] = []
    for fact in facts_in(first=_FIRST):
        if not fact.search:
            continue
        if fact.vocabulary:
            terms = _terms(fact, case, vocabulary)
            described += terms
            fields[fact.search] += (term.label for term in terms)
        elif fact.kind == "division":
            fields[fact.search] += (part.name for part in _region(case.region).path)
        else:
            fields[fact.search] += fact.texts(case)
    # Who asks 谁维护 wants a case that says, and who asks 企业投资 just that.
    for role in vocabulary.mechanism_roles:
        actors = getattr(case.mechanism, role.id, ())
        fields["labels"] += (f"{actor}{role.label}" for actor in actors)
        described += [role] if actors else []
    fields["synonyms"] += dict.fromkeys(name for term in described for name in _other_names(term))
    return fields


def _terms(fact: Fact, case: Case, vocabulary: Vocabulary) -> list[VocabularyTerm]:
    terms = (vocabulary.term(fact.vocabulary or "", label) for label in fact.labels_of(case))
    return [term for term in terms if term is not None]


def _region(code: str) -> Region:
    return region_of(code) or Region(code=code, name=code)


def _facet_values(fact: Fact, case: Case, vocabulary: Vocabulary) -> tuple[str, ...]:
    if fact.kind == "division":
        return tuple(part.code for part in _region(case.region).path)
    if fact.kind == "level":
        return (str(case.evidence),)
    unknown = (UNKNOWN_VALUE,) if fact.facet and fact.facet.can_be_unknown else ()
    family = fact.vocabulary or ""
    terms = (term for label in fact.labels_of(case) for term in vocabulary.overlapping(family, label))
    return tuple(dict.fromkeys(term.id for term in terms)) or unknown


def _other_names(term: VocabularyTerm) -> tuple[str, ...]:
    return (*term.aliases, *term.today, *((term.label_en,) if term.label_en else ()))


def sizes_of(case: Case) -> tuple[str, ...]:
    """Return the sizes of the schools that the case tells of; none where it does not say."""
    setting = case.setting
    if setting.pupils is None:
        return ()
    low, high = setting.pupils_from or 0, inf if setting.pupils_to is None else setting.pupils_to
    return tuple(name for name, _, fewest, most in SIZES if low <= most and high >= fewest)


def _years(case: Case) -> tuple[str, ...]:
    """Return the years the case speaks of: when the practice ran and what its claims refer to."""
    dates = (case.practice.since, case.practice.as_of, *(claim.as_of for claim in case.claims))
    return tuple(sorted({date[:4] for date in dates if date}))
