"""Say in the address of each script and style sheet what is in it, so that no page meets those of another build.

Browsers and servers keep files for hours or days, each for a time of its own. A page of today with the style of last
week looks broken; with a script of last week it is.
"""

import hashlib
from functools import cache
from importlib.resources import files

from kb.publish.core.stylesheet import ADDRESS, page_styles


@cache
def asset_url(name: str) -> str:
    """Return the address under the root of one of our scripts or style sheets: ``kb/x.js?1a2b3c4d``."""
    own = files("kb.publish") / "assets"
    content = page_styles().encode("utf-8") if name == ADDRESS else (own / name).read_bytes()
    return url_with_digest(name, content)


def url_with_digest(name: str, content: bytes) -> str:
    """Return an address that changes with what is there."""
    return f"{name}?{digest_of_content(content)}"


def digest_of_content(content: bytes) -> str:
    """Return a short name for what is in a file."""
    return hashlib.sha256(content).hexdigest()[:8]
