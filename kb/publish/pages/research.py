"""Show what research says: of one term on its page, and all studies on a page of their own."""

from dataclasses import dataclass
from functools import cached_property

from kb.citation.reference import reference_of_source
from kb.citation.style import render_entry
from kb.model import Case, Corpus, Effect, Source, Studies, Study
from kb.model.study import Family, Search
from kb.publish.core.page import Page
from kb.publish.exports.feeds import STUDIES_FEED
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.forest_plot import ForestPlot, forest_plot


@dataclass(frozen=True)
class Research:
    """The studies that a page shows and the sources they cite, what they come to, what was looked for in vain."""

    studies: tuple[Study, ...]
    sources: dict[str, Source]
    overview: str | None = None
    searches: tuple[Search, ...] = ()

    @property
    def plot(self) -> ForestPlot | None:
        """Place the effects in standard deviations on one axis."""
        return forest_plot(self.studies)

    @property
    def others(self) -> list[tuple[Study, Effect | None]]:
        """Return the effects that no plot holds, and the studies of which no number was read."""
        told = [(study, effect) for study in self.studies for effect in study.effects or (None,)]
        return [(study, effect) for study, effect in told if effect is None or effect.unit != "SD"]

    def reference(self, study: Study) -> str:
        """Return what to write to cite a study, by GB/T 7714-2025."""
        return render_entry(reference_of_source(self.sources[study.sources[0].source]))

    @cached_property
    def notes(self) -> Footnotes:
        """Number the sources."""
        notes = Footnotes(self.sources)
        for study in self.studies:
            for citation in study.citations():
                notes.cite(citation.source, citation.locator)
        return notes


def research_on(catalogue: Catalogue, family: Family, label: str) -> Research | None:
    """Return what is known of a term; None where nothing was found and nothing looked for."""
    all_studies = catalogue.corpus.studies
    studies, searches = all_studies.on(family, label), all_studies.searches_on(family, label)
    if not studies and not searches:
        return None
    return _research(studies, catalogue.corpus, all_studies.overview_on(family, label), searches)


@dataclass(frozen=True)
class ResearchLine:
    """What a case page says of the studies on one of its models; ``overview`` is the first sentence of it."""

    model: str
    count: int
    overview: str | None


def research_lines(case: Case, studies: Studies) -> tuple[ResearchLine, ...]:
    """Return a line for each model of a case on which there are studies."""
    counted = ((label, len(studies.on("models", label)), studies.overview_on("models", label)) for label in case.model)
    return tuple(
        ResearchLine(label, count, overview and overview.partition("。")[0] + "。")
        for label, count, overview in counted
        if count
    )


def _research(
    studies: tuple[Study, ...], corpus: Corpus, overview: str | None, searches: tuple[Search, ...]
) -> Research:
    cited = dict.fromkeys(citation.source for study in studies for citation in study.citations())
    return Research(studies, {name: corpus.sources[name] for name in cited}, overview, searches)


def titles(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return what cards call other studies and cases."""
    return {
        "studies": {study.id: study.title for study in catalogue.corpus.studies.studies},
        "cases": {
            case.id: case.title
            for study in catalogue.corpus.studies.studies
            for name in study.cases
            if (case := catalogue.case_named(name))
        },
    }


def render_research(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page of all studies."""
    studies = catalogue.corpus.studies.studies
    by_level = tuple(sorted(studies, key=lambda study: -study.level))
    return renderer.page(
        "research/index.html",
        "research.html",
        research=_research(by_level, catalogue.corpus, None, ()),
        feed=STUDIES_FEED if renderer.options.site_url and by_level else None,
        overviews=[one.text for one in catalogue.corpus.studies.overviews if one.is_general],
        titles=titles(catalogue),
        choices={
            "model": ("做法", dict.fromkeys(label for study in by_level for label in study.models)),
            "problem": ("问题", dict.fromkeys(label for study in by_level for label in study.problems)),
            "design": ("研究设计", dict.fromkeys(study.design for study in by_level)),
            "level": ("证据等级", {f"{level} 级": None for level in sorted({s.level for s in by_level}, reverse=True)}),
            "place": ("哪里做的", {"中国": None, "别的国家": None}),
        },
    )
