"""Say a fact of a case in words, and where a source says it; what nobody says is «未知»."""

from kb.model import UNKNOWN, Case, Vocabulary
from kb.model.facts import Fact
from kb.publish.view.catalogue import place_of
from kb.publish.view.formats import cost_in_words

#: Source and place in it.
Said = tuple[str, str | None]


def fact_in_words(fact: Fact, case: Case, vocabulary: Vocabulary) -> str:
    """Return what a document says of a fact; labels that editors gave without a source say so."""
    match fact.key:
        case "unit.name":
            return f"{case.unit.name}（{case.unit.type}）"
        case "region":
            return place_of(case.region).full_name
        case "problem" | "model" if labels := fact.labels_of(case):
            return "；".join(f"{one}（编者归类）" if one in case.inferred else one for one in labels)
        case "evidence":
            level = vocabulary.evidence(case.evidence)
            return f"{case.evidence} 级，{level.label}" + ("，未经评估" if case.evidence < 2 else "")
        case "effect":
            return case.effect or UNKNOWN
        case "practice.status":
            return f"{case.practice.status}（截至 {case.practice.as_of}）"
        case "cost" if case.cost:
            return cost_in_words(case.cost) or UNKNOWN
    return "；".join(fact.texts(case)) or UNKNOWN


def where_said(fact: Fact, case: Case) -> Said | None:
    """Return where a source says a fact that is no list of statements; None where the case names no place."""
    if fact.key.startswith("setting") and case.setting.source:
        return case.setting.source, case.setting.locator
    if fact.key == "cost" and case.cost:
        return case.cost.source, case.cost.locator
    role = case.role_source(fact.key.removeprefix("mechanism."))
    return (role.source, role.locator) if role else None
