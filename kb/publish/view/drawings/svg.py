"""Write the few elements of SVG that our pictures are made of."""

from collections.abc import Iterable

from markupsafe import Markup

#: Width of a picture, which a phone shows without making it smaller.
WIDTH = 340

DASHED = Markup(' stroke-dasharray="5 4"')


def picture(height: float, words: str, parts: Iterable[Markup]) -> Markup:
    """Return a whole picture; ``words`` say what it shows to those who do not see it."""
    return Markup(
        '<svg class="kb-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' role="img" aria-label="{}" fill="none" stroke="currentColor">{}</svg>'
    ).format(WIDTH, *_short(height), WIDTH, *_short(height), words, Markup("").join(parts))


def group(name: str, *parts: Markup) -> Markup:
    """Return parts that belong together."""
    return Markup('<g class="{}">{}</g>').format(name, Markup("").join(parts))


def box(x: float, y: float, width: float, height: float, *, dashed: bool = False, filled: bool = False) -> Markup:
    """Return a rectangle."""
    look = DASHED if dashed else Markup(' fill="currentColor" stroke="none"') if filled else Markup("")
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="4"{}/>').format(*_short(x, y, width, height), look)


def line(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> Markup:
    """Return a straight line."""
    look = DASHED if dashed else Markup("")
    return Markup('<path d="M{} {}L{} {}"{}/>').format(*_short(x1, y1, x2, y2), look)


def dot(x: float, y: float, radius: float = 4, *, hollow: bool = False, dashed: bool = False) -> Markup:
    """Return a round mark."""
    look = DASHED if dashed else Markup("") if hollow else Markup(' fill="currentColor"')
    return Markup('<circle cx="{}" cy="{}" r="{}"{}/>').format(*_short(x, y, radius), look)


def head(x: float, y: float, *, rightwards: bool) -> Markup:
    """Return the head of an arrow whose point is at (x, y)."""
    back = -8 if rightwards else 8
    points = _short(x, y, x + back, y - 5, x + back, y + 5)
    return Markup('<path d="M{} {}L{} {}L{} {}z" fill="currentColor"/>').format(*points)


def text(x: float, y: float, lines: Iterable[str], *, anchor: str = "middle", size: int = 14) -> Markup:
    """Return lines of text, the first of which stands on (x, y)."""
    rows = Markup("").join(
        Markup('<tspan x="{}" dy="{}">{}</tspan>').format(*_short(x), round(size * 1.25) if place else 0, row)
        for place, row in enumerate(lines)
    )
    return Markup('<text y="{}" text-anchor="{}" font-size="{}" fill="currentColor" stroke="none">{}</text>').format(
        *_short(y), anchor, size, rows
    )


def wrapped(words: str, room: float, size: int = 14) -> list[str]:
    """Cut words into lines no wider than ``room``."""
    lines, used = [""], 0.0
    for sign in words:
        width = size if ord(sign) > 0x2E80 or sign in "“”…—" else size * 0.58
        if used + width > room and lines[-1] and sign not in "，。、；：！？”）":
            lines.append("")
            used = 0
        lines[-1] += sign
        used += width
    return [row.strip() for row in lines]


def _short(*numbers: float) -> list[str]:
    return [f"{number:.1f}".removesuffix(".0") for number in numbers]
