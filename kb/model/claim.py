"""Say something and say where it stands: citations, claims, statements, later findings, who gives what to whom."""

from pydantic import Field

from kb.model.base import UNKNOWN, Model, OptionalDate, OptionalNumber, OptionalText, PartialDate, Slug, Text


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
    figure: OptionalText = Field(None, title="图中的名称", description="写了就画成条形图，几条画在一起比多少；不写不画")
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


class FollowUp(Model):
    """Say what editors found when they looked again, and where; without a source, where they looked in vain."""

    date: PartialDate = Field(title="查的日期")
    found: Text = Field(title="查到什么", description="一句话：后来怎样了，或者没有查到什么")
    searched: OptionalText = Field(None, title="查过哪里", description="没有来源时写：查了哪些网站、搜了什么词")
    source: Slug | None = Field(None, title="来源")
    locator: OptionalText = Field(None, title="定位")

    @property
    def text(self) -> str:
        """Return what was found with where it was looked for."""
        return f"{self.found}（查过：{self.searched}）" if self.searched else self.found


class Flow(Model):
    """Say who gives what to whom; what no source says is None."""

    giver: OptionalText = Field(None, alias="from", title="谁给", description="不知道写“未知”，下同")
    what: OptionalText = Field(None, title="给什么")
    taker: OptionalText = Field(None, alias="to", title="给谁")
    source: Slug | None = Field(None, title="来源", description="三样都知道的，要有来源和定位")
    locator: OptionalText = Field(None, title="定位")

    @property
    def is_known(self) -> bool:
        """Tell whether all three parts are known."""
        return None not in (self.giver, self.what, self.taker)

    @property
    def text(self) -> str:
        """Return it as words in a row."""
        return f"{self.giver or UNKNOWN} →（{self.what or UNKNOWN}）→ {self.taker or UNKNOWN}"
