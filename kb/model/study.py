"""Say what a study found on a way of doing things: design, people, effects, limits, and what was read of it."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kb.model.base import Labels, Model, OptionalCount, OptionalText, PartialDate, RegionCode, Slug, Text, drop_unknown
from kb.model.claim import Citation

#: SD is one standard deviation of the comparison group; 百分点 is a difference of percentages, % a relative change.
Unit = Literal["SD", "个月", "分", "百分位", "百分点", "%", "倍"]
#: Units in which a minus says that pupils did worse; a price or a share that falls may be good.
MORE_IS_BETTER: tuple[Unit, ...] = ("SD", "个月", "分", "百分位")
#: Whose what was measured. A plot keeps them apart: a teacher's knowledge is no pupil's marks.
Measured = Literal["学业成绩", "学生的别的方面", "教师", "别的"]
Direction = Literal["有利", "没有测出差别", "不利", "有利有弊", "只作描述"]
#: A list of the vocabulary that studies bear on.
Family = Literal["models", "problems"]
FAMILIES: tuple[Family, ...] = ("models", "problems")
Whose = Literal["作者", "编者", "第三方"]
WhatWasRead = Literal["摘要", "记录", "正文", "全文"]

Number = Annotated[float, Field(allow_inf_nan=False)]
OptionalBound = Annotated[Number | None, BeforeValidator(drop_unknown)]


class Effect(Citation):
    """One measured difference, as its source prints it; nothing is pooled or converted here."""

    outcome: Text = Field(title="测的是什么")
    value: Number = Field(title="效应", description="只写数字，不利写负数")
    low: OptionalBound = Field(None, title="区间下限", description="来源印出的 95% 置信区间")
    high: OptionalBound = Field(None, title="区间上限")
    unit: Unit = Field(title="单位", description="SD（标准差）、个月（多学几个月）、分、百分位、百分点、%、倍")
    after: OptionalText = Field(None, title="多久以后", description="如 一学期、两年")
    measured: Measured = Field("学业成绩", title="量的是哪一类", description="不是学生的成绩就要写，图上分开画")


class Figure(Citation):
    """A number that the words on a study use and that is neither an effect nor a size of it."""

    what: Text = Field(title="是什么数")
    value: Number = Field(title="数", description="只写数字")


class Size(Model):
    """How many took part, as far as the source says."""

    pupils: OptionalCount = Field(None, title="学生数")
    teachers: OptionalCount = Field(None, title="教师数")
    classes: OptionalCount = Field(None, title="班级数")
    schools: OptionalCount = Field(None, title="学校数")
    studies: OptionalCount = Field(None, title="研究数", description="综述合并了几项研究")


class Limitation(Model):
    """Why the finding holds less than it seems, and who says so."""

    text: Text = Field(title="局限")
    whose: Whose = Field(title="谁说的")


class Disagreement(Model):
    """Another study that found something else, and which of the two this page leans on."""

    study: Slug = Field(title="研究")
    why: Text = Field(title="怎么看", description="编者的话：差在哪里，本页更信哪一个")


def _not_empty(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    if not citations:
        raise ValueError("至少写一个来源")
    return citations


class Study(Model):
    """One study; the first of its sources is the study itself."""

    id: Slug = Field(title="编号")
    title: Text = Field(title="名称", description="编者起的短名，用于列表和图")
    sources: Annotated[tuple[Citation, ...], AfterValidator(_not_empty)] = Field(title="来源")
    design: Text = Field(title="研究设计", description="词表 study_designs 中的名称")
    level: int = Field(title="证据等级", ge=0, le=5)
    population: Text = Field(title="研究对象")
    place: OptionalText = Field(None, title="在哪里")
    region: RegionCode | None = Field(None, title="地区", description="在中国的，写六位代码")
    country: OptionalText = Field(None, title="国家")
    year: OptionalText = Field(None, title="什么时候做的")
    size: Size = Field(Size(), title="规模")
    outcome: Text = Field(title="看的是什么结果")
    effects: tuple[Effect, ...] = Field((), title="效应")
    figures: tuple[Figure, ...] = Field(
        (), title="别的数", description="下面的话里用到的、不是效应也不是规模的数，写明出处"
    )
    finding: Text = Field(title="发现", description="一两句话；数字都要在效应、规模或别的数里")
    direction: Direction = Field(title="方向")
    limitation: Limitation = Field(title="局限")
    carries_over: Text = Field(title="能不能照搬", description="编者的话：对中国的学校意味着什么")
    models: Labels = Field((), title="做法")
    problems: Labels = Field((), title="问题")
    cases: Annotated[tuple[Slug, ...], BeforeValidator(drop_unknown)] = Field((), title="相关案例")
    read: WhatWasRead = Field(title="读到了什么")
    interests: OptionalText = Field(None, title="利害关系", description="谁出钱、谁做的软件")
    disagrees_with: tuple[Disagreement, ...] = Field((), title="与它不同的研究")

    def citations(self) -> tuple[Citation, ...]:
        """Return every source that the study cites, with the place in it."""
        return (*self.sources, *self.effects, *self.figures)

    def words(self) -> dict[str, str]:
        """Return what is said of it in free words, by key: each figure in them was read somewhere."""
        keys = ("title", "population", "place", "finding", "carries_over", "interests")
        named = {key: getattr(self, key) for key in keys} | {"limitation": self.limitation.text}
        return {key: text for key, text in named.items() if text}


class OnTerm(Model):
    """Something said of one model or one problem."""

    model: OptionalText = Field(None, title="做法")
    problem: OptionalText = Field(None, title="问题")

    @property
    def is_general(self) -> bool:
        """Tell whether it is said of all studies together."""
        return not self.model and not self.problem

    def is_on(self, family: Family, label: str) -> bool:
        """Tell whether it is said of this term."""
        return label == (self.model if family == "models" else self.problem)


class Overview(OnTerm):
    """What the studies on a term come to, in a teacher's words: what was found, for whom, what nobody knows."""

    text: Text = Field(title="概括", description="编者的话；数字都要在这些研究的效应、规模或别的数里")


class Search(OnTerm):
    """A term on which no study was found: what was looked for, and when."""

    looked_for: Text = Field(title="找过什么")
    date: PartialDate = Field(title="日期")


class Studies(Model):
    """All studies, what they come to, and what was looked for in vain."""

    studies: tuple[Study, ...] = Field(title="研究")
    overviews: tuple[Overview, ...] = Field((), title="研究怎么说")
    searched: tuple[Search, ...] = Field((), title="找过而没有找到")

    def on(self, family: Family, label: str) -> tuple[Study, ...]:
        """Return the studies that bear on a term, the strongest evidence first."""
        found = [study for study in self.studies if label in getattr(study, family)]
        return tuple(sorted(found, key=lambda study: -study.level))

    def overview_on(self, family: Family, label: str) -> str | None:
        """Return what the studies on a term come to."""
        return next((one.text for one in self.overviews if one.is_on(family, label)), None)

    def searches_on(self, family: Family, label: str) -> tuple[Search, ...]:
        """Return what was looked for on a term without finding a study."""
        return tuple(one for one in self.searched if one.is_on(family, label))
