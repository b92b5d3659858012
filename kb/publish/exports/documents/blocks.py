"""What a manuscript is made of, whatever file it becomes."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Run:
    """Words set in one way; an address stays as it is, for programs to follow."""

    text: str
    strong: bool = False
    emphasis: bool = False
    is_address: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is that of a case."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``quoted`` sets it in."""

    runs: Runs
    quoted: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list; ``depth`` counts from 0, ``number`` is None in a list without numbers."""

    runs: Runs
    depth: int = 0
    number: int | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row or the first column may name the others."""

    rows: tuple[tuple[Runs, ...], ...]
    named_by_column: bool = False


Block: TypeAlias = Heading | Paragraph | Item | Table


def words(text: str) -> Runs:
    """Return a text set plainly."""
    return (Run(text),) if text else ()
