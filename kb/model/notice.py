"""Say what the founding notice holds as data: its principles, the provinces' measures, the units told to rectify."""

from pydantic import Field

from kb.model.base import Model, OptionalText, PartialDate, RegionCode, Slug, Text


class Principle(Model):
    """One demand of the notice, in our words."""

    text: Text
    locator: Text


class ProvinceMeasures(Model):
    """What the notice says one province did; an absent measure means the notice does not name the province for it."""

    region: RegionCode
    work_arrangements: bool = False
    plan: bool = False
    safeguards: bool = False
    fund: int | None = Field(None, description="专项经费，元")
    exchange_meeting: bool = False
    other: OptionalText = None
    locator: Text


class Rectification(Model):
    """One unit told to rectify."""

    unit: Text
    region: RegionCode
    locator: Text


class Deadline(Model):
    """One date the notice sets."""

    date: PartialDate
    text: Text
    locator: Text


class Notice(Model):
    """The notice as data."""

    source: Slug
    summary: Text
    principles: tuple[Principle, ...]
    measures: tuple[ProvinceMeasures, ...]
    rectify: tuple[Rectification, ...]
    deadlines: tuple[Deadline, ...]
