"""Keep named sections of bytes in one file, each checked before it is believed."""

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kb.errors import IndexDamaged

MAGIC = b"KBIMPACT"
#: Changes whenever the meaning of a section does, or what Whoosh keeps.
FORMAT_VERSION = 7

_HEADER = struct.Struct("<8sIIQ")  # magic, version, checksum of the table, length of the table
_ALIGNMENT = 8
#: Sections up to this size are checked when the file is opened; larger ones only by ``check``.
_CHECKED_AT_ONCE = 8 << 20


def write_container(path: Path, sections: Mapping[str, bytes]) -> None:
    """Write the sections to a new file."""
    table = {}
    offset = 0
    for name, data in sections.items():
        table[name] = [offset, len(data), zlib.crc32(data)]
        offset += len(data) + -len(data) % _ALIGNMENT
    head = json.dumps(table).encode()
    head += b" " * (-(_HEADER.size + len(head)) % _ALIGNMENT)
    with path.open("wb") as file:
        file.write(_HEADER.pack(MAGIC, FORMAT_VERSION, zlib.crc32(head), len(head)))
        file.write(head)
        for data in sections.values():
            file.write(data)
            file.write(b"\0" * (-len(data) % _ALIGNMENT))


class Numbers(Protocol):
    """A section of numbers, or a part of one, as whatever holds it: a view of the file, or an array."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> int: ...
    def tolist(self) -> list[int]: ...
    def tobytes(self) -> bytes: ...


class Container:
    """Read sections of a mapped file in place."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"索引文件 {path} 打不开或是空的。") from error
        self._path = path
        self._view = memoryview(self._map)
        self._table = self._read_table()
        self._check(_CHECKED_AT_ONCE)

    def _read_table(self) -> dict[str, list[int]]:
        if len(self._view) < _HEADER.size:
            raise IndexDamaged(f"索引文件 {self._path} 不完整。")
        magic, version, checksum, length = _HEADER.unpack_from(self._view)
        if magic != MAGIC:
            raise IndexDamaged(f"{self._path} 不是案例库的索引文件。")
        if version != FORMAT_VERSION:
            raise IndexDamaged(f"索引文件 {self._path} 是另一个版本的格式（{version}）。")
        self._start = _HEADER.size + length
        head = bytes(self._view[_HEADER.size : self._start])
        if zlib.crc32(head) != checksum:
            raise IndexDamaged(f"索引文件 {self._path} 的目录已损坏。")
        table: dict[str, list[int]] = json.loads(head)
        if any(self._start + offset + size > len(self._view) for offset, size, _ in table.values()):
            raise IndexDamaged(f"索引文件 {self._path} 不完整。")
        return table

    def _check(self, at_most: int) -> None:
        for name, (_, size, checksum) in self._table.items():
            if size <= at_most and zlib.crc32(self.section(name)) != checksum:
                raise IndexDamaged(f"索引文件 {self._path} 的内容已损坏。")

    def check(self) -> None:
        """Read every section and raise IndexDamaged when one was altered."""
        self._check(len(self._view))

    def close(self) -> None:
        """Let go of the file, where nothing cut out of it is in use any more."""
        self._view.release()
        self._map.close()

    def section(self, name: str) -> memoryview:
        """Return one section's bytes, without copying them."""
        offset, size, _ = self._table[name]
        return self._view[self._start + offset : self._start + offset + size]

    def numbers(self, name: str, code: str) -> "memoryview[int] | array[int]":
        """Return a section of little-endian numbers of one ``array`` type code."""
        if sys.byteorder == "little":
            return self.section(name).cast(code)  # type: ignore[call-overload,no-any-return]
        numbers: array[int] = array(code, self.section(name).tobytes())
        numbers.byteswap()
        return numbers


def number_bytes(code: str, numbers: Numbers) -> bytes:
    """Return the numbers as ``Container.numbers`` reads them."""
    if sys.byteorder == "big":
        swapped = array(code, numbers.tolist())
        swapped.byteswap()
        return swapped.tobytes()
    return numbers.tobytes()
