"""Keep what one build found out for the next one, under a checksum; it may be lost at any time."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.search.store.checked_file import read_checked, replace_checked


def write_kept(path: Path, data: Mapping[str, object]) -> None:
    """Write the data in one step; where it cannot be written, the next build merely takes longer."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_checked(path, data)


def read_kept(path: Path) -> dict[str, Any]:
    """Return the data, or nothing where it is missing or not as it was written."""
    with contextlib.suppress(OSError, ValueError):
        data = read_checked(path)
        if isinstance(data, dict):
            return data
    return {}
