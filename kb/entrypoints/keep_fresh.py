"""Look again and again whether the library has changed, for doors that run on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

#: Seconds between looks.
_LOOK_EVERY = 2.0


async def keep_fresh(refresh: Callable[[], Awaitable[object]], log: logging.Logger) -> None:
    """Call ``refresh`` until called off; whatever goes wrong is logged, and the old generation goes on answering."""
    while True:
        try:
            await refresh()
        except Exception:
            log.exception("looking for another generation failed")
        await asyncio.sleep(_LOOK_EVERY)
