"""Fix the text of one file."""

import re

from kb.checks.fixes.head import fix_head, without_trailing
from kb.checks.fixes.style import fix_style
from kb.checks.rules.limits import is_too_long
from kb.content.front_matter import MAX_CHARACTERS, split
from kb.content.problems import Problems
from kb.content.text_file import BOM, is_clean
from kb.content.vocabulary_fields import Labels

_TRAILING = re.compile(r"(?<![ \t])[ \t]++$(?P<goes_on>(?=\n[ \t]*\S))?", re.MULTILINE)


def fix_data(text: str) -> str:
    """Return a list's text without byte order mark, Windows line ends and trailing space."""
    text = _plain_lines(text)
    return text if "|" in text else without_trailing(text)


def fix_case(text: str, labels: Labels | None) -> str:
    """Return a case's text fixed; a file that cannot be divided keeps all but its line ends."""
    text = _plain_lines(text)
    # What hides characters is for a person to clear up first: places in it are not what they seem.
    parts = split(text, Problems("")) if is_clean(text) else None
    if parts is None or len(parts.head) > MAX_CHARACTERS:
        return text
    # Trailing space first: what it hides from the end of a line would be seen only the second time.
    trimmed = _TRAILING.sub(_line_break, parts.body)
    body = fix_style(trimmed)
    if is_too_long(body) and not is_too_long(trimmed):
        body = trimmed
    return parts._replace(head=fix_head(parts.head, labels), body=body).text


def _line_break(space: re.Match[str]) -> str:
    """Keep two spaces between a line and a further one of the same paragraph: they are Markdown's line break."""
    follows_text = space.start() > 0 and space.string[space.start() - 1] != "\n"
    return space[0] if follows_text and space["goes_on"] is not None and space[0].endswith("  ") else ""


def _plain_lines(text: str) -> str:
    return text.lstrip(BOM).replace("\r\n", "\n").replace("\r", "\n")
