"""Take office files apart and put them together again, whole or spoilt."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

#: What opens every old office file, and what an encrypted one holds besides.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)
#: A picture.
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)

Change = bytes | str | None | Callable[[str], str]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def changed(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """Return the file with parts replaced, added, edited as text, or (None) taken out."""
    parts = parts_of(data)
    for name, change in changes.items():
        match change:
            case None:
                del parts[name]
            case bytes():
                parts[name] = change
            case str():
                parts[name] = change.encode()
            case _:
                before = parts[name].decode()
                parts[name] = change(before).encode()
                assert parts[name].decode() != before, f"{name} is as it was"
    return packed(parts)


def replaced(old: str, new: str) -> Callable[[str], str]:
    """Return a change that puts one text in the place of another, once."""
    return lambda text: text.replace(old, new, 1)


def with_flag(data: bytes, name: str, *, flag: int = 0, method: int | None = None, size: int | None = None) -> bytes:
    """Return the zip with another flag, method or size in its headers of an entry."""
    spoilt = bytearray(data)
    for signature, flags, sizes in ((b"PK\x03\x04", 6, 22), (b"PK\x01\x02", 8, 24)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            start = at + (30 if signature == b"PK\x03\x04" else 46)
            if data[start : start + len(name)] != name.encode():
                continue
            old = struct.unpack_from("<H", spoilt, at + flags)[0]
            struct.pack_into("<H", spoilt, at + flags, old | flag)
            if method is not None:
                struct.pack_into("<H", spoilt, at + flags + 2, method)
            if size is not None:
                struct.pack_into("<I", spoilt, at + sizes, size)
    assert bytes(spoilt) != data
    return bytes(spoilt)


def in_encoding(data: bytes, name: str, encoding: str, coded: str) -> bytes:
    text = parts_of(data)[name].decode().rpartition("?>")[2]
    return packed(parts_of(data) | {name: f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(coded)})


def packed_as(data: bytes, method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, part in parts_of(data).items():
            package.writestr(name, part)
    return file.getvalue()
