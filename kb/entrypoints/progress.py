"""Show on a terminal how far along long work is."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

T = TypeVar("T")

#: Work shorter than this, in seconds, shows nothing.
PATIENCE = 2.0


def shown_progress(label: str, items: Sequence[T]) -> Iterator[T]:
    """Yield the items; when they take over two seconds, show a bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    started = time.monotonic()
    bar = click.progressbar(length=len(items), label=label, file=sys.stderr)
    shown = False
    try:
        for done, item in enumerate(items):
            yield item
            if shown:
                bar.update(1)
            elif time.monotonic() - started > PATIENCE:
                shown = True
                bar.update(done + 1)
    finally:
        if shown:
            bar.render_finish()
