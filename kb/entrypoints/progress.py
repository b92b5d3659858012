"""Show on a terminal how far long work is; short work, or work whose messages go into a file, stays quiet."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self, TextIO, TypeVar

import click

T = TypeVar("T")

#: Work that is over sooner needs no bar.
PATIENCE_SECONDS: Final = 2.0


class Progress:
    """A bar for each part of the work, on the terminal's error channel."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] | None = None) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock or time.monotonic
        self._begun = self._clock()
        self._bar = ExitStack()
        self._what = ""
        self._done = 0
        self._advance: Callable[[int], None] = lambda _steps: None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that so many steps of a part are done."""
        if not self._stream.isatty() or self._clock() - self._begun < PATIENCE_SECONDS:
            return
        if what != self._what:
            self._bar.close()
            bar = click.progressbar(length=total, label=what, file=self._stream, show_eta=False)
            self._what, self._done, self._advance = what, 0, self._bar.enter_context(bar).update
        self._advance(done - self._done)
        self._done = done


def shown_progress(label: str, items: Sequence[T]) -> Iterator[T]:
    """Yield the items and show how many are done."""
    with Progress() as progress:
        for done, item in enumerate(items, start=1):
            yield item
            progress(label, done, len(items))
