"""Say what a source is: a document relied on, described in CSL-JSON's words."""

from pydantic import Field

from kb.model.base import (
    Labels,
    Model,
    OptionalDate,
    OptionalDoi,
    OptionalText,
    OptionalWebAddress,
    PartialDate,
    Slug,
    Text,
)


class Source(Model):
    """One entry of the bibliography."""

    id: Slug = Field(title="编号")
    type: Text = Field(title="类型", description="CSL-JSON 类型，如 regulation、webpage、article-journal")
    title: Text = Field(title="题名")
    author: Labels = Field((), title="责任者")
    issued: OptionalDate = Field(None, title="发布日期")
    number: OptionalText = Field(None, title="文号")
    publisher: OptionalText = Field(None, title="出版者")
    container_title: OptionalText = Field(None, alias="container-title", title="所在出版物")
    volume: OptionalText = Field(None, title="卷")
    issue: OptionalText = Field(None, title="期")
    page: OptionalText = Field(None, title="页码")
    url: OptionalWebAddress = Field(None, alias="URL", title="网址")
    doi: OptionalDoi = Field(None, alias="DOI", title="DOI")
    language: Text = Field("zh-CN", title="语种")
    tier: Text = Field(title="级别", description="词表 source_tiers 中的名称")
    accessed: PartialDate | None = Field(None, title="访问日期")
    archived_url: OptionalWebAddress = Field(None, title="存档网址")
    note: OptionalText = Field(None, title="说明")
