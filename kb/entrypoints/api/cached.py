"""Make answers that readers and proxies may keep until there is another generation."""

from datetime import date
from zlib import crc32

from starlette.requests import Request
from starlette.responses import Response

from kb.publish.core.script import compact_json

#: For so many seconds nobody asks again; afterwards a short 304 says that nothing changed.
_FRESH = 60


class Answered(Exception):
    """The answer is known already: nothing more is to be looked up."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def caching(request: Request, generation: str, *, by_day: bool = False) -> dict[str, str]:
    """Return the headers of an answer of this generation; raise Answered where the reader has it.

    An answer that names today is another one tomorrow.
    """
    base = request.app.state.kb.settings.base
    parts = (generation, f"{crc32(base.encode()):08x}" if base else "", date.today().isoformat() if by_day else "")
    tag = f'"{"-".join(filter(None, parts))}"'
    # Weak: compressed or not, it says the same.
    headers = {"ETag": f"W/{tag}", "Cache-Control": f"public, max-age={_FRESH}"}
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        raise Answered(Response(status_code=304, headers=headers))
    return headers


def as_json(data: object, headers: dict[str, str]) -> Response:
    """Return data as the site's files are written."""
    return Response(compact_json(data) + "\n", headers=headers, media_type="application/json")
