"""Hand data to pages as classic scripts, which a browser also loads from a disk."""

import json


def to_script(function: str, *values: object) -> str:
    """Return a script that calls a function; the text is safe even inside a page."""
    return f"{function}({','.join(map(script_json, values))});\n"


def script_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
