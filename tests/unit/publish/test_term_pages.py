"""A page of a term or a place says what that is, compares its cases, and leads to its neighbours."""

import re
from html import unescape

import pytest

from kb.model import Corpus
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.taxonomies import TAXONOMIES, Taxonomy
from tests.theme import content_of, render_pages

LISTED = re.compile(r'<li><a href="([^"]+)\.html"><span>([^<]+)</span> <b>(\d+)</b>')


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, str]:
    return {page.uri: content_of(page.render()) for page in render_pages(corpus)}


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip())


def table_of(page: str) -> dict[str, dict[str, str]]:
    """Read the comparable table: case id → column → what stands there."""
    if "kb-cases" not in page:
        return {}
    table = page[page.index('<table class="kb-table kb-fold kb-cases') :].split("</table>")[0]
    columns = [words(cell) for cell in re.findall(r'<th scope="col">(.*?)</th>', table)]
    rows = {}
    for row in re.findall(r"<tr>\s*<th>.*?</tr>", table, re.DOTALL):
        cells = [words(cell) for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.DOTALL)]
        rows[re.findall(r'href="\.\./cases/([^"]+)\.html"', row)[0]] = dict(zip(columns, cells, strict=True))
    return rows


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
    for term in terms:
        page = pages[f"{family.folder}/{term.id}.html"]
        assert term.definition in words(page)
        assert term.definition in words(listed)
        assert set(table_of(page)) == found[term.label]
        near, others = after(f"相邻的{family.title}", page), after(f"别的{family.title}", page)
        assert set(near) == {other.label for other in terms if other.id in term.related}
        assert near | others == {label: count for label, count in counts.items() if label != term.label}
        assert not near.keys() & others.keys()
        assert f'href="../cases/index.html?{family.field}={term.id}"' in page or not counts[term.label]


def test_every_case_stands_on_some_page_of_each_list_or_says_that_it_is_unknown(
    corpus: Corpus, pages: dict[str, str]
) -> None:
    for family in TAXONOMIES:
        shown = {
            one
            for term in corpus.vocabulary.terms(family.folder)
            for one in table_of(pages[f"{family.folder}/{term.id}.html"])
        }
        assert shown == {case.id for case in corpus.cases if getattr(case, family.field)}, family.folder


def test_the_table_sets_out_what_cases_are_compared_by(corpus: Corpus, pages: dict[str, str]) -> None:
    row = table_of(pages["models/purchase-of-service.html"])["jiaozuo-purchase-of-service"]
    case = next(case for case in corpus.cases if case.id == "jiaozuo-purchase-of-service")
    assert row == {
        "案例": case.title,
        "单位": case.unit.name,
        "地区": "河南省 焦作市",
        "学段": "未知",
        "问题": "、".join(case.problem),
        "谁投资": "企业",
        "谁付费": "学校",
        "费用": "未知",
        "证据": "0 级 仅见于政策文件",
    }


def test_a_place_has_the_cases_in_it_and_leads_up_and_down(corpus: Corpus, pages: dict[str, str]) -> None:
    for code in Catalogue(corpus).places:
        page, parents = pages[f"regions/{code}.html"], place_of(code).parents
        within = re.sub("(00)+$", "", code)
        assert set(table_of(page)) == {case.id for case in corpus.cases if case.region.startswith(within)}
        way_up = page.split("</nav>")[0]
        assert all(f"{parent.code}.html" in way_up for parent in parents)
    assert after("下级地区", pages["regions/410000.html"]) == {"郑州市": 2, "焦作市": 1}
    assert pages["regions/410000.html"].count('<li style="grid-column') == 34


def test_a_part_lists_the_cases_of_its_whole_and_those_that_do_not_say(pages: dict[str, str]) -> None:
    for part in ("primary", "junior-secondary", "compulsory"):
        assert "wuhu-online-classroom" in table_of(pages[f"stages/{part}.html"])
    assert "cases/index.html?stage=unknown" in pages["stages/primary.html"]
    assert "另有 4 个案例的来源没有说明学段" in pages["stages/primary.html"]
    assert "unknown" not in pages["themes/resource-sharing.html"]
