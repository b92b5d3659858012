"""Measure work in seconds that are the same on every machine, idle or busy."""

import time
from collections.abc import Callable

#: CPU seconds of the work below on the machine on which bounds were set.
_REFERENCE = 0.033


def cpu_seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a run, divided by how much slower than the reference this machine is just now."""
    return _measured(run) / max(1, _measured(lambda: sum(n * n % 7 for n in range(500_000))) / _REFERENCE)


def _measured(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
