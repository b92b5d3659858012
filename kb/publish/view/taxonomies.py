"""Name the four vocabulary lists that get pages, and how a page speaks of each."""

from dataclasses import dataclass

from kb.model.facts import FACTS


@dataclass(frozen=True)
class Taxonomy:
    """One list: ``folder`` names it in the vocabulary and in addresses, ``field`` on a case and in a search address."""

    folder: str
    field: str
    title: str
    question: str
    can_be_unknown: bool


def _taxonomy(field: str, question: str) -> Taxonomy:
    fact = next(fact for fact in FACTS if fact.key == field)
    can_be_unknown = fact.facet is not None and fact.facet.can_be_unknown
    return Taxonomy(fact.vocabulary or "", field, fact.label, question, can_be_unknown)


THEMES = _taxonomy("theme", "按主题看案例。")
PROBLEMS = _taxonomy("problem", "您想解决什么问题？")
MODELS = _taxonomy("model", "其他学校是怎么做的？")
STAGES = _taxonomy("stage", "您教哪个学段？")

TAXONOMIES = (THEMES, PROBLEMS, MODELS, STAGES)
