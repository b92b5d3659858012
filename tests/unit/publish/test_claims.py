"""Claims about one thing are put together, and called disputed only when they cannot all be right."""

import pytest

from kb.model import Claim
from kb.publish.view.claims import group_claims


def claim(text: str, **more: str) -> Claim:
    return Claim.model_validate({"text": text, "source": "notice", **more})


def test_claims_keep_their_numbers_and_the_order_of_first_mention() -> None:
    groups = group_claims([claim("a"), claim("b", about="班数"), claim("c"), claim("d", about="班数")])
    assert [[entry.number for entry in group.claims] for group in groups] == [[1], [2, 4], [3]]
    assert [group.about for group in groups] == [None, "班数", None]


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"value": "10"}, {"value": "20"}, True),
        ({"value": "10"}, {"value": "10"}, False),
        ({"value": "10", "as_of": "2011"}, {"value": "20", "as_of": "2012"}, False),
        ({"value": "10", "as_of": "2011"}, {"value": "20", "as_of": "2011"}, True),
        ({"value": "10", "as_of": "2011"}, {"value": "20"}, True),
        ({"value": "10"}, {}, False),
        ({"value": "10", "unit": "个"}, {"value": "10", "unit": "人"}, True),
    ],
)
def test_only_different_values_for_one_time_are_a_dispute(
    one: dict[str, str], other: dict[str, str], disputed: bool
) -> None:
    groups = group_claims([claim("a", about="数", **one), claim("b", about="数", **other)])
    assert groups[0].is_disputed is disputed
