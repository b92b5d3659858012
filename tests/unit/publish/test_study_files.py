"""The studies as files: every effect with its numbers, every source in full."""

import csv
import io

import bibtexparser
import rispy

from kb.citation.style import Style
from kb.model import Corpus
from kb.publish.exports.studies import studies_csv, studies_json, studies_references


def test_each_effect_is_a_row_and_a_study_without_one_has_its_own(corpus: Corpus) -> None:
    rows = list(csv.DictReader(io.StringIO(studies_csv(corpus).removeprefix("\ufeff"))))
    by_id = {row["编号"]: row for row in rows}
    assert len(rows) == sum(len(study.effects) or 1 for study in corpus.studies.studies)
    assert (by_id["wagner-2021"]["效应"], by_id["wagner-2021"]["区间下限"]) == ("0.42", "0.2")
    assert by_id["setren-2021"]["效应"] == "未知"
    assert "Wagner" in by_id["wagner-2021"]["来源"]


def test_managers_of_references_get_each_study_once(corpus: Corpus) -> None:
    studies = {study.sources[0].source for study in corpus.studies.studies}
    entries = bibtexparser.parse_string(studies_references(corpus, Style.BIBTEX)).entries
    assert {entry.key for entry in entries} == studies
    assert len(rispy.loads(studies_references(corpus, Style.RIS))) == len(studies)


def test_programs_get_every_study_with_the_references_it_cites(corpus: Corpus) -> None:
    data = studies_json(corpus)
    assert [study["id"] for study in data["studies"]] == [study.id for study in corpus.studies.studies]
    assert {reference["id"] for reference in data["sources"]} == {
        citation.source for study in corpus.studies.studies for citation in study.sources
    }
