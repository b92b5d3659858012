"""The one ordered table of what readers are shown of a case; pages, exports, commands and search walk it.

A new field is a line in the model and a row here; a template only where its place on the page is special.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from kb.model.base import UNKNOWN, Model, number_in_full
from kb.model.case import ROLES, Case, CaseHead, Cost
from kb.model.claim import Claim, Flow, FollowUp, Statement

#: Where a fact is a row, column or key of its own: ``page`` is the list of facts on the case's page, ``json`` the list
#: of all cases and the record of one, ``record`` that alone, ``completeness`` what a reader would like to know.
Place: TypeAlias = Literal["page", "compare", "csv", "json", "record", "word", "show", "completeness"]

#: What a fact's value is: words; labels, of a vocabulary list or free; statements with their sources; the level of
#: evidence; what it cost; a division's code.
Kind: TypeAlias = Literal["text", "labels", "statements", "level", "amount", "division"]

#: Which part of a case's story a fact belongs to.
Part: TypeAlias = Literal["situation", "evidence", "mechanism", "conditions"]

#: What is a list of sentences, each of which may have a source.
Sentence: TypeAlias = Statement | Claim | FollowUp | Flow

Value: TypeAlias = str | float | Cost | tuple[str, ...] | tuple[Sentence, ...] | None

#: Words by which a vocabulary label itself says that nothing is known.
_UNKNOWN_WORDS = (UNKNOWN, "没有说明")


class FacetField(NamedTuple):
    """Let readers narrow by a fact; ``can_be_unknown`` adds a value for cases whose sources do not say."""

    name: str
    can_be_unknown: bool = False


@dataclass(frozen=True)
class Fact:
    """One thing readers are shown of a case.

    ``labels`` maps each place that shows it to what it is called there. ``search`` names the field of
    kb/search/ranking/fields.py, the table of boosts, that its words are searched in. ``is_compared`` is false where
    words always differ from case to case.
    """

    key: str
    label: str
    of: Callable[[Case], Value]
    labels: Mapping[Place, str] = field(default_factory=dict)
    kind: Kind = "text"
    part: Part = "situation"
    vocabulary: str | None = None
    search: str | None = None
    facet: FacetField | None = None
    is_compared: bool = True

    @property
    def is_wanted(self) -> bool:
        """Tell whether readers see that it is not known: what they ask for, and what every case is sorted by."""
        return "completeness" in self.labels or self.kind == "labels"

    def known(self, case: Case) -> Value:
        """Return the value; None where it is not known."""
        value = self.of(case)
        if isinstance(value, str) and self.vocabulary and not is_known(value):
            return None
        return None if value == () else value

    def labels_of(self, case: Case) -> tuple[str, ...]:
        """Return the labels as they are written, of a fact whose values come from the vocabulary."""
        value = self.of(case)
        return (value,) if isinstance(value, str) else tuple(one for one in _items(value) if isinstance(one, str))

    def statements(self, case: Case) -> tuple[Sentence, ...]:
        """Return the statements of a fact that is a list of them."""
        return tuple(one for one in _items(self.of(case)) if not isinstance(one, str))

    def texts(self, case: Case) -> tuple[str, ...]:
        """Return the value as plain texts, none where it is not known."""
        value = self.known(case)
        match value:
            case None:
                return ()
            case str():
                return (value,)
            case float() | int():
                return (number_in_full(value),)
            case Cost():
                return (value.note,) if value.note else ()
        return tuple(one if isinstance(one, str) else one.text for one in value)


def _items(value: Value) -> tuple[str | Sentence, ...]:
    return value if isinstance(value, tuple) else ()


def is_known(label: str | None) -> bool:
    """Tell a real label from none and from one that says that it is not known."""
    return label is not None and not any(word in label for word in _UNKNOWN_WORDS)


def fact_of(
    key: str,
    *places: Place,
    label: str = "",
    labels: Mapping[Place, str] | None = None,
    of: Callable[[Case], Value] | None = None,
    kind: Kind = "text",
    part: Part = "situation",
    vocabulary: str | None = None,
    search: str | None = None,
    facet: FacetField | None = None,
    is_compared: bool = True,
    head: type[Model] = CaseHead,
) -> Fact:
    """Return a row on the field at a path; it is called as the model calls it, unless a label is given."""
    label = label or _title(head, key)
    shown = dict.fromkeys(places, label) | dict(labels or {})
    is_compared = is_compared and kind not in ("statements", "amount")
    return Fact(key, label, of or attrgetter(key), shown, kind, part, vocabulary, search, facet, is_compared)


def _title(head: type[Model], key: str) -> str:
    first, _, rest = key.partition(".")
    info = head.model_fields[first]
    if rest and isinstance(info.annotation, type) and issubclass(info.annotation, Model):
        return _title(info.annotation, rest)
    return str(info.title)


def _labels(key: str, vocabulary: str, *places: Place, label: str = "", can_be_unknown: bool = False) -> Fact:
    """Return a row on labels of a vocabulary list that has pages of its own."""
    places = ("compare", "csv", "json", "word", "show", *places)
    facet = FacetField(key, can_be_unknown)
    return fact_of(key, *places, label=label, kind="labels", vocabulary=vocabulary, search="labels", facet=facet)


def _role(name: str) -> Fact:
    return fact_of(
        f"mechanism.{name}",
        *("compare", "csv", "json", "word", "show", "completeness"),
        kind="labels",
        part="mechanism",
        vocabulary="mechanism_actors",
        facet=FacetField(name, can_be_unknown=True),
    )


def _condition(key: str) -> Fact:
    return fact_of(key, "compare", "record", "completeness", kind="statements", part="conditions", search="body")


def _claims_with_numbers(case: Case) -> tuple[Claim, ...]:
    return tuple(claim for claim in case.claims if claim.value is not None)


def _setting_in_words(case: Case) -> str | None:
    words = "；".join(filter(None, ("、".join(case.setting.kind), case.setting.pupils)))
    return (f"{words}（编者分析）" if case.setting.is_analysis else words) if words else None


def _further_sources(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.source for citation in case.sources))[1:]


#: In the order of cases.csv; a place with an order of its own names what comes first there.
FACTS: tuple[Fact, ...] = (
    fact_of("id", "csv", "json"),
    fact_of("title", "csv", "json", search="title"),
    fact_of("title_en", "csv", "json", search="title_en"),
    fact_of("aliases", "record", kind="labels", search="aliases"),
    fact_of("summary", "compare", "csv", "json", search="summary", is_compared=False),
    fact_of("unit.name", "compare", "csv", "json", "word", label="单位", search="unit", is_compared=False),
    fact_of(
        *("unit.type", "compare", "csv", "json"),
        vocabulary="unit_types",
        search="labels",
        facet=FacetField("unit_type"),
    ),
    fact_of(*("region", "compare", "csv", "json", "word"), kind="division", search="place", facet=FacetField("region")),
    _labels("stage", "stages", "page", can_be_unknown=True),
    fact_of(
        *("setting.kind", "compare", "csv"),
        kind="labels",
        vocabulary="school_kinds",
        search="labels",
        facet=FacetField("school_kind", can_be_unknown=True),
    ),
    fact_of("setting.pupils", "compare", "csv", label="学生人数", is_compared=False),
    fact_of("setting", "page", "json", "word", "show", of=_setting_in_words),
    _labels("theme", "themes", "page"),
    _labels("problem", "problems", label="问题"),
    _labels("model", "models", label="做法"),
    *(_role(name) for name in ROLES),
    fact_of("flow", "record", kind="statements", part="mechanism", search="body"),
    fact_of("mechanism.term", "compare", "json", "word", "completeness", label="合作期限", part="mechanism"),
    fact_of(
        "cost",
        *("compare", "csv", "json", "word", "show", "completeness"),
        kind="amount",
        part="mechanism",
        search="body",
    ),
    fact_of(
        "evidence",
        *("csv", "json", "show"),
        labels={"compare": "证据", "word": "证据", "show": "证据"},
        kind="level",
        part="evidence",
        facet=FacetField("evidence"),
    ),
    fact_of("effect", "compare", "csv", "json", "word", "completeness", part="evidence", vocabulary="effects"),
    fact_of("practice.since", "csv", "json", "word", labels={"completeness": "何时开始"}),
    fact_of(
        "practice.status",
        *("csv", "json", "word"),
        labels={"compare": "现在还在做吗", "show": "时间", "completeness": "现在是否还在做"},
        vocabulary="practice_statuses",
        facet=FacetField("status"),
    ),
    fact_of("practice.as_of", "json", labels={"csv": "状态截至"}),
    fact_of("review.status", "csv", "json", vocabulary="review_statuses", facet=FacetField("review")),
    fact_of("review.date", "csv", "json"),
    fact_of(
        "claims",
        "record",
        labels={"compare": "来源说", "completeness": "有出处的说法"},
        kind="statements",
        part="evidence",
        search="claims",
    ),
    fact_of("follow_up", "compare", "record", kind="statements", part="situation", search="body"),
    fact_of("claims.value", "completeness", label="具体数字", of=_claims_with_numbers),
    fact_of("sources.second", "completeness", label="第二个来源", of=_further_sources),
    _condition("prerequisites"),
    fact_of("steps", "record", labels={"completeness": "实施步骤"}, kind="statements", search="body"),
    _condition("enabling"),
    _condition("constraints"),
    fact_of("related", "record", kind="labels"),
    fact_of("contributors", "record", kind="labels"),
    fact_of("license", "csv", "json"),
)


def facts_in(*places: Place, first: Sequence[str] = ()) -> tuple[Fact, ...]:
    """Return the facts shown in one of these places, or all: those named in ``first``, then as the table has them."""
    rank = {key: place for place, key in enumerate(first)}
    shown = (fact for fact in FACTS if not places or not fact.labels.keys().isdisjoint(places))
    return tuple(sorted(shown, key=lambda fact: rank.get(fact.key, len(rank))))
