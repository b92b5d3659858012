"""Render the list of all cases, and the pages of the vocabulary: each list, and each of its terms with its cases."""

from collections.abc import Iterator

from kb.model import VocabularyTerm
from kb.model.study import FAMILIES
from kb.publish.core.page import Page
from kb.publish.pages.listing import listings
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.research import research_on, titles
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.taxonomies import PROBLEMS, STAGES, TAXONOMIES, Taxonomy
from kb.search.document import UNKNOWN_VALUE


def counted_terms(catalogue: Catalogue, family: Taxonomy) -> list[tuple[VocabularyTerm, int]]:
    """Return the terms of a list with the number of their cases; a whole is told by its parts."""
    terms = (term for term in catalogue.vocabulary.terms(family.folder) if not term.parts)
    return [(term, len(catalogue.cases_of(family, term.label))) for term in terms]


def render_browse(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the list of all cases, which the search script turns into results."""
    facets = [(family, [pair for pair in counted_terms(catalogue, family) if pair[1]]) for family in (PROBLEMS, STAGES)]
    wholes = [term.id for family in TAXONOMIES for term in catalogue.vocabulary.terms(family.folder) if term.parts]
    on_models = {term.id: catalogue.corpus.studies.on("models", term.label) for term in catalogue.vocabulary.models}
    places = [(place_of(tile.code), tile.count) for tile in catalogue.tiles() if tile.count]
    for listing in listings(catalogue.cases, "cases/index.html"):
        yield renderer.page(
            listing.uri,
            "browse.html",
            total=len(catalogue.cases),
            facets=facets,
            wholes=wholes,
            research=[f"{name}:{len(studies)}" for name, studies in on_models.items() if studies],
            places=sorted(places, key=lambda pair: (-pair[1], pair[0].code)),
            listing=listing,
        )


def render_vocabulary(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield each list's own page and the pages of its terms."""
    for family in TAXONOMIES:
        yield renderer.page(
            f"{family.folder}/index.html",
            "taxonomy.html",
            family=family,
            terms=counted_terms(catalogue, family),
        )
        for term in catalogue.vocabulary.terms(family.folder):
            yield from _render_term(catalogue, renderer, family, term)


def _render_term(
    catalogue: Catalogue, renderer: PageRenderer, family: Taxonomy, term: VocabularyTerm
) -> Iterator[Page]:
    cases = catalogue.cases_of(family, term.label)
    others = [pair for pair in counted_terms(catalogue, family) if pair[0].id != term.id]
    research = research_on(catalogue, family.folder, term.label) if family.folder in FAMILIES else None
    for listing in listings(cases, f"{family.folder}/{term.id}.html"):
        yield renderer.page(
            listing.uri,
            "term.html",
            family=family,
            term=term,
            total=len(cases),
            listing=listing,
            research=research if listing.number == 1 else None,
            titles=titles(catalogue) if research else None,
            unknown=catalogue.unlabelled[family.folder] if family.can_be_unknown else 0,
            unknown_value=UNKNOWN_VALUE,
            neighbours=[pair for pair in others if pair[0].id in term.related],
            others=[pair for pair in others if pair[0].id not in term.related],
        )
