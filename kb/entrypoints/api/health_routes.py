"""Say whether the server lives, whether it can answer, and how it fares."""

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from kb.entrypoints.api.cached import as_json
from kb.entrypoints.api.documents import described
from kb.entrypoints.api.state import CurrentGeneration, state_of

_NOW = {"Cache-Control": "no-store"}


def health_routes() -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["运行"])

    @router.get("/health/live", summary="活着吗", **described("Live"))
    async def live() -> Response:
        """进程在运行就答 200。"""
        return as_json({"status": "live"}, _NOW)

    @router.get("/health/ready", summary="能回答吗", **described("Ready"))
    async def ready(request: Request, generation: CurrentGeneration) -> Response:
        """问一次索引，答得出就是 200；同时给出现在这一版的名字和案例数。"""
        size = await state_of(request).ask(lambda: generation.ask(lambda index: index.size))
        return as_json({"status": "ready", "generation": generation.id, "cases": size}, _NOW)

    @router.get("/metrics", summary="给 Prometheus 的指标", **described("text/plain"))
    async def metrics(request: Request) -> Response:
        """请求数、用时、正在处理几个、换了几版。里面没有读者的地址和查询。"""
        return Response(state_of(request).figures.text(), headers=_NOW, media_type=CONTENT_TYPE_LATEST)

    return router
