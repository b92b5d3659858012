"""The studies of the library stand in it with the figures, places and addresses that were read."""

import re

import pytest

from kb.checks import load_valid_corpus
from kb.citation.reference import reference_of_source
from kb.model import Corpus, Study
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
def research_page(library: Corpus) -> str:
    return next(page.render() for page in render_pages(library) if page.uri == "research/index.html")


def study_named(library: Corpus, name: str) -> Study:
    (found,) = (study for study in library.studies.studies if study.id == name)
    return found


@pytest.mark.parametrize("name", sorted(IN_STANDARD_DEVIATIONS | IN_OTHER_UNITS))
def test_a_study_stands_with_the_address_and_place_of_all_it_cites(
    name: str, library: Corpus, research_page: str
) -> None:
    citations = study_named(library, name).citations()
    assert citations
    for citation in citations:
        assert citation.locator
        address = reference_of_source(library.sources[citation.source]).address
        assert address.startswith("http")
        entry = re.search(rf'<li id="source-{citation.source}".*?</li>', research_page, re.DOTALL)
        assert entry
        assert f'href="{address.replace("&", "&amp;")}"' in entry.group()
        assert f">{citation.locator}" in entry.group()


@pytest.mark.parametrize(("name", "values"), IN_STANDARD_DEVIATIONS.items())
def test_effects_in_standard_deviations_are_those_that_were_read(
    name: str, values: tuple[float, ...], library: Corpus
) -> None:
    effects = [effect for effect in study_named(library, name).effects if effect.unit == "SD"]
    assert tuple(effect.value for effect in effects) == values
    printed = [(effect.low, effect.high) for effect in effects if effect.low is not None or effect.high is not None]
    assert printed == [INTERVALS[one] for one in INTERVALS if one == name]


@pytest.mark.parametrize(("name", "values"), IN_OTHER_UNITS.items())
def test_effects_in_other_units_are_those_that_were_read(name: str, values: tuple[str, ...], library: Corpus) -> None:
    effects = study_named(library, name).effects
    assert tuple(f"{effect.value:g} {effect.unit}" for effect in effects if effect.unit != "SD") == values


def test_two_papers_on_what_is_probably_one_trial_say_so(library: Corpus) -> None:
    for name in ("bai-2016", "mo-2020"):
        assert "不能当两份证据" in study_named(library, name).limitation.text
