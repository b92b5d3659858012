"""Show on a terminal how far long work is; short work, or work whose messages go into a file, stays quiet."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Final, TypeVar

import click

T = TypeVar("T")

#: Work that is over sooner needs no bar.
PATIENCE_SECONDS: Final = 2.0


class Progress(ExitStack):
    """A bar for each part of the work, on the terminal's error channel."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self._what = ""
        self._done = 0
        self._advance: Callable[[int], None] = lambda _steps: None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that so many steps of a part are done."""
        if not sys.stderr.isatty() or time.monotonic() - self._begun < PATIENCE_SECONDS:
            return
        if what != self._what:
            self.close()
            bar = click.progressbar(length=total, label=what, file=sys.stderr, show_eta=False)
            self._what, self._done, self._advance = what, 0, self.enter_context(bar).update
        self._advance(done - self._done)
        self._done = done


def shown_progress(label: str, items: Sequence[T]) -> Iterator[T]:
    """Yield the items and show how many are done."""
    with Progress() as progress:
        for done, item in enumerate(items, start=1):
            yield item
            progress(label, done, len(items))
