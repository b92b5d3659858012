"""Say what a source is: a document relied on, described in CSL-JSON's words."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kb.model.base import (
    Labels,
    Model,
    OptionalDate,
    OptionalDoi,
    OptionalLastYear,
    OptionalText,
    OptionalWebAddress,
    PartialDate,
    Slug,
    Text,
    drop_unknown,
)

#: What the year is when the source prints no year of publication: copyright, printing, or estimated.
YearKind = Annotated[Literal["版权年", "印刷年", "估计年"] | None, BeforeValidator(drop_unknown)]


class Source(Model):
    """One entry of the bibliography."""

    id: Slug = Field(title="编号")
    type: Text = Field(title="类型", description="CSL-JSON 类型，如 regulation、webpage、article-journal")
    title: Text = Field(title="题名")
    title_by_editor: bool = Field(
        False, title="题名由编者拟定", description="来源没有题名，编者按内容拟的，写 true；引用时加方括号"
    )
    author: Labels = Field(
        (), title="责任者", description="中文姓名和机构照写；西文个人写“姓, 名”；名称里有逗号的机构用花括号括起来"
    )
    editor: Labels = Field((), title="编者", description="写法同责任者")
    translator: Labels = Field((), title="译者", description="写法同责任者")
    interviewer: Labels = Field((), title="采访者", description="写法同责任者；受访者写在责任者里")
    issued: OptionalDate = Field(None, title="发布日期")
    issued_until: OptionalLastYear = Field(
        None, title="出版至", description="分几年出齐的书、整种期刊年鉴的最后一年，如 2013；还在出写“至今”"
    )
    year_kind: YearKind = Field(None, title="年份性质", description="来源没有出版年时，issued 是哪一种年份")
    number: OptionalText = Field(None, title="文号", description="文号、标准号、报告号、档号；期刊的文章编号")
    status: OptionalText = Field(None, title="效力", description="标准、法规现在的状态，如 现行、废止")
    effective: OptionalDate = Field(None, title="施行日期", description="标准、法规从哪一天起实施")
    publisher: OptionalText = Field(None, title="出版者")
    publisher_place: OptionalText = Field(None, alias="publisher-place", title="出版地")
    container_title: OptionalText = Field(None, alias="container-title", title="所在出版物")
    collection_title: OptionalText = Field(None, alias="collection-title", title="丛书名")
    collection_number: OptionalText = Field(None, alias="collection-number", title="丛书编号")
    volume: OptionalText = Field(None, title="卷", description="期刊的卷号，或图书的卷次、册次，如 2、第1册")
    issue: OptionalText = Field(None, title="期")
    page: OptionalText = Field(None, title="页码")
    event_title: OptionalText = Field(None, alias="event-title", title="会议名称")
    event_place: OptionalText = Field(None, alias="event-place", title="会议地点")
    edition: OptionalText = Field(None, title="版本", description="第几版，如 2、修订版")
    version: OptionalText = Field(None, title="版本号", description="数据集、软件、网页的版本")
    genre: OptionalText = Field(None, title="文献种类", description="如 博士学位论文")
    dimensions: OptionalText = Field(None, title="时长、尺寸", description="视频、录音的时长，如 40 分钟；地图的尺寸")
    isbn: OptionalText = Field(None, alias="ISBN", title="ISBN 书号")
    issn: OptionalText = Field(None, alias="ISSN", title="ISSN 刊号")
    cstr: OptionalText = Field(None, alias="CSTR", title="科技资源标识（CSTR）")
    url: OptionalWebAddress = Field(None, alias="URL", title="网址")
    doi: OptionalDoi = Field(None, alias="DOI", title="DOI")
    language: Text = Field("zh-CN", title="语种")
    tier: Text = Field(title="级别", description="词表 source_tiers 中的名称")
    accessed: PartialDate | None = Field(None, title="访问日期")
    archived_url: OptionalWebAddress = Field(None, title="存档网址")
    note: OptionalText = Field(None, title="说明")

    @property
    def quoted_title(self) -> str:
        """Return the title as it stands in a Chinese sentence."""
        return f"[{self.title}]" if self.title_by_editor else f"《{self.title}》"
