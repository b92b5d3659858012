"""The model takes what a source can say and refuses what cannot be true."""

import pytest
from pydantic import TypeAdapter, ValidationError

from kb.model import Claim, Source
from kb.model.base import Labels, OptionalNumber, OptionalText, PartialDate, Slug, Text


@pytest.mark.parametrize("value", ["2011", "2011-09", "2011-09-01", "2012-02-29"])
def test_a_date_is_as_exact_as_its_source(value: str) -> None:
    assert TypeAdapter(PartialDate).validate_python(value) == value


@pytest.mark.parametrize(
    "value", ["11", "2011-9", "2011-13", "2011-02-30", "2013-02-29", "２０１１", "2011年", "2011-09-01\n"]
)
def test_a_day_that_never_was_is_no_date(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(value)


@pytest.mark.parametrize("value", ["A", "a_b", "-a", "a-", "a--b", "案例", "", "a" * 81, "a.b", "a/b"])
def test_an_id_is_safe_in_every_address(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Slug).validate_python(value)


def test_unknown_and_empty_are_the_same_absence() -> None:
    assert TypeAdapter(OptionalText).validate_python("未知") is None
    assert TypeAdapter(OptionalNumber).validate_python("") is None
    assert TypeAdapter(Labels).validate_python("未知") == ()
    assert TypeAdapter(Labels).validate_python("小学") == ("小学",)


def test_text_is_one_line_without_margins() -> None:
    assert TypeAdapter(Text).validate_python("  甲 乙\n") == "甲 乙"
    with pytest.raises(ValidationError):
        TypeAdapter(Text).validate_python("甲\n乙")


@pytest.mark.parametrize("value", ["nan", "inf", "1,200", "12 个", "一百"])
def test_a_claim_holds_a_number_or_none(value: str) -> None:
    with pytest.raises(ValidationError):
        Claim.model_validate({"text": "有若干", "value": value, "source": "s"})


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//x", "ftp://x", "https://a b", 'https://a"b', "https://a<b"])
def test_the_address_of_a_source_is_a_web_address(url: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"id": "s", "type": "webpage", "title": "题名", "tier": "转载", "URL": url})
