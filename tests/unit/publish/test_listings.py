"""A long list comes in pages, and each page offers the same few others however many there are."""

import pytest

from kb.publish.pages.listing import Listing


def shown(number: int, count: int) -> tuple[int, ...]:
    return Listing((), number, tuple(f"{page}.html" for page in range(1, count + 1))).shown_numbers


@pytest.mark.parametrize(
    ("number", "count", "numbers"),
    [
        (1, 1, (1,)),
        (1, 4, (1, 2, 3, 4)),
        (1, 100, (1, 2, 3, 0, 100)),
        (5, 100, (1, 2, 3, 4, 5, 6, 7, 0, 100)),
        (50, 100, (1, 0, 48, 49, 50, 51, 52, 0, 100)),
        (100, 100, (1, 0, 98, 99, 100)),
    ],
)
def test_the_ends_and_the_neighbours_are_offered(number: int, count: int, numbers: tuple[int, ...]) -> None:
    assert shown(number, count) == numbers


def test_every_page_can_be_reached_from_the_first_by_following_what_is_offered() -> None:
    reached, left = {1}, [1]
    while left:
        new = set(shown(left.pop(), 57)) - reached - {0}
        reached |= new
        left += new
    assert reached == set(range(1, 58))
