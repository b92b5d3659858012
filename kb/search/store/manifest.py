"""Vouch for a generation's files, so that none is trusted that this project did not write as it stands."""

import json
import os
import zlib
from pathlib import Path

from kb.errors import IndexDamaged

MANIFEST = "manifest.json"
_CHUNK = 1 << 20


def write_manifest(generation: Path) -> None:
    """Record every file of the generation, and see that all of it is on the disk."""
    files = {}
    for path in _files(generation):
        files[path.relative_to(generation).as_posix()] = [path.stat().st_size, _checksum(path)]
        _flush(path)
    text = json.dumps(files, indent=0)
    manifest = generation / MANIFEST
    manifest.write_text(f"{zlib.crc32(text.encode()):08x}\n{text}", encoding="utf-8", newline="\n")
    _flush(manifest)


def verify_manifest(generation: Path) -> None:
    """Raise IndexDamaged unless exactly the recorded files are there, each as it was written."""
    manifest = generation / MANIFEST
    try:
        checksum, _, text = manifest.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"索引缺少清单 {manifest}。") from error
    if checksum != f"{zlib.crc32(text.encode()):08x}":
        raise IndexDamaged(f"索引清单 {manifest} 已损坏。")
    recorded = json.loads(text)
    present = {path.relative_to(generation).as_posix(): path for path in _files(generation)}
    if set(recorded) != set(present):
        raise IndexDamaged(f"索引 {generation} 里的文件与清单不符。")
    for name, (size, expected) in recorded.items():
        if present[name].stat().st_size != size or _checksum(present[name]) != expected:
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
