"""Say something and say where it stands: citations, claims and statements."""

from pydantic import Field

from kb.model.base import Model, OptionalDate, OptionalNumber, OptionalText, Slug, Text


class Citation(Model):
    """Point to one source and the place in it."""

    source: Slug = Field(title="来源", description="cases/sources.yml 中的来源 id")
    locator: OptionalText = Field(None, title="定位", description="在来源中的位置，如“二·2”或页码")


class Claim(Citation):
    """State one thing that its source says, with the place where it says so."""

    text: Text = Field(title="陈述", description="用自己的话写的一条事实陈述")
    value: OptionalNumber = Field(None, title="数值", description="陈述中的数，只写数字")
    unit: OptionalText = Field(None, title="单位", description="数的单位，如“人”“元”“个”")
    about: OptionalText = Field(
        None, title="说的是什么", description="几条陈述说的是同一件事时，给它们写同样的词，页面会把不同说法并排列出"
    )
    as_of: OptionalDate = Field(None, title="截至", description="该数字或说法所指的日期")


class Statement(Model):
    """State a step or a condition; without a source it is the editors' own analysis and shown as such."""

    text: Text = Field(title="内容")
    source: Slug | None = Field(None, title="来源", description="不写来源即为编者分析")
    locator: OptionalText = Field(None, title="定位")

    @property
    def is_analysis(self) -> bool:
        """Tell whether no source stands behind the statement."""
        return self.source is None
