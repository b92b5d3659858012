"""A door that runs on goes on looking for changes, whatever a look comes to."""

import asyncio
import logging
from concurrent.futures import CancelledError
from contextlib import suppress

import pytest
from anyio.from_thread import start_blocking_portal

from kb.entrypoints.keep_fresh import keep_fresh


def test_a_look_that_fails_is_logged_and_not_the_last(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.entrypoints.keep_fresh._LOOK_EVERY", 0)
    looks = 0

    async def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise RuntimeError("the disk is gone")
        raise asyncio.CancelledError

    # Not in this thread: it may hold the loop of a browser that other tests have open.
    with suppress(CancelledError), start_blocking_portal() as portal:
        portal.call(keep_fresh, look, logging.getLogger("test"))
    assert looks == 2
    assert "the disk is gone" in caplog.text
