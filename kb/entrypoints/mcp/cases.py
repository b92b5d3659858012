"""Answer what assistants ask of cases: search, one case, several side by side, how to cite."""

from datetime import date

from kb.citation.case_references import reference_of_part
from kb.citation.citable_parts import places_of
from kb.citation.paragraph_anchors import SECTION_ANCHORS
from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_references
from kb.entrypoints.ids_like import ids_like
from kb.entrypoints.library import Generation
from kb.entrypoints.mcp.answers import (
    NOTICE,
    CaseAnswer,
    CellAnswer,
    CiteAnswer,
    CompareAnswer,
    HitAnswer,
    RowAnswer,
    SearchAnswer,
)
from kb.entrypoints.mcp.arguments import CaseArguments, CiteArguments, CompareArguments, SearchArguments
from kb.entrypoints.mcp.statements import CaseStatements, harmless, source_answer
from kb.errors import CaseNotFound, NothingToCite
from kb.model import UNKNOWN, Case, Source
from kb.model.facts import Place, facts_in
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from kb.search.query.filters import filters_meant
from kb.search.query.search_query import SearchQuery
from kb.search.results import Hit
from kb.search.results_json import results_data
from kb.search.results_schema import SearchData

#: So many values of each facet are listed, those of most cases first.
_LISTED = 12

#: What stands in the head of every case, or has a place of its own.
_IN_HEAD = frozenset({"id", "title", "summary", "license", "region", "unit.name", "unit.type", "evidence"})

_SHOWN: tuple[Place, ...] = ("page", "compare", "csv", "json", "record")

_SOURCE = "source:"


def search_cases(generation: Generation, asked: SearchArguments, site_url: str) -> SearchAnswer:
    """Search, and put what has to be known of each case beside it."""
    typed = asked.filters.model_dump()
    facets = generation.ask(lambda index: index.facet_values()) if any(typed.values()) else ()
    query = SearchQuery(asked.query, filters_meant(facets, typed), asked.limit, asked.offset, asked.sort)
    results = generation.search(query)
    data = SearchData.model_validate(results_data(results))

    def answered(hit: Hit) -> HitAnswer:
        case = generation.catalogue.case_by_id[hit.id]
        head = CaseStatements(case, generation.catalogue, site_url).head()
        return HitAnswer(
            case=head,
            score=hit.score,
            excerpt=f"{harmless(hit.snippet)}〔摘录，引用前先用 get_case；证据：{head.evidence}〕",
        )

    return SearchAnswer(
        notice=NOTICE,
        query=data.query,
        total=data.total,
        hits=tuple(map(answered, results.hits)),
        touching=tuple(map(answered, results.touching)),
        notes=data.notes,
        offers=data.offers,
        facets={
            name: tuple(sorted(counts, key=lambda one: -one.count)[:_LISTED]) for name, counts in data.facets.items()
        },
    )


def get_case(generation: Generation, asked: CaseArguments, site_url: str) -> CaseAnswer:
    """Return all that a case says and all that it does not."""
    case = case_meant(asked.id, generation.catalogue)
    said = CaseStatements(case, generation.catalogue, site_url)
    return CaseAnswer(
        notice=NOTICE,
        case=said.head(),
        license=case.license,
        facts=tuple(said.fact(fact) for fact in facts_in(*_SHOWN) if fact.key not in _IN_HEAD),
        body=said.body(),
        sources=said.sources(),
    )


def compare_cases(generation: Generation, asked: CompareArguments, site_url: str) -> CompareAnswer:
    """Return what the comparison page shows of these cases."""
    cases = {case.id: case for case in (case_meant(one, generation.catalogue) for one in asked.ids)}
    said = [CaseStatements(case, generation.catalogue, site_url) for case in cases.values()]
    rows = []
    for fact in facts_in("compare"):
        if fact.key not in _IN_HEAD:
            facts = [(one.case.id, one.fact(fact)) for one in said]
            cells = (CellAnswer(case=name, is_known=one.is_known, statements=one.statements) for name, one in facts)
            rows.append(RowAnswer(key=fact.key, label=fact.label, cells=tuple(cells)))
    return CompareAnswer(notice=NOTICE, cases=tuple(one.head() for one in said), rows=tuple(rows))


def cite(generation: Generation, asked: CiteArguments, site_url: str) -> CiteAnswer:
    """Return the citation of a case, of a place in one, or of a source."""
    catalogue = generation.catalogue
    name, _, anchor = asked.id.partition("#")
    case = catalogue.case_named(name)
    if case is None:
        source = catalogue.sources.get(name.removeprefix(_SOURCE))
        if source is None or anchor:
            raise NothingToCite(f"没有编号为“{name}”的公开案例或来源。{_nearest(name, catalogue)}")
        return _cited_source(source, asked.style)
    return _cited_case(case, anchor, asked.style, catalogue, site_url)


def case_meant(name: str, catalogue: Catalogue) -> Case:
    """Return a published case by an id that it has or had."""
    case = catalogue.case_named(name)
    if case is None:
        if catalogue.withdrawn_named(name):
            raise CaseNotFound(f"案例 {name} 已经撤下，不要再引用。")
        raise CaseNotFound(f"没有编号为“{name}”的公开案例。{_nearest(name, catalogue)}")
    return case


def _cited_case(case: Case, anchor: str, style: Style, catalogue: Catalogue, site_url: str) -> CiteAnswer:
    whole = reference_at(case, catalogue, site_url, accessed=date.today().isoformat())
    reference = whole
    said = CaseStatements(case, catalogue, site_url)
    if anchor:
        place = next((one for one in places_of(case, catalogue.sources) if one.id == anchor), None)
        if place is None:
            raise NothingToCite(f"案例 {case.id} 里没有“{anchor}”这个位置。可以写：{_places(case)}。")
        reference = reference_of_part(whole, anchor, place.words)
    quoted = said.of_place(anchor) if anchor else ()
    names = {place.source for one in quoted for place in one.sources} if anchor else set(case.cited_sources())
    return CiteAnswer(
        notice=NOTICE,
        style=style,
        citation=render_references([reference], style).strip(),
        address=reference.url or UNKNOWN,
        version=reference.version or UNKNOWN,
        quoted=quoted,
        rests_on=tuple(one for one in said.sources() if one.id in names),
    )


def _cited_source(source: Source, style: Style) -> CiteAnswer:
    return CiteAnswer(
        notice=NOTICE,
        style=style,
        citation=render_references([reference_of_source(source)], style).strip(),
        address=source.url or UNKNOWN,
        version=UNKNOWN,
        quoted=(),
        rests_on=(source_answer(source),),
    )


def _places(case: Case) -> str:
    claims = [f"claim-1 到 claim-{len(case.claims)}"] if case.claims else []
    return "、".join([*claims, *dict.fromkeys(SECTION_ANCHORS.values()), "practice-p1 这样的段落"])


def _nearest(name: str, catalogue: Catalogue) -> str:
    return ids_like(name, catalogue.case_by_id) or "编号用 search_cases 来查。"
