"""Answer HEAD as GET without a body, and tell browsers to take every answer for what it says it is."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NO_SNIFFING = (b"x-content-type-options", b"nosniff")


class Heads:
    """Every address that can be read can be asked for its head alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_head = scope["type"] == "http" and scope["method"] == "HEAD"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), _NO_SNIFFING]
            elif is_head and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        if is_head:
            # The path an application matches is in a scope of its own; logs still say HEAD.
            inner = {**scope, "method": "GET"}
            await self._app(inner, receive, sending)
            for key in ("route", "kb.refused", "kb.site"):
                if key in inner:
                    scope[key] = inner[key]
        else:
            await self._app(scope, receive, sending)
