"""Say what the data of search results mean, key by key, for the published schema and the documents of the API."""

from pydantic import Field

from kb.model.base import Model


class HitData(Model):
    """One case that was found."""

    id: str = Field(title="编号", description="永久不变")
    title: str = Field(title="标题")
    url: str = Field(title="案例页", description="从网站的根算起的地址")
    score: float = Field(title="得分", ge=0, description="只能在同一次检索里比较大小")
    snippet: str = Field(title="摘录")
    highlights: tuple[tuple[int, int], ...] = Field(
        title="摘录里标出的字", description="起止位置，按字数，从 0 起，不含止"
    )


class FacetCountData(Model):
    """How many cases there would be with this value."""

    value: str = Field(title="值", description="筛选时写这个")
    label: str = Field(title="名称")
    count: int = Field(title="案例数", ge=0, description="选上该项以后会有几个案例")


class OfferData(Model):
    """Another question that may help."""

    label: str = Field(title="名称")
    text: str = Field(title="查询")
    filters: dict[str, tuple[str, ...]] = Field(title="筛选")


class SearchData(Model):
    """What search answers."""

    query: str = Field(title="查询")
    total: int = Field(title="找到几个案例", ge=0)
    hits: tuple[HitData, ...] = Field(title="这一页的案例")
    facets: dict[str, tuple[FacetCountData, ...]] = Field(title="可以怎样筛选", description="按筛选项的名称")
    notes: tuple[str, ...] = Field(title="提示", description="给提问的人看的话")
    touching: tuple[HitData, ...] = Field(title="只沾边的案例", description="不算找到，不计入 total")
    offers: tuple[OfferData, ...] = Field(title="另外几种可能有用的问法")
