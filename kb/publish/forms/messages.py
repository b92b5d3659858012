"""Hold every sentence that is said of an office file, as ``messages.toml`` has them; the page is given them all."""

import tomllib
from importlib.resources import files
from typing import Final

from kb.errors import FormUnreadable

MESSAGES: Final[dict[str, str]] = tomllib.loads((files("kb.publish.forms") / "messages.toml").read_text("utf-8"))


def say(key: str, /, **values: object) -> str:
    """Return a sentence with these values in it."""
    return MESSAGES[key].format(**values)


def unreadable(key: str, /, **values: object) -> FormUnreadable:
    """Return the error that says why a file is not read."""
    return FormUnreadable(say(key, **values))
