"""What research says stands on pages as the data have it: plots are drawn from them and read back."""

import re
from html import unescape
from typing import Any

import pytest

from kb.citation.reference import reference_of_source
from kb.citation.style import render_entry
from kb.model import Corpus, Study
from kb.publish.view.forest_plot import forest_plot
from tests.theme import render_pages


def study(name: str, *effects: dict[str, Any]) -> Study:
    where = {"source": "s", "locator": "摘要", "outcome": "数学", "unit": "SD"}
    return Study(
        id=name,
        title=name,
        sources=({"source": "s", "locator": "摘要"},),
        design="随机试验",
        level=5,
        population="学生",
        outcome="数学",
        effects=tuple(where | effect for effect in effects),
        finding="高一些。",
        direction="有利",
        limitation={"text": "时间短。", "whose": "作者"},
        carries_over="看情况。",
        read="摘要",
    )


def test_the_largest_effect_comes_first_on_an_axis_that_holds_all() -> None:
    plot = forest_plot([study("a", {"value": 0.15, "low": 0.05, "high": 0.25}), study("b", {"value": -0.24})])
    assert plot
    assert [row.study.id for row in plot.rows] == ["a", "b"]
    numbers = [float(number) for number, _ in plot.ticks]
    assert numbers[0] <= -0.24
    assert numbers[-1] >= 0.25
    assert plot.ticks[0][1] == 0
    assert plot.ticks[-1][1] == 100
    assert plot.zero == next(percent for number, percent in plot.ticks if float(number) == 0)


def test_what_pupils_learnt_comes_before_what_else_was_measured() -> None:
    plot = forest_plot([study("a", {"value": 0.8, "measured": "教师"}), study("b", {"value": 0.1}, {"value": 0.2})])
    assert plot
    groups = [(measured, [row.effect.value for row in rows]) for measured, rows in plot.groups]
    assert groups == [("学业成绩", [0.2, 0.1]), ("教师", [0.8])]


@pytest.mark.parametrize("value", [0.0, 0.02, 0.978, 3.6, -2.0])
def test_any_effect_lies_on_its_axis(value: float) -> None:
    plot = forest_plot([study("a", {"value": value})])
    assert plot
    assert 0 <= plot.rows[0].at <= 100
    assert 2 <= len(plot.ticks) <= 9


def test_effects_in_other_units_are_in_no_plot() -> None:
    assert forest_plot([study("a", {"value": 1, "unit": "个月"}), study("b")]) is None


def test_the_page_of_a_model_shows_each_effect_where_its_number_says(
    corpus: Corpus, library_pages: dict[str, str]
) -> None:
    page = library_pages["models/flipped-classroom.html"]
    table = page[page.index('<table class="kb-table kb-forest">') : page.index("</table>")]
    ticks = [(float(at), float(number)) for at, number in re.findall(r'<text x="([\d.]+)%" y="13">([\d.-]+)<', table)]
    scale = (ticks[-1][1] - ticks[0][1]) / (ticks[-1][0] - ticks[0][0])
    rows = re.findall(r'study-([a-z0-9-]+)".*?<line x1="([\d.]+)%" x2="([\d.]+)%".*?<circle cx="([\d.]+)%"', table)
    read = {name: [ticks[0][1] + float(at) * scale for at in places] for name, *places in rows}
    effect = next(one for one in corpus.studies.studies if one.id == "wagner-2021").effects[0]
    assert read["wagner-2021"] == pytest.approx([effect.low, effect.high, effect.value], abs=0.005)


def test_a_study_without_a_number_stands_beside_the_plot_with_what_it_found(
    corpus: Corpus, library_pages: dict[str, str]
) -> None:
    page = library_pages["models/flipped-classroom.html"]
    table = page[page.index('<table class="kb-table kb-other-units">') :].split("</table>")[0]
    without = [one for one in corpus.studies.on("models", "翻转课堂") if not one.effects]
    assert without
    for one in without:
        row = table[table.index(f'href="#study-{one.id}"') :].split("</tr>")[0]
        assert f"{one.outcome}：{one.direction}，没有读到数字" in row
    assert "1 个月" in table


def test_a_source_without_an_address_is_found_by_its_doi(corpus: Corpus) -> None:
    sources = {
        name: source.model_copy(update={"url": None, "doi": "10.1000/42"}) for name, source in corpus.sources.items()
    }
    pages = render_pages(corpus.model_copy(update={"sources": sources}))
    page = next(one.render() for one in pages if one.uri == "research/index.html")
    assert 'href="https://doi.org/10.1000/42"' in page


def test_every_study_has_its_card_with_limit_and_sources(corpus: Corpus, library_pages: dict[str, str]) -> None:
    page = library_pages["research/index.html"]
    for one in corpus.studies.studies:
        card = page[page.index(f'id="study-{one.id}"') :].split("</article>")[0]
        assert one.finding in card
        assert one.limitation.text in card
        assert f'href="#source-{one.sources[0].source}' in card
        assert one.outcome in card
        assert f'<b class="kb-direction">{one.direction}</b>' in card
        assert render_entry(reference_of_source(corpus.sources[one.sources[0].source])) in unescape(card)
        assert f'id="source-{one.sources[0].source}"' in page
    assert "有对照组的中文研究，没有找到" in library_pages["models/online-teaching-research.html"]


def test_without_studies_the_page_says_so_and_terms_have_no_section(corpus: Corpus) -> None:
    without = corpus.model_copy(update={"studies": type(corpus.studies)(studies=())})
    pages = {one.uri: one for one in render_pages(without)}
    assert "还没有收集研究" in pages["research/index.html"].render()
    assert "研究怎么说</h2>" not in pages["models/flipped-classroom.html"].render()


def test_a_case_says_how_many_studies_there_are_on_its_model_and_leads_there(
    corpus: Corpus, library_pages: dict[str, str]
) -> None:
    page = library_pages["cases/hangzhou-xihu-flipped-classroom.html"]
    count = len(corpus.studies.on("models", "翻转课堂"))
    assert count
    assert f'href="../models/flipped-classroom.html#research">“翻转课堂”的 {count} 项研究怎么说</a>' in page
    assert "这类做法的研究" not in library_pages["cases/jiaozuo-purchase-of-service.html"]
