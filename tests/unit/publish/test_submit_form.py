"""The form asks for every key of a case, and says what the reader says."""

import re
from collections.abc import Callable
from pathlib import Path

import kb
from kb.content.messages import say
from kb.content.problems import Problems
from kb.content.validation_messages import read_model
from kb.content.yaml_reader import read_yaml
from kb.model import Case, CaseHead, Corpus
from kb.publish.pages.submit import STEPS, form_data
from kb.publish.submission.form import FILLED_IN, case_fields
from kb.publish.submission.rules import form_messages, form_words


def test_the_steps_name_every_key_once() -> None:
    named = [key for _, _, keys in STEPS for key in keys]
    assert sorted((*named, *FILLED_IN)) == sorted(CaseHead.model_fields)


def test_every_field_has_a_title_and_controlled_fields_offer_the_vocabulary(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    fields = {field["key"]: field for field in case_fields(make_corpus(make_case()))}
    assert all(field["title"] for field in fields.values())
    assert fields["theme"]["choices"] == [[label, label, f"{label}的定义。"] for label in ("资源共享", "教学创新")]
    assert fields["theme"]["unknown"]
    assert not fields["evidence"]["unknown"]
    assert fields["title"]["example"] == "案例 one"


def test_a_field_is_named_as_the_reader_names_it(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    fields = {field["key"]: field for field in case_fields(make_corpus(make_case()))}
    problems = Problems("")
    node = read_yaml("review: {date: 明天}\nsummary: 太短", Problems(""))
    assert node is not None
    read_model(CaseHead, node, problems)
    found = {problem.message for problem in problems.found}
    (date,) = [part for part in fields["review"]["fields"] if part["key"] == "date"]  # type: ignore[attr-defined]
    assert say("KB207", name=date["name"], value="明天", form=form_words()["date"]) in found
    summary = fields["summary"]
    values = {"name": summary["name"], "low": summary["min"], "high": summary["max"]}
    assert say("KB206", count=2, **values) in found


def test_every_message_that_the_pages_scripts_name_is_handed_to_them() -> None:
    scripts = (Path(kb.__file__).parent / "web/submission").glob("*.mjs")
    named = {key for script in scripts for key in re.findall(r'"(KB\d{3}[.a-z]*)"', script.read_text("utf-8"))}
    assert named == {*form_messages()}


def test_regions_carry_the_letters_ids_are_made_of(corpus: Corpus) -> None:
    regions = {code: slug for code, _, slug in form_data(corpus)["regions"]}  # type: ignore[attr-defined]
    assert regions["340200"] == "wuhu"
    assert regions["610000"] == "shanxi"
    assert regions["330105"] == "gongshu"
