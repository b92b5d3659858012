"""Answer what is asked of all cases: search, completions, facets, the vocabulary."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.responses import Response

from kb.entrypoints.api.cached import as_json, caching
from kb.entrypoints.api.documents import API, described
from kb.entrypoints.api.problems import problem
from kb.entrypoints.api.state import CurrentGeneration, state_of
from kb.errors import SearchError
from kb.search.case_document import facet_facts
from kb.search.protocol import Index
from kb.search.query.filters import filters_meant
from kb.search.query.search_query import MAX_QUERY_LENGTH, SearchQuery, Sort
from kb.search.results_json import results_data
from kb.search.typeahead import completions

_MOST, _FARTHEST = 100, 10_000
#: Values of one filter, and characters of each.
_VALUES, _LENGTH = 20, 100


class SearchParameters(BaseModel):
    """What every search may be told; each facet is a parameter, too."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(
        "",
        max_length=MAX_QUERY_LENGTH,
        description="查询，与命令行、网页相同：`“短语”`、`-排除`、`地区:浙江`。不写就列出全部案例。",
        examples=["教学点开不齐课怎么办"],
    )
    sort: Sort = Field("relevance", description="`relevance` 最相关的在前；`evidence` 证据最硬的在前，`score` 是 0")
    offset: int = Field(0, ge=0, le=_FARTHEST, description="跳过前几个")
    limit: int = Field(10, ge=0, le=_MOST, description="最多几个")

    def typed(self) -> dict[str, list[str]]:
        """Return what was typed for each facet."""
        names = type(self).model_fields.keys() - SearchParameters.model_fields.keys()
        return {name: getattr(self, name) for name in names}


def _with_facets() -> type[SearchParameters]:
    value = Annotated[str, Field(max_length=_LENGTH)]
    labels = {name: fact.label for name, fact in facet_facts().items()}
    labels |= {"year": "年份", "pupils": "学生人数", "source": "来源"}
    fields: dict[str, Any] = {
        name: (list[value], Field([], max_length=_VALUES, description=f"{label}：{_how(name)}；可以写多次，表示“或”"))
        for name, label in labels.items()
    }
    return create_model("FacetedSearchParameters", __base__=SearchParameters, **fields)


def _how(name: str) -> str:
    if name == "evidence":
        return "不低于这一级（0 到 5），也认 `>=2`、`=1`"
    return "名称或行政区划代码，选省也包括省内各地" if name == "region" else "名称、别名或编号"


def search_routes() -> APIRouter:
    """Return the routes; what can be narrowed by comes from the table of facts."""
    router = APIRouter(prefix=API, tags=["检索"])
    parameters = _with_facets()

    async def search(request: Request, generation: CurrentGeneration, asked: SearchParameters) -> Response:
        """与 `kb search --json` 的结果相同。`facets` 里的数，是选上该项以后会有几个案例。"""
        state = state_of(request)
        try:
            filters = await state.ask(
                lambda: generation.ask(lambda index: filters_meant(index.facet_values(), asked.typed()))
            )
        except SearchError as error:
            detail_en = "A filter has a value that does not exist; see /api/v1/facets for all values."
            return problem("invalid-request", str(error), detail_en)
        headers = caching(request, generation.id)
        query = SearchQuery(asked.q, filters, asked.limit, asked.offset, asked.sort)
        return as_json(await state.ask(lambda: results_data(generation.search(query))), headers)

    # The facets, and so the type, are known only when this runs.
    search.__annotations__["asked"] = Annotated[parameters, Query()]
    router.get("/search", summary="检索案例", **described("SearchResults"))(search)

    @router.get("/suggest", summary="边写边提示", **described("Suggestions"))
    async def suggest(
        request: Request,
        generation: CurrentGeneration,
        q: Annotated[
            str,
            Query(max_length=MAX_QUERY_LENGTH, min_length=1, description="写到一半的查询", examples=["芜"]),
        ],
    ) -> Response:
        """地区、问题、做法的名称，再加最相关的几个案例；与网站搜索框的提示相同。"""
        headers = caching(request, generation.id)
        found = await state_of(request).ask(lambda: generation.ask(lambda index: completions(index, q)))
        return as_json({"suggestions": [asdict(one) for one in found]}, headers)

    @router.get("/facets", summary="可以怎样筛选", **described("Facets"))
    async def facets(request: Request, generation: CurrentGeneration) -> Response:
        """每个筛选项的全部取值、别名和案例数。"""
        headers = caching(request, generation.id)
        return as_json(await state_of(request).ask(lambda: generation.ask(_facets)), headers)

    @router.get("/vocabulary", summary="词表", **described("Vocabulary"))
    async def vocabulary(request: Request, generation: CurrentGeneration) -> Response:
        """主题、问题、做法等受控词表，每一项有编号、名称、定义和别名。"""
        headers = caching(request, generation.id)
        return as_json(generation.corpus.vocabulary.model_dump(mode="json"), headers)

    return router


def _facets(index: Index) -> Mapping[str, object]:
    facets = []
    for facet in index.facet_values():
        counts = index.counted(facet.name, [value.value for value in facet.values], index.all_documents)
        values = [{**value._asdict(), "count": count} for value, count in zip(facet.values, counts, strict=True)]
        facets.append({"name": facet.name, "label": facet.label, "listed": facet.listed, "values": values})
    return {"facets": facets}
