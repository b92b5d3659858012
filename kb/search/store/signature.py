"""Tell cheaply whether the case files are still those an index was made from."""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path


def stat_signature(cases_dir: Path) -> str:
    """Return a digest of every file's relative path, size and time of change, without reading any."""
    entries = sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in _walk(str(cases_dir), ""))
    text = repr(entries).encode("utf-8", "surrogateescape")
    return f"{len(entries)}-{sum(size for _, size, _ in entries)}-{zlib.crc32(text):08x}"


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield f"{prefix}{entry.name}", entry.stat()
