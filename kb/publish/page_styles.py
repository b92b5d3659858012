"""Put the style sheets that every page needs into one file, so that a reader on a slow line asks once."""

from importlib.resources import files
from typing import Final

#: Where the pages load it from.
ADDRESS: Final = "kb/page.css"

#: The theme's own, by the beginning of their names; the rest of a name changes with the theme's version.
THEME_PARTS: Final = ("main.", "palette.")

#: The site's parts, each on one subject; what comes later overrules what comes before.
PARTS: Final = ("site", "frame", "home", "case", "results", "search", "tray", "cite", "print")


def page_styles() -> str:
    """Return the text of the one style sheet."""
    folder = files("kb.publish") / "styles"
    own = [(folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join([*_theme_styles(), *own])


def _theme_styles() -> list[str]:
    sheets = list((files("material") / "templates" / "assets" / "stylesheets").iterdir())
    return [
        next(sheet for sheet in sheets if sheet.name.startswith(part) and sheet.name.endswith(".css")).read_text(
            encoding="utf-8"
        )
        for part in THEME_PARTS
    ]
