"""Say what a case is: one practice, its front matter and its body."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints

from kb.model.base import (
    Labels,
    Model,
    OptionalCount,
    OptionalDate,
    OptionalNumber,
    OptionalText,
    PartialDate,
    RegionCode,
    Slug,
    Text,
)
from kb.model.claim import Citation, Claim, Flow, FollowUp, Statement
from kb.model.source import Source

#: Headings that every body must have, in this order.
BODY_SECTIONS = ("背景与问题", "做法", "成效与证据", "想学，先想好这几件事（编者的话）", "还想知道")

#: Licence of a case that names none; the same as cases/LICENSE.
DEFAULT_LICENSE = "CC BY 4.0"


def _as_statement(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_level(value: Any) -> Any:
    """Read a digit as the number it is: front matter scalars are text."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]", value) else value


_Statements = tuple[Annotated[Statement, BeforeValidator(_as_statement)], ...]


class Unit(Model):
    """Name the organisation that carries the practice."""

    name: Text = Field(title="单位名称")
    type: Text = Field(title="单位类型", description="词表 unit_types 中的名称")


class Setting(Model):
    """Say what kind of school the practice is used in and how large these are; without a source, as editors see it."""

    kind: Labels = Field((), title="学校类型", description="词表 school_kinds 中的名称；参加的、受帮助的都算")
    pupils_from: OptionalCount = Field(None, title="学生人数，从", description="一所这样的学校有多少学生；不确定就不写")
    pupils_to: OptionalCount = Field(None, title="学生人数，到", description="只有一个数时，两处写一样的")
    source: Slug | None = Field(None, title="来源", description="不写来源即为编者分析")
    locator: OptionalText = Field(None, title="定位")

    @property
    def is_analysis(self) -> bool:
        """Tell whether no source stands behind it."""
        return self.source is None

    @property
    def pupils(self) -> str | None:
        """Say how many pupils such a school has; None where nobody says."""
        low, high = self.pupils_from, self.pupils_to
        if low is None and high is None:
            return None
        if low is None or high is None:
            return f"{high} 人以下" if low is None else f"{low} 人以上"
        return f"{low} 人" if low == high else f"{low} 至 {high} 人"


class Review(Model):
    """Record how far editors have checked the case against its sources, and when."""

    status: Text = Field(title="审核状态", description="词表 review_statuses 中的名称")
    date: PartialDate = Field(title="审核日期")


class Practice(Model):
    """Record whether the practice still runs, as of a date."""

    status: Text = Field(title="实践状态", description="词表 practice_statuses 中的名称")
    since: OptionalDate = Field(None, title="开始时间")
    as_of: PartialDate = Field(title="截至", description="状态所依据的日期")


#: What a mechanism holds.
MechanismKey: TypeAlias = Literal["invest", "build", "operate", "own", "pay", "term"]


class Role(NamedTuple):
    """One part of a mechanism, what readers call it, and who plays it; no actors means unknown."""

    name: str
    label: str
    actors: tuple[str, ...]


class Mechanism(Model):
    """Record who invests, builds, operates, owns and pays; an empty tuple means unknown."""

    invest: Labels = Field((), title="谁投资")
    build: Labels = Field((), title="谁建设")
    operate: Labels = Field((), title="谁运营")
    own: Labels = Field((), title="归谁所有")
    pay: Labels = Field((), title="谁付费")
    term: OptionalText = Field(None, title="期限", description="合同或合作期限，照来源写")

    def roles(self) -> tuple[Role, ...]:
        """Return the five roles in order."""
        return tuple(Role(name, label, getattr(self, name)) for name, label in ROLES.items())


#: Role of a mechanism → what readers call it.
ROLES = {name: str(field.title) for name, field in Mechanism.model_fields.items() if name != "term"}


class RoleSource(Citation):
    """Say where a source tells who plays some of a mechanism's roles."""

    of: Annotated[tuple[MechanismKey, ...], BeforeValidator(_as_list)] = Field(
        min_length=1, title="哪几项", description="mechanism 里的键，如 invest、pay；一处来源说了几项就写几项"
    )


class Cost(Model):
    """Record what the practice cost, as far as a source says."""

    amount: OptionalNumber = Field(None, title="金额（元）")
    note: OptionalText = Field(None, title="说明")
    source: Slug = Field(title="来源")
    locator: OptionalText = Field(None, title="定位")


class CaseHead(Model):
    """Hold the front matter of a case, exactly the keys an editor may write."""

    id: Slug = Field(title="编号", description="永久的英文短名，与文件名相同，发布后不改")
    title: Text = Field(title="标题")
    title_en: OptionalText = Field(None, title="英文标题")
    aliases: Labels = Field((), title="别名", description="读者可能用来搜索的其他叫法")
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=160)] = Field(
        title="摘要", description="40 至 160 字，一段话说清问题、做法和证据"
    )
    unit: Unit = Field(title="单位")
    region: RegionCode = Field(title="地区", description="GB/T 2260 六位行政区划代码")
    stage: Labels = Field(title="学段")
    setting: Setting = Field(Setting(), title="什么样的学校")
    theme: Labels = Field(title="主题")
    problem: Labels = Field(title="要解决的问题")
    model: Labels = Field(title="做法模式")
    inferred: Labels = Field(
        (), title="编者归类", description="problem、model 里来源没有明说、由编者推断的名称；页面上会注明"
    )
    evidence: Annotated[Literal[0, 1, 2, 3, 4, 5], BeforeValidator(_as_level)] = Field(
        title="证据等级", description="0 到 5，见证据阶梯"
    )
    effect: OptionalText = Field(None, title="成效", description="词表 effects 中的名称；与证据等级分开")
    review: Review = Field(title="审核")
    practice: Practice = Field(title="实践状态")
    sources: tuple[Citation, ...] = Field(min_length=1, title="来源")
    new_sources: tuple[Source, ...] = Field(
        (), title="新来源", description="还没有登记的来源，写法同 sources.yml；kb check --fix 会移过去"
    )
    mechanism: Mechanism = Field(Mechanism(), title="机制")
    mechanism_sources: tuple[RoleSource, ...] = Field(
        (), title="机制的来源", description="机制里每一项写明的值，都要说明出自哪里；来源没有明说的写“未知”"
    )
    flow: tuple[Flow, ...] = Field((), title="谁给谁什么", description="画成图；最要紧的写在前面")
    claims: tuple[Claim, ...] = Field((), title="事实陈述")
    follow_up: tuple[FollowUp, ...] = Field((), title="后来怎样了", description="编者后来查到的，或者查过而没有查到的")
    cost: Cost | None = Field(None, title="费用")
    prerequisites: _Statements = Field((), title="前提条件")
    steps: _Statements = Field((), title="步骤")
    enabling: _Statements = Field((), title="有利条件")
    constraints: _Statements = Field((), title="限制")
    related: tuple[Slug, ...] = Field((), title="相关案例")
    contributors: Labels = Field((), title="贡献者")
    license: Text = Field(DEFAULT_LICENSE, title="许可")
    proposed: Labels = Field((), title="等编辑确认", description="投稿表代拟的键；编辑核对以后删去这一行")


class Section(Model):
    """One headed part of a body.

    ``text`` is its Markdown without the heading, ``line`` where the heading stands; ``marks`` are the sources that it
    cites, in order.
    """

    heading: Text
    text: str
    line: int
    marks: tuple[Citation, ...] = ()


#: Fields that are lists of statements, and all fields of the front matter that cite sources.
STATEMENT_FIELDS = ("prerequisites", "steps", "enabling", "constraints")
CITING_FIELDS = (
    *("setting", "sources", "mechanism_sources", "flow", "claims", "follow_up"),
    *STATEMENT_FIELDS,
    "cost",
)


class Case(CaseHead):
    """One practice: front matter and body."""

    body: str
    sections: tuple[Section, ...] = ()

    def citations(self) -> Iterator[Citation]:
        """Yield every citation of a source, wherever it stands: in the front matter's order, then those of the body."""
        yield from self.sources
        if self.setting.source:
            yield Citation.model_construct(source=self.setting.source, locator=self.setting.locator)
        yield from self.mechanism_sources
        yield from self.claims
        listed: tuple[Flow | FollowUp | Statement, ...] = (
            *self.flow,
            *self.follow_up,
            *self.prerequisites,
            *self.steps,
            *self.enabling,
            *self.constraints,
        )
        for statement in listed:
            if statement.source:
                yield Citation.model_construct(source=statement.source, locator=statement.locator)
        if self.cost:
            yield Citation.model_construct(source=self.cost.source, locator=self.cost.locator)
        for section in self.sections:
            yield from section.marks

    def role_source(self, name: str) -> RoleSource | None:
        """Return where it stands who plays a role of the mechanism."""
        return next((each for each in self.mechanism_sources if name in each.of), None)

    def cited_sources(self) -> tuple[str, ...]:
        """Return the id of every source that the case cites, once each, in order of first mention."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations()))
