"""Reads a QR code the way a telephone does: from what is drawn."""

import re

import zxingcpp

#: Pixels a module is drawn with.
_SCALE = 4


def read_code(svg: str) -> str:
    """Return the address in a drawn code, or raise AssertionError when a decoder cannot read it."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]  # type: ignore[index]
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            start, x = int(x), x + values[0]
            rows[int(y)][start : int(x)] = bytes(int(x) - start)
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    wide = [bytes(value for value in row for _ in range(_SCALE)) for row in rows for _ in range(_SCALE)]
    image = memoryview(b"".join(wide)).cast("B", (size * _SCALE, size * _SCALE))
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1, "一个码也读不出来，或不止一个"
    text: str = found[0].text
    return text
