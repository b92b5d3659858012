"""Describe the API: the OpenAPI document, whose schemas are the published ones, and the page at /docs made from it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from starlette.responses import Response

from kb.entrypoints.api.problems import KINDS, MEDIA_TYPE
from kb.model import Studies, Vocabulary
from kb.publish.exports.case_json import render_schemas
from kb.search import results_json

#: What the addresses of this version begin with.
API = "/api/v1"

_DESCRIPTION = """教育信息化典型案例库的检索和案例，供其他程序使用。只能读取；内容许可 CC BY 4.0，引用案例时请带上出处。
出错时的说明照 RFC 9457 写，有中文和英文。
每个回答都有 ETag，由案例和程序的版本决定：内容没变时带着它来问，只回 304。"""


class _Suggestion(BaseModel):
    words: str = Field(title="显示的字")
    facet: str = Field(title="筛选项", description="空的是案例")
    value: str = Field(title="值", description="筛选项的值，或案例的编号")


class _Suggestions(BaseModel):
    suggestions: list[_Suggestion] = Field(title="提示")


class _Value(BaseModel):
    value: str = Field(title="值", description="筛选时写这个")
    label: str = Field(title="名称")
    aliases: list[str] = Field(title="别名", description="筛选时也认")
    parent: str | None = Field(title="上一级", description="地区有")
    count: int = Field(title="案例数", ge=0)


class _Facet(BaseModel):
    name: str = Field(title="筛选项", description="就是检索的参数名")
    label: str = Field(title="名称")
    listed: bool = Field(title="检索结果里列不列数目")
    values: list[_Value] = Field(title="取值")


class _Facets(BaseModel):
    facets: list[_Facet] = Field(title="筛选项")


class _Live(BaseModel):
    status: str = Field(title="状态", pattern="^live$")


class _Ready(BaseModel):
    status: str = Field(title="状态", pattern="^ready$")
    generation: str = Field(title="这一版的名字", description="与 ETag 相同；案例、词表、来源或程序变了才变")
    cases: int = Field(title="案例数", ge=0)


class _ProblemError(BaseModel):
    parameter: str = Field(title="参数")
    detail: str = Field(title="说明")
    detail_en: str = Field(title="英文说明")


class _Problem(BaseModel):
    type: str = Field(title="种类", description="指向 /docs 里的说明")
    title: str = Field(title="名称")
    title_en: str = Field(title="英文名称")
    status: int = Field(title="状态码")
    detail: str = Field(title="说明")
    detail_en: str = Field(title="英文说明")
    errors: list[_ProblemError] = Field([], title="哪些参数不对")


class _StudiesData(Studies):
    library: str = Field(title="库名")
    license: str = Field(title="许可")
    sources: list[dict[str, Any]] = Field(title="所引来源", description="CSL-JSON")


_OWN: dict[str, type[BaseModel]] = {
    "Suggestions": _Suggestions,
    "Facets": _Facets,
    "Vocabulary": Vocabulary,
    "Live": _Live,
    "Ready": _Ready,
    "Problem": _Problem,
}

_EXAMPLES: dict[str, object] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))


def described(content: str, *problems: str) -> dict[str, Any]:
    """Return what a route says of its answers: a schema by name or a media type, and the problems of its own."""
    media_type, schema = (content, {"type": "string"}) if "/" in content else ("application/json", _named(content))
    body: dict[str, Any] = {"schema": schema}
    if content in _EXAMPLES:
        body["example"] = _EXAMPLES[content]
    headers = {
        "ETag": {"description": "这一版的名字", "schema": {"type": "string"}},
        "Cache-Control": {"description": "可以留多久", "schema": {"type": "string"}},
    }
    responses: dict[int | str, Any] = {
        200: {"description": "回答", "content": {media_type: body}, "headers": headers},
        304: {"description": "与您手里的相同"},
    }
    for name in (*problems, "too-long", "invalid-request", "too-many-requests", "busy"):
        kind = KINDS[name]
        responses[kind.status] = {
            "description": f"{kind.title}（{kind.title_en}）",
            "content": {MEDIA_TYPE: {"schema": _named("Problem")}},
        }
    if "withdrawn" in problems:
        responses[308] = {"description": "编号改过，请到新的地址去"}
    return {"responses": responses, "response_class": Response}


def _named(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


@cache
def _components() -> dict[str, Any]:
    """Return the schemas, those that are published as files word for word."""
    schemas = {
        "SearchResults": json.loads(results_json.render_schema()),
        "Case": json.loads(render_schemas()["case-data.schema.json"]),
        # What a study does not say has no key.
        "Studies": _StudiesData.model_json_schema(),
        **{name: model.model_json_schema(mode="serialization") for name, model in _OWN.items()},
    }
    components = {}
    for name, schema in schemas.items():
        schema.pop("$schema", None)
        parts = schema.pop("$defs", {})
        for part, text in ((name, schema), *((f"{name}.{part}", of_part) for part, of_part in parts.items())):
            components[part] = json.loads(json.dumps(text).replace("#/$defs/", f"#/components/schemas/{name}."))
    return components


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document; it is made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes, tags=app.openapi_tags
        )
        document["info"]["license"] = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
        document.setdefault("components", {})["schemas"] = _components()
        app.openapi_schema = document
    return app.openapi_schema


def docs_page(document: dict[str, Any], rate: str) -> str:
    """Return the page that says the same to people; it loads nothing."""
    folder = Path(__file__).parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    routes = [
        (path, method.upper(), operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    template = environment.get_template("docs.html")
    return template.render(document=document, routes=routes, kinds=KINDS.values(), rate=rate)
