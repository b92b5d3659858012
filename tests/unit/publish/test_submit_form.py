"""The form asks for every key of a case, and says what the reader says."""

from collections.abc import Callable

from kb.content.problems import Problems
from kb.content.validation_messages import read_model
from kb.model import Case, CaseHead, Corpus
from kb.publish.pages.submit import STEPS, form_data
from kb.publish.submission.form import case_fields
from kb.publish.submission.messages import PROBE, _node, field_messages


def test_the_steps_name_every_key_once() -> None:
    named = [key for _, _, keys in STEPS for key in keys]
    assert sorted(named) == sorted(CaseHead.model_fields)


def test_every_field_has_a_title_and_controlled_fields_offer_the_vocabulary(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    fields = {field["key"]: field for field in case_fields(make_corpus(make_case()))}
    assert all(field["title"] for field in fields.values())
    assert fields["theme"]["choices"] == [[label, label, f"{label}的定义。"] for label in ("资源共享", "教学创新")]
    assert fields["theme"]["unknown"]
    assert not fields["evidence"]["unknown"]
    assert fields["title"]["example"] == "案例 one"


def test_a_template_filled_in_is_what_the_reader_says() -> None:
    problems = Problems("")
    read_model(CaseHead, _node({"review": {"date": "明天"}}), problems)
    template = field_messages(("review", "date"))["form"]
    assert template["message"].replace("{value}", "明天") in {problem.message for problem in problems.found}


def test_no_message_keeps_a_trace_of_its_probe(corpus: Corpus) -> None:
    data = str(form_data(corpus, "https://github.com/o/r", "edit/main/"))
    assert PROBE not in data
    assert "7919" not in data
    assert "{count}" in data


def test_regions_carry_the_letters_ids_are_made_of(corpus: Corpus) -> None:
    regions = {code: slug for code, _, slug in form_data(corpus)["regions"]}  # type: ignore[attr-defined]
    assert regions["340200"] == "wuhu"
    assert regions["610000"] == "shanxi"
    assert regions["330105"] == "gongshu"
