"""A page of a term or a place says what that is, lists its cases, and leads to its neighbours."""

import re
from html import unescape

import pytest

from kb.model import Corpus
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.taxonomies import TAXONOMIES, Taxonomy
from tests.theme import content_of, render_pages

LISTED = re.compile(r'<li><a href="([^"]+)\.html"><span>([^<]+)</span> <b>(\d+)</b>')


@pytest.fixture(scope="module")
def pages(library_pages: dict[str, str]) -> dict[str, str]:
    return {uri: content_of(html) for uri, html in library_pages.items()}


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip())


def listed_in(page: str) -> set[str]:
    """Return the ids of the cases that stand on a page as cards."""
    return set(re.findall(r'data-case="([^"]+)"', page))


def after(heading: str, page: str) -> dict[str, int]:
    """Read the list below a heading: term's label → how many cases it says there are."""
    if f">{heading}</h2>" not in page:
        return {}
    part = page.split(f">{heading}</h2>")[1].split("</ul>")[0]
    return {unescape(label): int(count) for _, label, count in LISTED.findall(part)}


@pytest.mark.parametrize("family", TAXONOMIES, ids=lambda family: family.folder)
def test_a_term_has_its_definition_its_cases_and_every_other_term_once(
    family: Taxonomy, corpus: Corpus, pages: dict[str, str]
) -> None:
    terms = corpus.vocabulary.terms(family.folder)
    found = {
        term.label: {
            case.id
            for case in corpus.cases
            for each in corpus.vocabulary.overlapping(family.folder, term.label)
            if each.label in getattr(case, family.field)
        }
        for term in terms
    }
    counts = {label: len(cases) for label, cases in found.items()}
    assert sum(counts.values())
    listed = pages[f"{family.folder}/index.html"]
    # A whole is told by its parts.
    offered = [term for term in terms if not term.parts]
    for term in terms:
        page = pages[f"{family.folder}/{term.id}.html"]
        assert term.definition in words(page)
        assert term.parts or term.definition in words(listed)
        assert listed_in(page) == found[term.label]
        near, others = after(f"相近的{family.title}", page), after(f"其他{family.title}", page)
        assert set(near) == {other.label for other in offered if other.id in term.related}
        assert near | others == {each.label: counts[each.label] for each in offered if each is not term}
        assert not near.keys() & others.keys()
        assert f'href="../cases/index.html?{family.field}={term.id}"' in page or not counts[term.label]


def test_every_case_stands_on_some_page_of_each_list_or_says_that_it_is_unknown(
    corpus: Corpus, pages: dict[str, str]
) -> None:
    for family in TAXONOMIES:
        shown = {
            one
            for term in corpus.vocabulary.terms(family.folder)
            for one in listed_in(pages[f"{family.folder}/{term.id}.html"])
        }
        assert shown == {case.id for case in corpus.cases if getattr(case, family.field)}, family.folder


def test_every_card_says_where_and_of_which_year_its_last_word_is(corpus: Corpus, pages: dict[str, str]) -> None:
    cards = 0
    for uri, page in pages.items():
        for name, card in re.findall(r'<li class="kb-row" data-case="([^"]+)">(.*?)</li>', page, re.DOTALL):
            (case,) = (case for case in corpus.cases if case.id == name)
            facts = words(card.split('class="kb-row-meta">')[1].split("</p>")[0]).replace("\xa0", " ")
            assert facts.startswith(f"{place_of(case.region).full_name} · {case.practice.as_of[:4]} 年 · "), uri
            assert "未知" not in facts
            cards += 1
    assert cards > len(corpus.cases)


def test_what_readers_are_offered_is_said_in_their_words(pages: dict[str, str]) -> None:
    stages = pages["stages/index.html"]
    assert "您教哪个学段？" in stages
    assert "compulsory.html" not in stages
    assert "小学、初中" in pages["problems/teaching-point-courses.html"]
    point = pages["problems/teaching-point-courses.html"]
    assert "也叫：" in point
    assert "village school" not in point
    assert "Teaching points cannot" not in point


def test_a_place_has_the_cases_in_it_and_leads_up_and_down(corpus: Corpus, pages: dict[str, str]) -> None:
    for code in Catalogue(corpus).places:
        page, parents = pages[f"regions/{code}.html"], place_of(code).parents
        within = re.sub("(00)+$", "", code)
        assert listed_in(page) == {case.id for case in corpus.cases if case.region.startswith(within)}
        way_up = page.split("</nav>")[0]
        assert all(f"{parent.code}.html" in way_up for parent in parents)
    assert after("省内有案例的市县", pages["regions/410000.html"]) == {"郑州市": 2, "焦作市": 1}
    assert pages["regions/410000.html"].count('<li style="grid-column') == 34
    assert re.findall(r'<a href="(\d+).html" class="kb-here"', pages["regions/410000.html"]) == ["410000"]


def test_a_part_lists_the_cases_of_its_whole_and_those_that_do_not_say(pages: dict[str, str]) -> None:
    for part in ("primary", "junior-secondary", "compulsory"):
        assert "wuhu-online-classroom" in listed_in(pages[f"stages/{part}.html"])
    assert "cases/index.html?stage=unknown" in pages["stages/primary.html"]
    assert "另有 4 个案例的来源没有说明学段" in pages["stages/primary.html"]
    assert "unknown" not in pages["themes/resource-sharing.html"]


def test_a_page_says_what_its_term_is_called_today(corpus: Corpus) -> None:
    (old, *others) = corpus.vocabulary.models
    term = old.model_copy(update={"today": ("三个课堂", "专递课堂")})
    vocabulary = corpus.vocabulary.model_copy(update={"models": (term, *others)})
    pages = {page.uri: page for page in render_pages(corpus.model_copy(update={"vocabulary": vocabulary}))}
    assert "今天常叫：三个课堂、专递课堂" in pages[f"models/{term.id}.html"].render()
    assert "今天常叫" not in pages[f"models/{others[-1].id}.html"].render()
