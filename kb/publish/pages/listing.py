"""Cut a long list of cases into pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.model import Case

#: Cases on one page of a listing, so that a page weighs the same however many there are.
PAGE_LENGTH: Final = 100


@dataclass(frozen=True)
class Listing:
    """One page of a long list, with the addresses of all its pages."""

    cases: Sequence[Case]
    number: int
    uris: tuple[str, ...]

    @property
    def uri(self) -> str:
        """Return the address of this page."""
        return self.uris[self.number - 1]

    @property
    def shown_numbers(self) -> tuple[int, ...]:
        """Return the pages to offer: the ends and those around this one; 0 stands for a gap.

        So a page weighs the same however many there are.
        """
        near = {1, len(self.uris), *range(self.number - 2, self.number + 3)} & set(range(1, len(self.uris) + 1))
        numbers: list[int] = []
        for number in sorted(near):
            if numbers and number - numbers[-1] > 1:
                numbers.append(0 if number - numbers[-1] > 2 else number - 1)
            numbers.append(number)
        return tuple(numbers)


def listings(cases: Sequence[Case], uri: str) -> Iterator[Listing]:
    """Cut a list into pages: ``x.html``, ``x/2.html`` … ; an empty list has one empty page."""
    count = max(1, -(-len(cases) // PAGE_LENGTH))
    stem = uri.removesuffix(".html")
    uris = (uri, *(f"{stem}/{number}.html" for number in range(2, count + 1)))
    for number in range(1, count + 1):
        yield Listing(cases[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH], number, uris)
