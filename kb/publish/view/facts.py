"""Give the table of facts (kb/model/facts.py) to scripts as plain JSON, with terms, places and sources looked up."""

from typing import Final

from kb.model import Case, Cost
from kb.model.facts import Fact, Sentence, facts_in
from kb.publish.core.lookup import Lookup
from kb.publish.view.catalogue import place_of
from kb.publish.view.claims import date_in_words
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.formats import yuan
from kb.publish.view.taxonomies import TAXONOMIES

#: The comparison's groups of rows, what is asked first before the tags by which cases are sorted: heading, part of the
#: case, and what comes first there.
_COMPARED: Final = (
    ("谁出钱，谁来办", "mechanism", ("mechanism.invest", "mechanism.pay")),
    ("证据与成效", "evidence", ()),
    ("要什么条件", "conditions", ()),
    (
        "情况",
        "situation",
        ("practice.status", "region", "stage", "problem", "model", "theme", "unit.name", "unit.type"),
    ),
)
#: What comes before all groups.
_SUMMARY: Final = "summary"


def condition_lists() -> tuple[Fact, ...]:
    """Return what a case lists, in statements, of what the practice needs."""
    return tuple(fact for fact in facts_in() if fact.part == "conditions" and fact.kind == "statements")


def compared_facts() -> list[dict[str, object]]:
    """Return the rows of a comparison in groups, once for the whole site.

    ``kind`` says what ``fact_payload`` gives under the key, ``folder`` where the pages of labels lie, if they have any.
    """
    rows = (
        ("他们怎么做", "summary", [fact for fact in facts_in("compare") if fact.key == _SUMMARY]),
        *(
            (title, part, [one for one in facts_in("compare", first=first) if one.part == part and one.key != _SUMMARY])
            for title, part, first in _COMPARED
        ),
    )
    return [{"title": title, "part": part, "facts": [_row(fact) for fact in facts]} for title, part, facts in rows]


def _row(fact: Fact) -> dict[str, object]:
    return {
        "key": fact.key,
        "label": fact.labels["compare"],
        "kind": fact.kind,
        "compared": fact.is_compared,
        "folder": next((family.folder for family in TAXONOMIES if family.field == fact.key), ""),
    }


def fact_payload(case: Case, lookup: Lookup, footnotes: Footnotes) -> dict[str, object]:
    """Return what a case says by the keys of facts; what is not known is left out. Citing adds to the footnotes.

    ====================  ================================================================
    kind                  value
    ====================  ================================================================
    text, division        the words; a number as such
    labels                [[id of the term, label], …]
    statements            [[text, number of the source or 0, locator, date it refers to], …]
    level                 {level, label, definition}
    amount                {yuan, amount, note, number, locator}
    ====================  ================================================================
    """
    facts = facts_in("page", "compare", "json", "record")
    payload = ((fact.key, _as_json(fact, case, lookup, footnotes)) for fact in facts)
    return {key: value for key, value in payload if value is not None}


def _as_json(fact: Fact, case: Case, lookup: Lookup, footnotes: Footnotes) -> object:
    value = fact.known(case)
    match value:
        case None:
            return None
        case Cost():
            return {
                "yuan": value.amount,
                "amount": yuan(value.amount) if value.amount is not None else None,
                "note": value.note,
                "number": _number(footnotes, value.source, value.locator),
                "locator": value.locator,
            }
        case int() if fact.kind == "level":
            term = lookup.vocabulary.evidence(value)
            return {"level": value, "label": term.label, "definition": term.definition}
        case str() if fact.kind == "division":
            return place_of(value).full_name
        case str() | int() | float():
            return value
    return [
        _term(lookup, fact.vocabulary, one) if isinstance(one, str) else _statement(lookup, footnotes, one)
        for one in value
    ]


def _term(lookup: Lookup, vocabulary: str | None, label: str) -> list[str]:
    """Return (id, label); a label that no vocabulary has stands for itself."""
    term = lookup.vocabulary.term(vocabulary, label) if vocabulary else None
    return [term.id if term else label, label]


def _statement(lookup: Lookup, footnotes: Footnotes, one: Sentence) -> list[object]:
    day = date_in_words(one, lookup.sources) or None
    return [one.text, _number(footnotes, one.source, one.locator), one.locator, day]


def _number(footnotes: Footnotes, source: str | None, locator: str | None) -> int:
    return footnotes.cite(source, locator).number if source and footnotes.knows(source) else 0
