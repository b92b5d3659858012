"""Keep what one build found out for the next one, under a checksum; it may be lost at any time."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_kept(path: Path, data: Mapping[str, object]) -> None:
    """Write the data in one step; where it cannot be written, the next build merely takes longer."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    scratch = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{path.stem}", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(text).hexdigest().encode("ascii") + b"\n" + text)
        Path(scratch).replace(path)
    except OSError:
        if scratch:
            with contextlib.suppress(OSError):
                Path(scratch).unlink()


def read_kept(path: Path) -> dict[str, Any]:
    """Return the data, or nothing where it is missing or not as it was written."""
    with contextlib.suppress(OSError, ValueError):
        checksum, _, text = path.read_bytes().partition(b"\n")
        if checksum == hashlib.sha256(text).hexdigest().encode("ascii"):
            data = json.loads(text)
            if isinstance(data, dict):
                return data
    return {}
