"""Write data for pages and programs: as classic scripts, which a browser also loads from a disk, and as JSON."""

import json


def to_script(function: str, *values: object) -> str:
    """Return a script that calls a function; the text is safe even inside a page."""
    return f"{function}({','.join(map(script_json, values))});\n"


def script_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    return compact_json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def compact_json(value: object) -> str:
    """Return JSON without spaces, in which Chinese stays readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
