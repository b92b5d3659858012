"""Draw an address as a QR code, so that a reader of paper or of a projector can open it on a phone."""

import io
from functools import lru_cache

import segno

#: Blank modules around the code; ISO/IEC 18004 asks for four.
_QUIET = 4


def qr_svg(url: str) -> str:
    """Return the address as SVG for a page, dark on white in every colour scheme; CSS gives its size."""
    drawn = _code(url).svg_inline(
        border=_QUIET, dark="#000", light="#fff", omitsize=True, svgclass="kb-qr", lineclass=None
    )
    # Decoration for those who listen: the address itself always stands beside it as text.
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" shape-rendering="crispEdges" ', 1)


def qr_rows(url: str) -> list[str]:
    """Return the code for a script to draw: a hexadecimal number a row, whose lowest bit is the last module."""
    return [f"{int(''.join(map(str, row)), 2):x}" for row in _code(url).matrix]


def qr_png(url: str) -> bytes:
    """Return the address as a picture, eight dots a module: sharp on any wall."""
    file = io.BytesIO()
    _code(url).save(file, kind="png", scale=8, border=_QUIET)
    return file.getvalue()


@lru_cache(maxsize=2048)  # for the page of a case, its payload, its slides and those of collections
def _code(url: str) -> segno.QRCode:
    return segno.make(url, micro=False, error="m", boost_error=False, encoding="utf-8")
