"""The studies of the library stand in it with the figures, places and addresses that were read."""

import re
from typing import get_args

import pytest

from kb.checks import load_valid_corpus
from kb.citation.reference import reference_of_source
from kb.model import Corpus, Effect, Study
from kb.model.study import FAMILIES, Measured
from tests.cases import ROOT
from tests.theme import render_pages

#: Study → its effects in standard deviations as its abstract or record prints them.
IN_STANDARD_DEVIATIONS: dict[str, tuple[float, ...]] = {
    "abbey-2024": (0.13,),
    "bai-2016": (),
    "barrera-linden-2009": (),
    "beg-2019": (0.3, -0.4),
    "belo-2014": (-0.78,),
    "bianchi-2022": (),
    "cilliers-2021": (0.31, 0.13, 0.12),
    "clark-2021": (0.22,),
    "cristia-2017": (),
    "cueto-2025": (),
    "eef-lesson-study-2017": (0.03,),
    "feng-2025": (0.1,),
    "fishman-2013": (),
    "gao-2018": (),
    "hall-2021": (),
    "heppen-2011": (),
    "jackson-makarin-2018": (0.06, 0.09),
    "johnston-ksoll-2022": (0.21, 0.26, 0.33),
    "kraft-2018": (0.49, 0.18),
    "lai-2013": (0.12,),
    "lai-2015": (0.15,),
    "lakdawala-2023": (),
    "li-2023": (0.978, 0.343),
    "li-tongtong-2018": (0.373,),
    "loyalka-2019": (),
    "ma-2024": (),
    "mo-2013": (0.33, 0.17),
    "mo-2020": (),
    "more-not-better-2016": (),
    "naik-2020": (0.18,),
    "ning-2022": (0.839,),
    "qinghai-2015": (0.14, 0.2, 0.22, 0.23),
    "roschelle-2016": (0.18,),
    "setren-2021": (),
    "tpack-metascience": (),
    "wagner-2021": (0.42,),
    "wayne-2023": (),
    "zhang-yue-2017": (),
}
#: Study → its effects in other units.
IN_OTHER_UNITS: dict[str, tuple[str, ...]] = {
    "aryal-2025": ("-37 %", "500 %"),
    "aslam-ppp-2017": (),
    "bff": (),
    "bsf-2009": (),
    "ceibal-breakage-2010": ("27.4 %",),
    "ceibal-ingles-2016": (),
    "chen-2022": ("3.6 分", "4.88 分", "6.89 分"),
    "eef-mathsflip-2017": ("1 个月",),
    "ffl-2022": ("-71 %",),
    "goolsbee-guryan-2006": ("68 %",),
    "grimes-townsend-2018": ("1 百分点",),
    "hazlett-2019": (),
    "kasinathan-2010": (),
    "liu-mingzhuo-2020": (),
    "lu-chun-2015": ("83.07 %", "51.25 %"),
    "luo-si-2020": (),
    "mtp-s-2011": ("9 百分位",),
    "nongyuan-2024": ("-12.8 %",),
    "ofsted-2009": (),
    "xianyu-ciefr": (),
}
#: Study → its interval as printed; no other study prints one.
INTERVALS = {"abbey-2024": (0.1, 0.17), "eef-lesson-study-2017": (-0.06, 0.12), "wagner-2021": (0.2, 0.63)}


@pytest.fixture(scope="module")
def library() -> Corpus:
    return load_valid_corpus(ROOT / "cases")


@pytest.fixture(scope="module")
def pages(library: Corpus) -> dict[str, str]:
    """Return the pages that show studies."""
    folders = ("research/", "models/", "problems/")
    return {page.uri: page.render() for page in render_pages(library) if page.uri.startswith(folders)}


@pytest.fixture(scope="module")
def research_page(pages: dict[str, str]) -> str:
    return pages["research/index.html"]


def in_sd(study: Study) -> list[Effect]:
    return [effect for effect in study.effects if effect.unit == "SD"]


def study_named(library: Corpus, name: str) -> Study:
    (found,) = (study for study in library.studies.studies if study.id == name)
    return found


def test_every_study_stands_with_the_address_and_place_of_all_it_cites(library: Corpus, research_page: str) -> None:
    entries = dict(re.findall(r'<li id="source-([^"]+)"(.*?)</li>', research_page, re.DOTALL))
    assert {study.id for study in library.studies.studies} == {*IN_STANDARD_DEVIATIONS, *IN_OTHER_UNITS}
    for study in library.studies.studies:
        citations = study.citations()
        assert citations, study.id
        for citation in citations:
            address = reference_of_source(library.sources[citation.source]).address
            assert address.startswith("http"), study.id
            assert f'href="{address.replace("&", "&amp;")}"' in entries[citation.source], study.id
            assert citation.locator, study.id
            assert f">{citation.locator}" in entries[citation.source], study.id


@pytest.mark.parametrize(("name", "values"), IN_STANDARD_DEVIATIONS.items())
def test_effects_in_standard_deviations_are_those_that_were_read(
    name: str, values: tuple[float, ...], library: Corpus
) -> None:
    effects = in_sd(study_named(library, name))
    assert tuple(effect.value for effect in effects) == values
    printed = [(effect.low, effect.high) for effect in effects if effect.low is not None or effect.high is not None]
    assert printed == [INTERVALS[one] for one in INTERVALS if one == name]


@pytest.mark.parametrize(("name", "values"), IN_OTHER_UNITS.items())
def test_effects_in_other_units_are_those_that_were_read(name: str, values: tuple[str, ...], library: Corpus) -> None:
    effects = study_named(library, name).effects
    assert tuple(f"{effect.value:g} {effect.unit}" for effect in effects if effect.unit != "SD") == values


def plots_of(pages: dict[str, str]) -> dict[str, str]:
    found = {
        uri: re.search(r'<table class="kb-table kb-forest">.*?</table>', page, re.DOTALL) for uri, page in pages.items()
    }
    return {uri: plot.group() for uri, plot in found.items() if plot}


def read_back(plot: str) -> list[tuple[str, list[float]]]:
    """Return the study of each row with its value and interval, by the axis as it is drawn."""
    axis = [(float(at), float(words)) for at, words in re.findall(r'<text x="([\d.]+)%" y="13">([\d.-]+)<', plot)]
    (left, least), (right, most) = axis[0], axis[-1]
    for at, number in axis:
        assert least + (at - left) * (most - least) / (right - left) == pytest.approx(number, abs=0.01)
    rows = []
    for row in re.findall(r"<tr data-.*?</tr>", plot):
        (name,) = re.findall(r'href="#study-([^"]+)"', row)
        (zero,) = re.findall(r'class="kb-zero" x1="([\d.]+)%"', row)
        (dot,) = re.findall(r'<circle cx="([\d.]+)%"', row)
        ends = [end for line in re.findall(r'<line x1="([\d.]+)%" x2="([\d.]+)%"', row) for end in line]
        numbers = [least + (float(at) - left) * (most - least) / (right - left) for at in (zero, dot, *ends)]
        assert numbers[0] == pytest.approx(0, abs=0.01)
        rows.append((name, numbers[1:]))
    return rows


def test_every_plot_reads_back_as_the_numbers_of_the_data(library: Corpus, pages: dict[str, str]) -> None:
    terms = {
        f"{family}/{term.id}.html": library.studies.on(family, term.label)
        for family in FAMILIES
        for term in library.vocabulary.terms(family)
    }
    by_level = tuple(sorted(library.studies.studies, key=lambda one: -one.level))
    expected = {uri: [(one, effect) for one in studies for effect in in_sd(one)] for uri, studies in terms.items()}
    expected["research/index.html"] = [(one, effect) for one in by_level for effect in in_sd(one)]
    plots = plots_of(pages)
    assert set(plots) == {uri for uri, effects in expected.items() if effects}
    for uri, plot in plots.items():
        told = sorted(expected[uri], key=lambda pair: (get_args(Measured).index(pair[1].measured), -pair[1].value))
        drawn = read_back(plot)
        assert [name for name, _ in drawn] == [one.id for one, _ in told]
        for (_, numbers), (_, effect) in zip(drawn, told, strict=True):
            interval = [] if effect.low is None else [effect.low, effect.high]
            assert numbers == pytest.approx([effect.value, *interval], abs=0.01)


def test_a_plot_keeps_what_pupils_learnt_apart_and_warns_of_ranking_what_is_unlike(pages: dict[str, str]) -> None:
    for uri, plot in plots_of(pages).items():
        rows = re.findall(r"<tr data-", plot)
        assert ("不能按圆点的远近排高下" in plot) == (len(rows) > 1), uri
    parts = re.findall(r'<th scope="rowgroup" colspan="3">([^<]+)<', plots_of(pages)["research/index.html"])
    assert parts == ["学业成绩", "学生的别的方面", "教师"]


def test_what_was_not_measured_is_not_said_to_be_none(library: Corpus) -> None:
    said = {f"the overview of {one.model or one.problem}": one.text for one in library.studies.overviews}
    for one in library.studies.studies:
        said |= {f"{one.id}: {key}": text for key, text in one.words().items()}
        said |= {f"{one.id} beside {other.study}": other.why for other in one.disagrees_with}
    too_much = re.compile(r"没有(?:作用|变化|效果|影响|差别)|显著|证明")
    bare = {where: text for where, text in said.items() if too_much.search(re.sub(r"“[^”]*”", "", text))}
    assert bare == {}


def test_two_papers_on_what_is_probably_one_trial_say_so(library: Corpus) -> None:
    for name in ("bai-2016", "mo-2020"):
        assert "不能当两份证据" in study_named(library, name).limitation.text
