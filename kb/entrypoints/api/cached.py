"""Make answers that readers and proxies may keep until there is another generation."""

from datetime import date
from zlib import crc32

from starlette.requests import Request
from starlette.responses import Response

from kb.publish.core.script import compact_json

#: For so many seconds nobody asks again; afterwards a short 304 says that nothing changed.
_FRESH = 60


class NotModified(Exception):
    """The reader has this very answer."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__()
        self.headers = headers


def caching(request: Request, generation: str, *, by_day: bool = False) -> dict[str, str]:
    """Return the headers of an answer of this generation; raise NotModified where the reader has it.

    An answer that names today is another one tomorrow.
    """
    base = request.app.state.kb.settings.base
    parts = (generation, f"{crc32(base.encode()):08x}" if base else "", date.today().isoformat() if by_day else "")
    tag = f'"{"-".join(filter(None, parts))}"'
    # Weak: compressed or not, it says the same.
    headers = {"ETag": f"W/{tag}", "Cache-Control": f"public, max-age={_FRESH}"}
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        raise NotModified(headers)
    return headers


def as_json(data: object, headers: dict[str, str]) -> Response:
    """Return data as the site's files are written."""
    return Response(compact_json(data) + "\n", headers=headers, media_type="application/json")
