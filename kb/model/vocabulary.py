"""Say what the controlled lists are, and find a term by its label or an alias."""

from collections.abc import Iterable
from functools import cached_property

from pydantic import Field

from kb.model.base import Labels, Model, OptionalText, Slug, Text


class VocabularyTerm(Model):
    """One entry of a list: the label readers see and the aliases they may type."""

    id: Slug = Field(title="编号")
    label: Text = Field(title="名称")
    label_en: OptionalText = Field(None, title="英文名称")
    definition: Text = Field(title="定义")
    aliases: Labels = Field((), title="别名")
    today: Labels = Field((), title="今天常叫", description="这件事现在通行的叫法，搜它也找得到这一项")
    related: tuple[Slug, ...] = Field((), title="相邻词")
    parts: tuple[Slug, ...] = Field(
        (), title="包含", description="这一项由哪几项合成：选其中任何一项，都找得到这一项的案例"
    )
    level: int | None = Field(None, title="等级", description="证据阶梯的级；来源级别、研究设计这里写最多撑得起几级")


class Vocabulary(Model):
    """All controlled lists, each in the order readers see it."""

    themes: tuple[VocabularyTerm, ...] = Field(title="主题")
    problems: tuple[VocabularyTerm, ...] = Field(title="问题")
    models: tuple[VocabularyTerm, ...] = Field(title="做法模式")
    stages: tuple[VocabularyTerm, ...] = Field(title="学段")
    school_kinds: tuple[VocabularyTerm, ...] = Field((), title="学校类型")
    unit_types: tuple[VocabularyTerm, ...] = Field(title="单位类型")
    mechanism_roles: tuple[VocabularyTerm, ...] = Field(title="机制角色")
    mechanism_actors: tuple[VocabularyTerm, ...] = Field(title="机制主体")
    evidence_levels: tuple[VocabularyTerm, ...] = Field(title="证据阶梯")
    effects: tuple[VocabularyTerm, ...] = Field(title="成效")
    review_statuses: tuple[VocabularyTerm, ...] = Field(title="审核状态")
    practice_statuses: tuple[VocabularyTerm, ...] = Field(title="实践状态")
    study_designs: tuple[VocabularyTerm, ...] = Field((), title="研究设计")
    source_tiers: tuple[VocabularyTerm, ...] = Field(title="来源级别")
    glossary: tuple[VocabularyTerm, ...] = Field((), title="词语解释")

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], VocabularyTerm]:
        return {(name, term.label): term for name in type(self).model_fields for term in getattr(self, name)}

    def terms(self, family: str) -> tuple[VocabularyTerm, ...]:
        """Return the terms of one list, named as in the file (``themes`` …)."""
        terms: tuple[VocabularyTerm, ...] = getattr(self, family)
        return terms

    def term(self, family: str, label: str) -> VocabularyTerm | None:
        """Return the term with exactly this label, or None."""
        return self._by_label.get((family, label))

    def label_with_id(self, family: str, name: str) -> str:
        """Return the label of the term with this id; of a list that lacks it, the first."""
        terms = self.terms(family)
        return next((term.label for term in terms if term.id == name), terms[0].label)

    def overlapping(self, family: str, label: str) -> tuple[VocabularyTerm, ...]:
        """Return the term with this label, its parts and its wholes: who asks for one means the others, too."""
        term = self.term(family, label)
        others = self.terms(family) if term else ()
        return tuple(
            each for each in others if term and (each is term or each.id in term.parts or term.id in each.parts)
        )

    def in_parts(self, family: str, labels: Iterable[str]) -> tuple[str, ...]:
        """Return labels as readers are told them: a whole by the parts that it is made of (义务教育: 小学, 初中)."""
        by_id = {term.id: term.label for term in self.terms(family)}
        terms = {label: self.term(family, label) for label in labels}
        parts = (
            [by_id[one] for one in term.parts] if term and term.parts else [label] for label, term in terms.items()
        )
        return tuple(dict.fromkeys(part for each in parts for part in each))

    def evidence(self, level: int) -> VocabularyTerm:
        """Return the step of the evidence ladder with this level."""
        return next(term for term in self.evidence_levels if term.level == level)
