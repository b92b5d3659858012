"""Say what the founding notice holds as data: its demands, the provinces' measures, the units told to rectify.

How the pilots ended stands here, too, from other sources.
"""

from pydantic import Field

from kb.model.base import Model, OptionalText, PartialDate, RegionCode, Slug, Text
from kb.model.claim import Statement


class Principle(Model):
    """One demand of the notice, in our words."""

    text: Text = Field(title="内容")
    locator: Text = Field(title="定位")


class ProvinceMeasures(Model):
    """What the notice says one province did; an absent measure means the notice does not name the province for it."""

    region: RegionCode = Field(title="地区")
    work_arrangements: bool = Field(False, title="工作安排")
    plan: bool = Field(False, title="试点方案")
    safeguards: bool = Field(False, title="保障措施")
    fund: int | None = Field(None, title="专项经费（元）")
    exchange_meeting: bool = Field(False, title="经验交流会")
    other: OptionalText = Field(None, title="其他")
    locator: Text = Field(title="定位")


class Rectification(Model):
    """One unit told to rectify."""

    unit: Text = Field(title="单位")
    region: RegionCode = Field(title="地区")
    locator: Text = Field(title="定位")


class Deadline(Model):
    """One date the notice sets."""

    date: PartialDate = Field(title="日期")
    text: Text = Field(title="内容")
    locator: Text = Field(title="定位")


class Notice(Model):
    """The notice as data."""

    source: Slug = Field(title="来源")
    summary: Text = Field(title="摘要")
    principles: tuple[Principle, ...] = Field(title="原则")
    measures: tuple[ProvinceMeasures, ...] = Field(title="各省措施")
    rectify: tuple[Rectification, ...] = Field(title="整改单位")
    deadlines: tuple[Deadline, ...] = Field(title="期限")
    afterwards: tuple[Statement, ...] = Field((), title="后来怎样了", description="没有来源的是编者的话")
