"""Packs get what research says of a model: words, the plot to scale, and a reference for each study."""

import pytest

from kb.citation.reference import reference_of_source
from kb.citation.style import render_entry
from kb.model import Corpus
from kb.publish.exports.research_payload import research_payload


def test_the_plot_of_a_pack_is_that_of_the_page_to_scale(corpus: Corpus) -> None:
    research = research_payload("翻转课堂", corpus)
    assert research
    studies = corpus.studies.on("models", "翻转课堂")
    assert research["count"] == len(studies)
    assert research["unplotted"] == len([one for one in studies if all(effect.unit != "SD" for effect in one.effects)])
    assert research["unplotted"]
    assert research["text"] == corpus.studies.overview_on("models", "翻转课堂")
    ticks = [(float(words), percent) for words, percent in research["ticks"]]
    step = (ticks[-1][0] - ticks[0][0]) / 100
    effects = {(one.title, effect.value) for one in studies for effect in one.effects if effect.unit == "SD"}
    drawn = {(row["title"], round(ticks[0][0] + row["place"][0] * step, 3)) for row in research["rows"]}
    assert sorted(drawn) == [(title, pytest.approx(value, abs=0.002)) for title, value in sorted(effects)]
    assert research["references"] == [
        render_entry(reference_of_source(corpus.sources[one.sources[0].source])) for one in studies
    ]


def test_a_model_without_a_study_has_none(corpus: Corpus) -> None:
    assert research_payload("购买服务", corpus) is None
