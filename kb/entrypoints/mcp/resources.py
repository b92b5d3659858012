"""Give each case as a resource: the Markdown of the site, word for word."""

from bisect import bisect_right
from typing import Final

import mcp_types as types
from mcp.shared.exceptions import MCPError

from kb.entrypoints.library import Generation
from kb.entrypoints.mcp.cases import case_meant
from kb.errors import CaseNotFound
from kb.publish.exports.documents import case_markdown

_BEFORE: Final = "kb://cases/"
_AFTER: Final = ".md"
_MEDIA_TYPE: Final = "text/markdown"
_PAGE: Final = 100
#: No id is longer.
_LONGEST_URI: Final = 120


def list_resources(generation: Generation, cursor: str | None) -> types.ListResourcesResult:
    """Return a page of cases in the order of their ids; a cursor is the last id before it, so it outlives changes."""
    cases = sorted(generation.catalogue.cases, key=lambda case: case.id)
    start = bisect_right(cases, cursor, key=lambda case: case.id) if cursor else 0
    shown = cases[start : start + _PAGE]
    resources = [
        types.Resource(
            uri=f"{_BEFORE}{case.id}{_AFTER}",
            name=case.id,
            title=case.title,
            description=case.summary,
            mime_type=_MEDIA_TYPE,
        )
        for case in shown
    ]
    more = shown[-1].id if start + _PAGE < len(cases) else None
    return types.ListResourcesResult(resources=resources, next_cursor=more)


def resource_templates() -> types.ListResourceTemplatesResult:
    """Return how the address of a case is made."""
    template = types.ResourceTemplate(
        uri_template=f"{_BEFORE}{{id}}{_AFTER}", name="case", title="一个案例", mime_type=_MEDIA_TYPE
    )
    return types.ListResourceTemplatesResult(resource_templates=[template])


def read_resource(generation: Generation, uri: str, site_url: str) -> types.ReadResourceResult:
    """Return the case at an address."""
    name = uri.removeprefix(_BEFORE).removesuffix(_AFTER)
    if len(uri) > _LONGEST_URI or uri != f"{_BEFORE}{name}{_AFTER}":
        raise MCPError(types.INVALID_PARAMS, f"没有这个资源。案例的地址写成 {_BEFORE}编号{_AFTER}。")
    try:
        case = case_meant(name, generation.catalogue)
    except CaseNotFound as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from None
    text = case_markdown(case, generation.catalogue, site_url)
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, text=text, mime_type=_MEDIA_TYPE)])
