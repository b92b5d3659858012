"""Answer in a preview only what a browser on this computer asks of it by its own name."""

import re
from collections.abc import Callable, Iterable
from typing import Any

_Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)

#: No address of a page is longer; what is, the server's own code stumbles over.
_LONGEST = 1000


def guarded(application: _Application, address: str) -> _Application:
    """Return the application behind a check, where it listens to this computer only.

    A page of anybody's can have its name lead here (DNS rebinding) and read drafts, but it cannot change the name that
    the browser asks for. Who lets others in, by another address, knows what for.
    """
    if address not in ("127.0.0.1", "localhost", "::1"):
        return application

    def answer(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = request["PATH_INFO"]
        if not _OWN_NAME.fullmatch(request.get("HTTP_HOST", "")):
            return _refused(start, "403 Forbidden", "预览只给这台电脑看，请用 http://127.0.0.1 开头的网址打开。")
        if "\0" in path or len(path) > _LONGEST:
            return _refused(start, "404 Not Found", "没有这一页。")
        return application(request, start)

    return answer


def _refused(start: Callable[..., Any], status: str, words: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [words.encode("utf-8")]
