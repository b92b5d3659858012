"""Put routes and middleware together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kb.entrypoints.api.cached import Answered, as_json
from kb.entrypoints.api.case_routes import case_routes
from kb.entrypoints.api.documents import docs_page, openapi_of
from kb.entrypoints.api.gate import Gate
from kb.entrypoints.api.heads import Heads
from kb.entrypoints.api.health_routes import health_routes
from kb.entrypoints.api.observed import LOG, Observed, log_to_standard_error
from kb.entrypoints.api.problems import busy, invalid, problem
from kb.entrypoints.api.search_routes import search_routes
from kb.entrypoints.api.settings import Settings, settings_from_environment
from kb.entrypoints.api.site_files import SiteFiles
from kb.entrypoints.api.state import State
from kb.entrypoints.keep_fresh import keep_fresh
from kb.entrypoints.library import Library, engine_of
from kb.errors import SearchError

#: Answers shorter than this would hardly get shorter.
_WORTH_COMPRESSING = 1000
_DAY = 86_400


def from_environment() -> FastAPI:
    """Return the application of a process that ``kb api`` started."""
    settings = settings_from_environment()
    log_to_standard_error()
    cases = Path(settings.cases)
    engine = engine_of(cases, Path(settings.index) if settings.index else None, settings.engine, LOG.warning)
    return application(Library(cases, engine, LOG.warning), settings)


def application(library: Library, settings: Settings) -> FastAPI:
    """Return what answers from the library."""
    state = State(library, settings)
    app = FastAPI(
        title="教育信息化典型案例库 API",
        version=version("kb"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would lead to whatever host was asked for
        middleware=[
            Middleware(Observed, figures=state.figures),
            Middleware(Heads),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                expose_headers=["ETag", "Retry-After"],
                max_age=_DAY,
            ),
            Middleware(Gate, settings=settings),
            Middleware(GZipMiddleware, minimum_size=_WORTH_COMPRESSING, compresslevel=5),
        ],
    )
    app.state.kb = state
    for routes in (search_routes(), case_routes(), health_routes()):
        app.include_router(routes)
    _add_documents(app, settings)
    _add_faults(app)
    if settings.site:
        app.mount("/", SiteFiles(directory=settings.site))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: State = app.state.kb
    looking = asyncio.create_task(keep_fresh(state.refresh, LOG))
    yield
    looking.cancel()


def _add_documents(app: FastAPI, settings: Settings) -> None:
    page = docs_page(openapi_of(app), settings.rate)
    headers = {"Cache-Control": "public, max-age=60"}

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        return as_json(openapi_of(app), headers)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
        return HTMLResponse(page, headers=headers | {"Content-Security-Policy": policy})

    if not settings.site:

        @app.get("/", include_in_schema=False)
        async def home() -> Response:
            return RedirectResponse("/docs")


def _add_faults(app: FastAPI) -> None:
    @app.exception_handler(Answered)
    async def answered(_request: Request, error: Answered) -> Response:
        return error.response

    @app.exception_handler(RequestValidationError)
    async def invalid_request(_request: Request, error: RequestValidationError) -> Response:
        return invalid(error.errors())

    @app.exception_handler(SearchError)
    async def cannot_search(_request: Request, error: SearchError) -> Response:
        LOG.warning("search failed: %s", error)
        return busy(5)

    @app.exception_handler(HTTPException)
    async def http_fault(_request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return problem("read-only", "这里只能读取，不能写。", "Nothing can be written here.", headers=error.headers)
        return problem("not-found", "没有这个地址。", "There is nothing at this address.")

    @app.exception_handler(Exception)
    async def failed(_request: Request, _error: Exception) -> Response:
        return problem("failed", "程序出错了，请告诉维护者。", "Something went wrong here.")
