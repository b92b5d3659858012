"""Find what the links of a body point to, as a browser would read their addresses."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kb.checks.citation_marks import Body

AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^<>]*|[^<>@\s]+@[^<>@\s]+)>")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")

_LINK = re.compile(r"\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)")
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]*\]:[ ]*+\n?[ ]*+(?P<target>\S[^\n]*)", re.MULTILINE)
_BRACKET = re.compile(r"!?\[|\]")
#: What browsers drop before they read a scheme, and the backslash that Markdown drops.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]")


def targets_in(body: Body) -> Iterator[tuple[int, str, bool]]:
    """Yield offset and address of every link, and whether it is an image."""
    for match in AUTOLINK.finditer(body.text):
        yield match.start("target"), match["target"], False
    for match in DEFINITION.finditer(body.text):
        yield match.start("target"), _address(match["target"]), False
    for start, paragraph, _ in body.blocks() if "](" in body.text else ():
        images = _image_ends(paragraph)
        for match in _LINK.finditer(paragraph):
            is_image = match.start() in images
            yield start + match.start("target"), _address(match["target"]), is_image


def _image_ends(text: str) -> frozenset[int]:
    """Return where the brackets close that ``![`` opened."""
    ends, opened = set(), []
    for match in _BRACKET.finditer(text):
        if match[0] != "]":
            opened.append(match[0])
        elif opened and opened.pop() == "![":
            ends.add(match.start())
    return frozenset(ends)


def _address(written: str) -> str:
    """Return a link's address without its angle brackets or title."""
    written = written.strip()
    if written.startswith("<"):
        return written[1:].split(">")[0]
    return re.split(r"""(?<!\s)\s++(?=["'(])""", written, maxsplit=1)[0]


def plain_address(target: str) -> str:
    """Return an address as a browser would read it: entities resolved, invisible characters dropped."""
    for _ in range(3):
        target = html.unescape(target)
    return _IGNORED.sub("", target)


def path_in(target: str) -> str | None:
    """Return the path of an address within the site, empty when there is none; None for one that leads elsewhere."""
    plain = plain_address(target)
    if SCHEME.match(plain.lower()) or re.fullmatch(r"[^/@]+@[^/@]+", plain):
        return None
    path = unquote(re.split(r"[?#]", plain)[0])
    return posixpath.normpath(path) if path else ""
