"""Let one process at a time write an index; the system frees the lock of a process that dies."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import IndexLocked

LOCK = "LOCK"

if os.name == "nt":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def writing(folder: Path, *, patience: float = 60.0, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the folder's write lock; wait up to ``patience`` seconds for another writer, then raise IndexLocked."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + patience
        waiting = False
        while not _try_lock(descriptor):
            if not waiting and on_wait is not None:
                on_wait()
            waiting = True
            if time.monotonic() >= deadline:
                raise IndexLocked(f"另一个进程正在更新索引 {folder}，等了 {patience:.0f} 秒还没有结束。请稍后再试。")
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
