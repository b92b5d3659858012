"""Say what a collection is: cases an editor put in order for a purpose, each with the reason it is there."""

from typing import Annotated

from pydantic import AfterValidator, Field

from kb.model.base import Model, PartialDate, Slug, Text


class CollectionCase(Model):
    """One case of a collection."""

    case: Slug = Field(title="案例", description="案例的编号，也就是文件名去掉 .md")
    why: Text = Field(title="为什么选它", description="一句话，读者看了知道先读它什么")


def _not_empty(cases: tuple[CollectionCase, ...]) -> tuple[CollectionCase, ...]:
    """Refuse a list of nothing; a length in the field would also speak up when only the cases are at fault."""
    if not cases:
        raise ValueError("至少写一个案例")
    return cases


class Collection(Model):
    """A reading list; its id is the name of its file."""

    title: Text = Field(title="标题")
    purpose: Text = Field(title="用途", description="读完能回答什么问题")
    audience: Text = Field(title="给谁看")
    maintainer: Text = Field(title="维护人", description="单位或编辑小组的名称，不写个人联系方式")
    updated: PartialDate = Field(title="更新日期")
    cases: Annotated[tuple[CollectionCase, ...], AfterValidator(_not_empty)] = Field(title="案例")
