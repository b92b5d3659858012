"""A long list comes in pages, and each page offers the same few others however many there are."""

from typing import Any

import pytest

from kb.publish.pages.listing import PAGE_LENGTH, Listing, listings
from tests.theme import render_pages


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


def test_every_case_stands_on_exactly_one_page(make_case: Any, make_corpus: Any) -> None:
    cases = [make_case(f"case-{number:03}") for number in range(2 * PAGE_LENGTH + 1)]
    pages = list(listings(cases, "cases/index.html"))
    assert [len(page.cases) for page in pages] == [PAGE_LENGTH, PAGE_LENGTH, 1]
    browse = [page for page in render_pages(make_corpus(*cases)) if page.uri in pages[0].uris]
    assert len(browse) == len(pages)
    texts = [page.render() for page in browse]
    for case in cases:
        assert sum(f'data-case="{case.id}"' in text for text in texts) == 1
