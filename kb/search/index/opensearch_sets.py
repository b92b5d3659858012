"""Sets of documents as expressions: which documents are in one, the cluster finds out only when something is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

#: The terms of a query that documents hold, with what each is worth.
Weights: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Held:
    """The documents that hold a term."""

    term: str


@dataclass(frozen=True)
class HasValue:
    """The documents that have a value, written ``facet=value``."""

    value: str


@dataclass(frozen=True)
class Standing:
    """The documents in one of whose texts these words stand side by side."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class AtLeast:
    """The documents that score so much or more; without a score, as long as the best one is not known."""

    weights: Weights
    score: int | None


@dataclass(frozen=True)
class Not:
    """All other documents."""

    part: "Expression"


@dataclass(frozen=True)
class And:
    """The documents in every part; without parts, all."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Or:
    """The documents in any part; without parts, none."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Held | HasValue | Standing | AtLeast | Not | And | Or

ALL = And(())
NONE = Or(())


def both(expressions: Iterable[Expression]) -> Expression:
    """Return the documents in every one of these."""
    parts = _joined(expressions, And)
    known = set(parts)
    if NONE in known or any(known.issuperset(parts_of(each.part)) for each in parts if isinstance(each, Not)):
        return NONE
    return parts[0] if len(parts) == 1 else And(parts)


def either(expressions: Iterable[Expression]) -> Expression:
    """Return the documents in any of these."""
    parts = _joined(expressions, Or)
    if ALL in parts or any(each.part in parts for each in parts if isinstance(each, Not)):
        return ALL
    return parts[0] if len(parts) == 1 else Or(parts)


def other_than(expression: Expression) -> Expression:
    """Return the documents that are not in this one."""
    if isinstance(expression, Not):
        return expression.part
    return NONE if expression == ALL else ALL if expression == NONE else Not(expression)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """Return what a document must be in to be in this one."""
    return expression.parts if isinstance(expression, And) else (expression,)


def is_scored(expression: Expression) -> bool:
    """Tell whether documents must be scored to know which are in it."""
    if isinstance(expression, And | Or):
        return any(map(is_scored, expression.parts))
    return is_scored(expression.part) if isinstance(expression, Not) else isinstance(expression, AtLeast)


def _joined(expressions: Iterable[Expression], kind: type[And] | type[Or]) -> tuple[Expression, ...]:
    parts: list[Expression] = []
    for each in expressions:
        parts += each.parts if isinstance(each, kind) else [each]
    return tuple(dict.fromkeys(parts))


# What is asked of a generation of the index. Generations never change, and so no answer does.


@dataclass(frozen=True)
class Count:
    """How many documents are in a set."""

    of: Expression


@dataclass(frozen=True)
class Best:
    """The highest score."""

    weights: Weights


@dataclass(frozen=True)
class Lowest:
    """The lowest score of the documents in a set; None where there are none."""

    weights: Weights
    of: Expression


@dataclass(frozen=True)
class Values:
    """How many documents of a set have each of these values; those that none has are left out."""

    of: Expression
    values: tuple[str, ...]


@dataclass(frozen=True)
class Ranked:
    """The first documents of a set, by id, with their scores."""

    of: Expression
    weights: Weights
    count: int


@dataclass(frozen=True)
class Stored:
    """What a hit shows of a document."""

    id: str


Question: TypeAlias = Count | Best | Lowest | Values | Ranked | Stored
