"""The form asks for little, proposes the rest, and says what the check says in a teacher's words."""

import re
from collections.abc import Callable
from pathlib import Path

import kb
from kb.checks import RULES
from kb.citation.source_types import SOURCE_TYPES
from kb.content.messages import FORM_MESSAGES, MESSAGES
from kb.model import BODY_SECTIONS, Case, CaseHead, Corpus, Source
from kb.publish.pages.submit import form_data
from kb.publish.submission.form import case_fields, proposals, source_fields
from kb.publish.submission.rules import form_messages
from kb.publish.submission.words import ASKED, FURTHER, REQUIRED, SECTIONS, SOURCE_ASKED, SOURCE_TYPES_ASKED

#: What the form writes itself, marked as proposed where an editor has to settle it; and what only editors write.
FILLED_IN = ("id", "theme", "evidence", "review", "sources", "new_sources", "mechanism_sources", "proposed")
LEFT_TO_EDITORS = (
    *("title_en", "aliases", "effect", "claims", "prerequisites", "steps", "enabling", "constraints"),
    *("inferred", "flow", "follow_up", "related", "license"),
)

PLACE = re.compile(r"\{([a-z]+)")


def test_every_key_of_a_case_is_asked_for_filled_in_or_left_to_editors() -> None:
    asked = {path.partition(".")[0] for path in ASKED}
    assert sorted((*asked, *FILLED_IN, *LEFT_TO_EDITORS)) == sorted(CaseHead.model_fields)
    assert ASKED.keys() >= REQUIRED
    assert [heading for heading, *_ in SECTIONS] == list(BODY_SECTIONS)


def test_every_kind_of_document_is_asked_for_fields_that_sources_have() -> None:
    names = {field.alias or name for name, field in Source.model_fields.items()}
    assert {*SOURCE_ASKED, *(key for keys in FURTHER.values() for key in keys)} <= names
    assert set(FURTHER) == set(SOURCE_TYPES_ASKED) <= set(SOURCE_TYPES)
    fields = {str(field["key"]): field for field in source_fields()}
    assert fields["effective"]["types"] == ["regulation", "legislation", "standard"]
    assert fields["interviewer"]["types"] == ["interview"]
    assert "types" not in fields["title"]


def test_every_field_has_a_title_and_controlled_fields_offer_the_vocabulary(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    fields = {field["key"]: field for field in case_fields(make_corpus(make_case()))}
    assert all(field["title"] for field in fields.values())
    assert fields["problem"]["choices"] == [[label, label] for label in ("缺老师", "缺钱")]
    assert (fields["summary"]["min"], fields["summary"]["max"]) == (40, 160)
    assert [part["key"] for part in fields["practice"]["fields"]] == ["status", "since"]  # type: ignore[attr-defined]


def test_no_proposed_level_is_more_than_its_tier_carries(corpus: Corpus) -> None:
    proposed = proposals(corpus.vocabulary)
    levels = proposed["levels"]
    for term in corpus.vocabulary.source_tiers:
        assert int(levels[term.label]) <= (5 if term.level is None else term.level)  # type: ignore[index]
    assert {*proposed["tiers"].values(), proposed["publicTier"], proposed["selfTier"]} <= set(levels)  # type: ignore[attr-defined,call-overload]
    assert levels[proposed["selfTier"]] == "1"  # type: ignore[index]


def test_the_forms_sentences_are_those_of_rules_and_take_the_values_that_the_check_has() -> None:
    assert {key.partition(".")[0] for key in FORM_MESSAGES} <= set(RULES)
    for key, words in FORM_MESSAGES.items():
        assert not re.search(r"[「」]|claims|sources|title|KB\d", words), key
        if key in MESSAGES:
            assert set(PLACE.findall(words)) <= set(PLACE.findall(MESSAGES[key])), key


def test_every_message_that_the_pages_scripts_name_is_handed_to_them() -> None:
    scripts = (Path(kb.__file__).parent / "web/submission").glob("*.mjs")
    named = {key for script in scripts for key in re.findall(r'"(KB\d{3}[.a-z]*)"', script.read_text("utf-8"))}
    assert named == {*form_messages()}


def test_regions_carry_the_letters_ids_are_made_of(corpus: Corpus) -> None:
    regions = {code: slug for code, _, slug in form_data(corpus)["regions"]}  # type: ignore[attr-defined]
    assert regions["340200"] == "wuhu"
    assert regions["610000"] == "shanxi"
    assert regions["330105"] == "gongshu"
