"""Tell cheaply which case files are no longer those an index was made from."""

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

#: Relative path → size and time of change.
FileStamps = dict[str, tuple[int, int]]


def file_stamps(cases_dir: Path) -> FileStamps:
    """Return what changes when a file does, without reading any."""
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in sorted(_walk(str(cases_dir), ""))}


def signature_of(stamps: FileStamps) -> str:
    """Return a digest of the stamps."""
    text = repr(stamps).encode("utf-8", "surrogateescape")
    return f"{len(stamps)}-{zlib.crc32(text):08x}"


def stamps_to_text(stamps: FileStamps) -> str:
    """Write the stamps down."""
    return json.dumps(stamps, separators=(",", ":"))


def stamps_from_text(text: str) -> FileStamps:
    """Read what ``stamps_to_text`` wrote."""
    return {name: (size, changed) for name, (size, changed) in json.loads(text).items()}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield f"{prefix}{entry.name}", entry.stat()
