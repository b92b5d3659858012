"""Turn cases into what search knows of them. This is the one place in search that knows what a case is."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from kb.content.regions import region_names, region_of
from kb.model import ROLES, UNKNOWN, Case, Corpus, Region, Role, Vocabulary, VocabularyTerm
from kb.search.document import Collection, Facet, FacetValue, SearchDocument
from kb.search.text.plain_text import plain_texts

#: Controlled fields of a case that are searched and narrowed by: attribute → vocabulary list and what readers call it.
_FAMILIES = {
    "theme": ("themes", "主题"),
    "problem": ("problems", "问题"),
    "model": ("models", "做法"),
    "stage": ("stages", "学段"),
}

#: The value of a case whose sources do not say who, or for which stage: it can be narrowed to, as it is shown.
UNTOLD = "unknown"

#: Every facet with its Chinese name, in the order readers see them.
FACETS = {
    **{name: label for name, (_, label) in _FAMILIES.items()},
    "region": "地区",
    "evidence": "证据等级",
    "unit_type": "单位类型",
    **ROLES,
    "status": "实践状态",
    "review": "审核状态",
}


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
    vocabulary = corpus.vocabulary
    regions = {*used.get("region", ()), *(code for code in region_names() if code.endswith("0000"))}
    untold = FacetValue(UNTOLD, UNKNOWN)
    values = {
        **{name: _term_values(vocabulary.terms(family)) for name, (family, _) in _FAMILIES.items()},
        "stage": (*_term_values(vocabulary.terms("stages")), untold),
        "region": tuple(_region_value(code) for code in sorted(regions)),
        "evidence": tuple(
            FacetValue(str(term.level), term.label, _other_names(term)) for term in vocabulary.evidence_levels
        ),
        "unit_type": _term_values(vocabulary.unit_types),
        **dict.fromkeys(ROLES, (*_term_values(vocabulary.mechanism_actors), untold)),
        "status": _term_values(vocabulary.practice_statuses),
        "review": _term_values(vocabulary.review_statuses),
    }
    sources = [source for source in corpus.sources.values() if source.id in used.get("source", ())]
    cited = (FacetValue(each.id, each.title, (each.number,) if each.number else ()) for each in sources)
    years = (FacetValue(year, f"{year} 年") for year in sorted(used.get("year", ())))
    return (
        *(Facet(name, label, values[name]) for name, label in FACETS.items()),
        Facet("year", "年份", tuple(years), listed=False),
        Facet("source", "来源", tuple(cited), listed=False),
    )


def document_of(case: Case, corpus: Corpus) -> SearchDocument:
    """Return the searchable form of a case."""
    vocabulary = corpus.vocabulary
    region = region_of(case.region) or Region(code=case.region, name=case.region)
    terms = {name: _terms(vocabulary, family, getattr(case, name)) for name, (family, _) in _FAMILIES.items()}
    terms["unit_type"] = _terms(vocabulary, "unit_types", (case.unit.type,))
    terms["status"] = _terms(vocabulary, "practice_statuses", (case.practice.status,))
    terms["review"] = _terms(vocabulary, "review_statuses", (case.review.status,))
    described = [term for name in (*_FAMILIES, "unit_type") for term in terms[name]]
    sources = [corpus.sources[citation.source] for citation in case.sources if citation.source in corpus.sources]
    evidence = vocabulary.evidence(case.evidence)
    return SearchDocument(
        id=case.id,
        title=case.title,
        url=f"/cases/{case.id}.html",
        date=case.review.date,
        evidence=case.evidence,
        fields=_without_empty(
            {
                "title": (case.title,),
                "aliases": case.aliases,
                "unit": (case.unit.name,),
                "place": tuple(part.name for part in region.path),
                "labels": (*(term.label for term in described), *_mechanism(case, vocabulary)),
                "title_en": (case.title_en or "",),
                "summary": (case.summary,),
                "claims": tuple(claim.text for claim in case.claims),
                "body": _body(case),
                "synonyms": tuple(
                    dict.fromkeys(
                        name for term in (*described, *_known_roles(case, vocabulary)) for name in _other_names(term)
                    )
                ),
                "sources": tuple(text for source in sources for text in (source.title, source.number or "")),
            }
        ),
        facets=_without_empty(
            {
                **{name: tuple(term.id for term in found) for name, found in terms.items()},
                "stage": tuple(term.id for term in terms["stage"]) or (UNTOLD,),
                "region": tuple(part.code for part in region.path),
                "evidence": (str(case.evidence),),
                **{role.name: _actors(role, vocabulary) for role in case.mechanism.roles()},
                "year": _years(case),
                "source": tuple(dict.fromkeys(source.id for source in sources)),
            }
        ),
        shown={"unit": case.unit.name, "place": region.full_name, "evidence": f"{case.evidence} 级 {evidence.label}"},
    )


def _without_empty(texts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(text for text in values if text) for name, values in texts.items()}


def _terms(vocabulary: Vocabulary, family: str, labels: Iterable[str]) -> list[VocabularyTerm]:
    return [term for label in labels if (term := vocabulary.term(family, label)) is not None]


def _actors(role: Role, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(term.id for term in _terms(vocabulary, "mechanism_actors", role.actors)) or (UNTOLD,)


def _other_names(term: VocabularyTerm) -> tuple[str, ...]:
    return (*term.aliases, *((term.label_en,) if term.label_en else ()))


def _term_values(terms: Iterable[VocabularyTerm]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(term.id, term.label, _other_names(term)) for term in terms)


def _region_value(code: str) -> FacetValue:
    region = region_of(code) or Region(code=code, name=code)
    return FacetValue(code, region.name, parent=region.parents[-1].code if region.parents else None)


def _mechanism(case: Case, vocabulary: Vocabulary) -> list[str]:
    """Say who does what in the words people search with: 企业投资, 学校付费."""
    return [
        f"{actor}{role.label}" for role in vocabulary.mechanism_roles for actor in getattr(case.mechanism, role.id, ())
    ]


def _known_roles(case: Case, vocabulary: Vocabulary) -> list[VocabularyTerm]:
    """Return the roles the case can answer for: who asks 谁维护 wants a case that says."""
    return [role for role in vocabulary.mechanism_roles if getattr(case.mechanism, role.id, ())]


def _years(case: Case) -> tuple[str, ...]:
    """Return the years the case speaks of: when the practice ran and what its claims refer to."""
    dates = (case.practice.since, case.practice.as_of, *(claim.as_of for claim in case.claims))
    return tuple(sorted({date[:4] for date in dates if date}))


def _body(case: Case) -> tuple[str, ...]:
    statements = (*case.steps, *case.prerequisites, *case.enabling, *case.constraints)
    sections = [section.text for section in case.sections] or [case.body]
    return (
        *(text for section in sections for text in plain_texts(section)),
        *(statement.text for statement in statements),
        *((case.cost.note,) if case.cost and case.cost.note else ()),
    )
