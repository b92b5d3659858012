"""Vouch for a generation's files, so that none is trusted that this project did not write as it stands."""

import os
import zlib
from collections.abc import Mapping
from pathlib import Path

from kb.errors import IndexDamaged
from kb.search.store.checked_file import read_checked, write_checked

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
#: Files up to this size are read whenever a generation is verified; adding to one opens no larger file.
_SMALL = 4 << 20

#: File → size and checksum.
Entries = Mapping[str, tuple[int, int]]


def write_manifest(generation: Path, handed_on: Entries) -> None:
    """Record every file of the generation, and see that all of it is on the disk.

    Files handed on from an older generation are recorded as they were there.
    """
    files = {}
    for path in _files(generation):
        name = path.relative_to(generation).as_posix()
        files[name] = handed_on.get(name) or (path.stat().st_size, _checksum(path))
        if name not in handed_on:
            _flush(path)
    write_checked(generation / MANIFEST, files)
    _flush(generation / MANIFEST)


def read_manifest(generation: Path) -> Entries:
    """Return what is recorded of the generation's files; raise IndexDamaged."""
    manifest = generation / MANIFEST
    try:
        recorded = read_checked(manifest)
    except OSError as error:
        raise IndexDamaged(f"索引缺少清单 {manifest}。") from error
    except ValueError as error:
        raise IndexDamaged(f"索引清单 {manifest} 已损坏。") from error
    return {name: (size, expected) for name, (size, expected) in recorded.items()}


def verify_manifest(generation: Path, *, thorough: bool) -> None:
    """Raise IndexDamaged unless exactly the recorded files are there, each as it was written.

    Unless ``thorough``, large files, which are not opened to add to a generation, are only told by their size.
    """
    recorded = read_manifest(generation)
    present = {path.relative_to(generation).as_posix(): path for path in _files(generation)}
    if set(recorded) != set(present):
        raise IndexDamaged(f"索引 {generation} 里的文件与清单不符。")
    for name, (size, expected) in recorded.items():
        is_read = thorough or size <= _SMALL
        if present[name].stat().st_size != size or (is_read and _checksum(present[name]) != expected):
            raise IndexDamaged(f"索引文件 {present[name]} 已损坏。")


def _files(generation: Path) -> list[Path]:
    return sorted(path for path in generation.rglob("*") if path.is_file() and path.name != MANIFEST)


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
