"""Serve the static site beside the API."""

import re
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from kb.entrypoints.api.documents import API

_HOME, _NOT_FOUND = "index.html", "404.html"
#: What Python's table of types leaves to the system's.
_TYPES = {".md": "text/markdown; charset=utf-8", ".webmanifest": "application/manifest+json"}
#: The site's service worker keeps for good what may be kept; here anybody may ask for any address.
_CACHE_CONTROL = "public, max-age=60"
#: Who asks below is a program, and told so as programs are.
_PROGRAMS = f"{API.strip('/').partition('/')[0]}/"
_RANGE = re.compile(rb"bytes=(?:(?P<first>\d{1,15})-(?P<last>\d{1,15})?|-\d{1,15})")


class SiteFiles(StaticFiles):
    """The files of a site; none leads out of its folder, and no answer depends on the host that was asked for."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["kb.site"] = True
        headers = [(name, value) for name, value in scope["headers"] if name != b"range" or _is_range(value)]
        await super().__call__({**scope, "headers": headers}, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        name = _HOME if path == "." else path
        try:
            return await super().get_response(name, scope)
        except HTTPException as error:
            if error.status_code == 405:
                raise
            # What may not be read is not there, either.
            full_path, seen = self.lookup_path(_NOT_FOUND)
            if not seen or path.startswith(_PROGRAMS):
                raise HTTPException(404) from None
            return super().file_response(full_path, seen, {**scope, "headers": []}, 404)

    def file_response(self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        if media_type := _TYPES.get(Path(full_path).suffix):
            response.headers["Content-Type"] = media_type
        response.headers["Cache-Control"] = _CACHE_CONTROL
        return response


def _is_range(value: bytes) -> bool:
    """Tell whether this asks for one part of a file; who asks for anything else gets the whole, as HTTP has it."""
    found = _RANGE.fullmatch(value.strip())
    return found is not None and (found["last"] is None or int(found["first"]) <= int(found["last"]))
