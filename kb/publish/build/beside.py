"""Do a piece of work in a process of its own while this one goes on: on two processors a rebuild waits less."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from kb.errors import KbError, PublishError


def can_go_beside() -> bool:
    """Tell whether the system lets a process split in two, and has a processor for each."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class Beside:
    """Work that has begun in a process which knows all that this one knew then; it ends with this one at the latest."""

    def __init__(self, work: Callable[[], None]) -> None:
        context = multiprocessing.get_context("fork")
        self._outcome, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_do, args=(work, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def wait(self) -> None:
        """Wait until it is done; raise what it raised, PublishError where it broke off."""
        try:
            error = self._outcome.recv()
        except EOFError:
            error = PublishError("生成网站的一个进程中断了，原有网站没有改动。请再运行一次。")
        self._process.join()
        if error:
            raise error


def _do(work: Callable[[], None], outcome: "Connection[Exception | None, None]") -> None:
    error: Exception | None = None
    try:
        work()
    except (OSError, KbError) as raised:
        error = raised
    outcome.send(error)
