"""Write a value so that YAML reads it as the text it is."""

import json
import re

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“《（][^:#\"'\[\]{}&*!|>%@`\\\t\n,]*")


def is_plain(text: str) -> bool:
    """Tell whether a text needs no quotation marks, wherever it stands."""
    return _PLAIN.fullmatch(text) is not None


def scalar_of(text: str) -> str:
    """Return the text as a file holds it; JSON's quotation marks and escapes are YAML's."""
    return text if is_plain(text) else json.dumps(text, ensure_ascii=False)
