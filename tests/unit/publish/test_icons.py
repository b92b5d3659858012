"""The checked-in icons are what their drawing gives, pixel for pixel, and what the manifest says of them."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from kb.publish.icons import FOLDER, ICONS, draw, png

ASSETS = Path(__file__).resolve().parents[3] / "kb" / "publish" / "assets"


def pixels_of(data: bytes) -> tuple[int, int, bytes]:
    """Return width, height and unpacked rows of a PNG file; packing may differ between versions of zlib."""
    at, packed, size = 8, b"", (0, 0)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            packed += body
        at += length + 12
    return (*size, zlib.decompress(packed))


@pytest.mark.parametrize("name", ICONS)
def test_the_checked_in_icon_is_the_drawing(name: str) -> None:
    size, unit, fills = ICONS[name]
    drawn = draw(size, unit, fills=fills)
    assert pixels_of((FOLDER / name).read_bytes()) == pixels_of(png(drawn)), 'run "python -m kb.publish.icons"'
    assert pixels_of(png(drawn))[:2] == (size, size)


def test_an_icon_that_may_be_cut_is_opaque_and_keeps_to_the_middle() -> None:
    size, unit, fills = ICONS["maskable-512.png"]
    rows = draw(size, unit, fills=fills)
    white = [(x, y) for y, row in enumerate(rows) for x in range(size) if row[4 * x : 4 * x + 3] == b"\xff\xff\xff"]
    assert all(row[4 * x + 3] == 255 for row in rows for x in range(0, size, 7))
    # A phone may cut everything outside a circle of 80 % of the width.
    assert max((x - size / 2) ** 2 + (y - size / 2) ** 2 for x, y in white) ** 0.5 <= 0.4 * size


def test_the_manifest_names_icons_that_exist_with_their_size() -> None:
    manifest = json.loads((ASSETS / "manifest.webmanifest").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        path = ASSETS / icon["src"]
        assert path.is_file(), icon
        if path.suffix == ".png":
            width, height, _ = pixels_of(path.read_bytes())
            assert icon["sizes"] == f"{width}x{height}"
    assert not [icon for icon in manifest["icons"] if icon["src"].startswith("/")], "the site may stand in a folder"
