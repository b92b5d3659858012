"""Name the four vocabulary lists that get pages, and how a page speaks of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Taxonomy:
    """One list: ``folder`` names it in the vocabulary and in addresses, ``field`` on a case and in a search address."""

    folder: str
    field: str
    title: str
    question: str


THEMES = Taxonomy("themes", "theme", "主题", "案例属于哪个主题？")
PROBLEMS = Taxonomy("problems", "problem", "问题", "您想解决什么问题？")
MODELS = Taxonomy("models", "model", "做法", "别的学校是怎么做的？")
STAGES = Taxonomy("stages", "stage", "学段", "您在哪个学段？")

TAXONOMIES = (THEMES, PROBLEMS, MODELS, STAGES)
