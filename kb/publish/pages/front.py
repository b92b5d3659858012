"""Render the pages that stand for the whole: home, all cases, the notice, about."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import VocabularyTerm
from kb.publish.core.page import Page
from kb.publish.pages.region import tiles_of
from kb.publish.pages.renderer import Frame, listings
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.completeness import completeness_of
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.province_map import fund_bars
from kb.publish.view.taxonomies import MODELS, PROBLEMS, TAXONOMIES, THEMES, Taxonomy

#: Searches the home page suggests: a problem, a practice, a question, a place in pinyin.
TRIES = ("教学点开不齐课", "同步课堂", "谁来投资建网", "wuhu")

_TERMS_ON_HOME = 8
_CASES_ON_HOME = 3


@dataclass(frozen=True)
class _Way:
    family: Taxonomy
    terms: list[tuple[VocabularyTerm, int]]


def render_home(catalogue: Catalogue, frame: Frame) -> Page:
    """Return the first page: search, three ways in, how far the evidence goes."""
    best = [case for case in catalogue.cases[:_CASES_ON_HOME] if case.evidence]
    newest = sorted(catalogue.cases[len(best) :], key=lambda case: case.review.date, reverse=True)
    return frame.page(
        "index.html",
        "home.html",
        title="首页",
        description="教育信息化典型案例库：带出处的中文案例，按问题、做法、地区查找，说清证据和未知。",
        tries=TRIES,
        ways=[_Way(family, _most_used(catalogue, family)) for family in (PROBLEMS, MODELS)],
        grid=tiles_of(catalogue),
        total=len(catalogue.cases),
        levels=[
            (term, catalogue.by_level[term.level])
            for term in catalogue.vocabulary.evidence_levels
            if term.level is not None and catalogue.by_level[term.level]
        ],
        themes=counted_terms(catalogue, THEMES),
        best=best,
        newest=newest[:_CASES_ON_HOME],
    )


def render_browse(catalogue: Catalogue, frame: Frame) -> Iterator[Page]:
    """Yield the list of all cases, which the search script turns into results."""
    facets = [(family, [pair for pair in counted_terms(catalogue, family) if pair[1]]) for family in TAXONOMIES]
    counts = [[(term.id, count) for term, count in terms] for _, terms in facets]
    for listing in listings(catalogue.cases, "cases/index.html"):
        yield frame.page(
            listing.uris[listing.number - 1],
            "browse.html",
            title="案例",
            description=f"全部 {len(catalogue.cases)} 个教育信息化案例，可搜索、可筛选。",
            made_of=frame.made_of_list(listing, counts),
            total=len(catalogue.cases),
            facets=facets,
            listing=listing,
        )


def render_notice(catalogue: Catalogue, frame: Frame) -> Page:
    """Return the page on the founding notice, its data as tables."""
    notice = catalogue.corpus.notice
    funds = [row.fund for row in notice.measures if row.fund is not None] if notice else []
    return frame.page(
        "notice.html",
        "notice.html",
        title="2014 年通报",
        description=notice.summary if notice else "教育部办公厅关于教育信息化试点单位工作进展情况的通报。",
        notice=notice,
        source=catalogue.corpus.sources[notice.source] if notice else None,
        notes=_notice_notes(catalogue),
        measures=notice.measures if notice else (),
        fund_total=sum(funds),
        fund_count=len(funds),
        funds=fund_bars(catalogue),
        themes=counted_terms(catalogue, THEMES),
    )


def render_about(catalogue: Catalogue, frame: Frame) -> Page:
    """Return the page on method, evidence and licence."""
    return frame.page(
        "about.html",
        "about.html",
        title="关于本库",
        description="案例怎么写成、证据怎么分级、未知怎么处理、怎么投稿。",
        ladder_terms=catalogue.vocabulary.evidence_levels,
        wanted=completeness_of(catalogue.cases[0]).total if catalogue.cases else 0,
        repository=frame.options.repository,
    )


def _most_used(catalogue: Catalogue, family: Taxonomy) -> list[tuple[VocabularyTerm, int]]:
    used = [pair for pair in counted_terms(catalogue, family) if pair[1]]
    return sorted(used, key=lambda pair: -pair[1])[:_TERMS_ON_HOME]


def _notice_notes(catalogue: Catalogue) -> Footnotes:
    notes = Footnotes(catalogue.corpus.sources)
    if catalogue.corpus.notice:
        notes.cite(catalogue.corpus.notice.source, None)
    return notes
