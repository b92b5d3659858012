"""Hold the data that search shares with the browser client, as files both can read."""

import json
from functools import cache
from pathlib import Path
from typing import cast

FOLD_TABLE = Path(__file__).with_name("fold.json")


@cache
def fold_table() -> dict[str, str]:
    """Return the character → character table that folding ends with."""
    data = cast("dict[str, str]", json.loads(FOLD_TABLE.read_text(encoding="utf-8")))
    return dict(zip(data["from"], data["to"], strict=True))
