"""Answer what is asked of one case, and of the studies."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from kb.citation.style import Style, render_references
from kb.entrypoints.api.cached import Answered, as_json, caching
from kb.entrypoints.api.documents import API, described
from kb.entrypoints.api.problems import problem
from kb.entrypoints.api.state import CurrentGeneration, state_of
from kb.entrypoints.library import Generation
from kb.model import Case
from kb.publish.exports.case_json import record_of
from kb.publish.exports.documents import case_markdown
from kb.publish.exports.studies import studies_json
from kb.publish.view.citation_panel import reference_at

_MEDIA_TYPES = {
    Style.BIBTEX: "application/x-bibtex",
    Style.BIBLATEX: "application/x-bibtex",
    Style.RIS: "application/x-research-info-systems",
    Style.CSL_JSON: "application/vnd.citationstyles.csl+json",
}

CaseId = Annotated[
    str, Path(max_length=80, description="案例的编号，以前的编号也行", examples=["wuhu-online-classroom"])
]


def case_routes() -> APIRouter:
    """Return the routes."""
    router = APIRouter(prefix=API, tags=["案例"])
    of_case = ("not-found", "withdrawn")

    @router.get("/cases/{name}.md", summary="一个案例，Markdown", **described("text/markdown", *of_case))
    async def markdown(request: Request, generation: CurrentGeneration, name: CaseId) -> Response:
        """与网站的 `cases/<编号>.md` 相同：正文、出处和参考文献，开头说明怎样读、怎样引用。"""
        case = _case(generation, name, request)
        text = case_markdown(case, generation.catalogue, state_of(request).settings.base)
        return Response(text, headers=caching(request, generation.id), media_type="text/markdown")

    @router.get("/cases/{name}", summary="一个案例", **described("Case", *of_case))
    async def case(request: Request, generation: CurrentGeneration, name: CaseId) -> Response:
        """与网站的 `cases/<编号>.json` 相同。"""
        case = _case(generation, name, request)
        headers = caching(request, generation.id)
        return as_json(record_of(case, generation.catalogue, state_of(request).settings.root), headers)

    @router.get("/cases/{name}/citation", summary="怎样引用一个案例", **described("text/plain", *of_case))
    async def citation(
        request: Request,
        generation: CurrentGeneration,
        name: CaseId,
        style: Annotated[Style, Query(description="引用格式")] = Style.GB_2025,
        accessed: Annotated[date | None, Query(description="查阅日期，默认今天", examples=["2026-11-23"])] = None,
    ) -> Response:
        """与 `kb cite` 相同。BibTeX、RIS、CSL-JSON 有各自的媒体类型。"""
        case = _case(generation, name, request)
        headers = caching(request, generation.id, by_day=True)
        day = (accessed or date.today()).isoformat()
        reference = reference_at(case, generation.catalogue, state_of(request).settings.base, accessed=day)
        text = render_references([reference], style)
        return Response(text, headers=headers, media_type=_MEDIA_TYPES.get(style, "text/plain"))

    @router.get("/studies", summary="研究", **described("Studies"))
    async def studies(request: Request, generation: CurrentGeneration) -> Response:
        """研究的设计、对象、效应、局限，与网站的 `studies.json` 相同；没有研究时列表是空的。"""
        headers = caching(request, generation.id)
        return as_json(studies_json(generation.corpus), headers)

    return router


def _case(generation: Generation, name: str, request: Request) -> Case:
    """Return the case; raise Answered to lead on where it has another id now, or to say that it is not there."""
    found = generation.catalogue.case_named(name)
    if found is not None and found.id == name:
        return found
    if found is not None:
        raise Answered(RedirectResponse(request.url.path.replace(f"/cases/{name}", f"/cases/{found.id}", 1), 308))
    gone = generation.catalogue.withdrawn_named(name)
    if gone is not None:
        raise Answered(problem("withdrawn", f"案例“{gone.title}”已撤下。", "This case has been withdrawn."))
    raise Answered(problem("not-found", "没有这个编号的案例。", "There is no case with this id."))
