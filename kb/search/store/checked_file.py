"""Keep a value in a file of its own under a checksum, so that what was cut short, altered or foreign is known as such.

The first line is the crc32 of all that follows, which is JSON.
"""

import json
import os
import zlib
from pathlib import Path
from typing import Any, BinaryIO

#: Characters that are encoded at a time: the largest files hold tens of millions.
_AT_ONCE = 1 << 20


def write_checked(path: Path, value: object) -> None:
    """Write the value to a file that nobody reads yet."""
    with path.open("wb") as file:
        _write(file, value)


def replace_checked(path: Path, value: object, *, flushed: bool = False) -> None:
    """Put the value in the file's place, in one step; raise OSError, and leave what is there, where that fails.

    If ``flushed``, it is on the disk before it is anybody's to read. Where two processes do so at once, a reader may
    find the file damaged, but never anything else than what one of them wrote.
    """
    aside = path.with_name(f"{path.name}.new")
    try:
        with aside.open("wb") as file:
            _write(file, value)
            if flushed:
                file.flush()
                os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def read_checked(path: Path) -> Any:
    """Return the value; raise OSError where the file cannot be read, ValueError where it is not as it was written."""
    first, end, text = path.read_bytes().partition(b"\n")
    if first + end != _line(zlib.crc32(text)):
        raise ValueError(f"{path}: not what its checksum says")
    return json.loads(text)


def _write(file: BinaryIO, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    checksum = 0
    file.write(_line(checksum))
    for start in range(0, len(text), _AT_ONCE):
        piece = text[start : start + _AT_ONCE].encode("utf-8", "surrogatepass")
        checksum = zlib.crc32(piece, checksum)
        file.write(piece)
    file.seek(0)
    file.write(_line(checksum))


def _line(checksum: int) -> bytes:
    return b"%08x\n" % checksum
