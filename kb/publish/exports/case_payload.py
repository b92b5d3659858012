"""Say what is told of one case to pages that put cases side by side; ``cases/<id>.js`` hands it over."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from kb.model import Case, Statement
from kb.model.facts import is_known
from kb.publish.view.catalogue import Catalogue, labels_of, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.formats import yuan
from kb.publish.view.speed import speaks_of_speed
from kb.publish.view.taxonomies import TAXONOMIES


def to_script(function: str, *values: object) -> str:
    """Return a script that calls a function; the text is safe even inside a page."""
    text = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{function}({text});\n"


def statement_key(text: str) -> str:
    """Return a short name for a statement that stays while its words stay, so that an answer to it can be shared."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def case_told(case: Case, catalogue: Catalogue) -> dict[str, object]:
    """Return everything a comparison shows of a case; what nobody told is empty or null."""
    notes = Footnotes.of_case(case, catalogue.corpus.sources)
    evidence = catalogue.vocabulary.evidence(case.evidence)
    completeness = completeness_of(case)
    told: dict[str, object] = {
        "id": case.id,
        "title": case.title,
        "summary": case.summary,
        "unit": case.unit.name,
        "unitType": case.unit.type,
        "place": place_of(case.region).full_name,
        **{family.field: _terms(catalogue, family.folder, labels_of(case, family)) for family in TAXONOMIES},
        "evidence": {"level": case.evidence, "label": evidence.label, "definition": evidence.definition},
        "effect": {"label": case.effect, "told": is_known(case.effect)},
        "status": {"label": case.practice.status, "told": is_known(case.practice.status)},
        "since": case.practice.since,
        "asOf": case.practice.as_of,
        "mechanism": {
            **{role.name: _terms(catalogue, "mechanism_actors", role.actors) for role in case.mechanism.roles()},
            "term": case.mechanism.term,
        },
        "cost": _cost(case, notes),
        "claims": [
            [claim.text, _number(notes, claim.source, claim.locator), claim.locator, claim.as_of]
            for claim in case.claims
        ],
        "speeds": [
            [claim.text, _number(notes, claim.source, claim.locator), claim.locator]
            for claim in case.claims
            if speaks_of_speed(claim)
        ],
        "prerequisites": _statements(case.prerequisites, notes),
        "enabling": _statements(case.enabling, notes),
        "constraints": _statements(case.constraints, notes),
        "keys": [statement_key(statement.text) for statement in case.prerequisites],
        "known": completeness.known,
        "total": completeness.total,
        "gaps": list(completeness.gaps),
        "review": {"status": case.review.status, "date": case.review.date},
    }
    # Last, because citing above may have added to the sources.
    told["sources"] = [
        {"number": note.number, "anchor": note.anchor, "title": note.source.title, "tier": note.source.tier}
        for note in notes
    ]
    return told


def _terms(catalogue: Catalogue, family: str, labels: Iterable[str]) -> list[list[str]]:
    """Return (id, label) pairs; a label the vocabulary lacks stands for itself."""
    terms = ((catalogue.vocabulary.term(family, label), label) for label in labels)
    return [[term.id if term else label, label] for term, label in terms]


def _number(notes: Footnotes, source: str | None, locator: str | None) -> int:
    return notes.cite(source, locator).number if source and notes.knows(source) else 0


def _statements(statements: Sequence[Statement], notes: Footnotes) -> list[list[object]]:
    return [[one.text, _number(notes, one.source, one.locator), one.locator] for one in statements]


def _cost(case: Case, notes: Footnotes) -> dict[str, object] | None:
    cost = case.cost
    if cost is None:
        return None
    return {
        "yuan": cost.amount,
        "amount": yuan(cost.amount) if cost.amount is not None else None,
        "note": cost.note,
        "number": _number(notes, cost.source, cost.locator),
        "locator": cost.locator,
    }
