"""Put the site's own styles, which every page needs, into one file, so that a reader on a slow line asks once."""

from importlib.resources import files
from typing import Final

#: Where the pages load it from.
ADDRESS: Final = "kb/page.css"

#: The site's parts, each on one subject; what comes later overrules what comes before.
PARTS: Final = ("base", "site", "shell", "home", "case", "results", "search", "tray", "cite", "print")


def page_styles() -> str:
    """Return the text of the style sheet."""
    folder = files("kb.publish") / "styles"
    return "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
