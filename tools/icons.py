"""Draw the site's icons: four rising steps on a blue-green ground, the same picture as ``kb/favicon.svg``.

``python -m tools.icons`` writes them beside the other assets.
"""

import math
import struct
import zlib
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "kb" / "publish" / "assets" / "kb" / "icons"

#: File → (size in pixels, pixels to a unit of the 32-unit drawing, whether the ground fills the square).
ICONS = {
    "icon-192.png": (192, 6, False),
    "icon-512.png": (512, 16, False),
    # Phones cut these into circles and drops: the drawing keeps to the middle.
    "maskable-512.png": (512, 11, True),
    "touch-192.png": (192, 5, True),
}

_GROUND = (0x0B, 0x55, 0x63)
_UNITS = 32
_RADIUS = 6
#: Left, top, right, bottom of each step, in units.
_STEPS = ((6, 20, 10, 26), (12, 16, 16, 26), (18, 11, 22, 26), (24, 6, 27, 26))


def draw(size: int, unit: int, *, fills: bool) -> list[bytes]:
    """Return the rows of an icon, four bytes a pixel: red, green, blue, opacity."""
    margin = (size - unit * _UNITS) // 2
    steps = [tuple(margin + edge * unit for edge in step) for step in _STEPS]
    rows = []
    for y in range(size):
        row = bytearray()
        for x in range(size):
            inside = any(left <= x < right and top <= y < bottom for left, top, right, bottom in steps)
            opacity = 255 if fills else _corner(x, y, size, _RADIUS * unit)
            row += bytes((*((255, 255, 255) if inside else _GROUND), opacity))
        rows.append(bytes(row))
    return rows


def _corner(x: int, y: int, size: int, radius: int) -> int:
    """Return the opacity at a pixel of a square with round corners."""
    across = max(radius - x - 0.5, x + 0.5 - (size - radius), 0)
    down = max(radius - y - 0.5, y + 0.5 - (size - radius), 0)
    over = math.hypot(across, down) - radius
    return round(255 * min(1, max(0, 0.5 - over)))


def png(rows: list[bytes]) -> bytes:
    """Return rows of pixels as a PNG file."""
    width = len(rows[0]) // 4
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Write every icon."""
    FOLDER.mkdir(exist_ok=True)
    for name, (size, unit, fills) in ICONS.items():
        (FOLDER / name).write_bytes(png(draw(size, unit, fills=fills)))


if __name__ == "__main__":
    main()
