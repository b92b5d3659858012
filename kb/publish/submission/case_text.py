"""Write a case as the one Markdown file that is handed in, as kb/web/submission/case_file.mjs does."""

from collections.abc import Iterable, Mapping

from kb.content.yaml_scalar import is_plain, scalar_of
from kb.publish.submission.draft import Value


def case_text(head: Mapping[str, Value], sections: Iterable[tuple[str, str]]) -> str:
    """Return the text of the file."""
    lines = [line for key, value in head.items() for line in _entry(key, value, "")]
    body = "".join(f"\n## {heading}\n" + (f"\n{text}\n" if text else "") for heading, text in sections)
    return "\n".join(["---", *lines, "---"]) + f"\n{body}"


def _entry(key: str, value: Value, indent: str) -> list[str]:
    if isinstance(value, str):
        return [f"{indent}{key}: {scalar_of(value)}"]
    if isinstance(value, dict):
        return [
            f"{indent}{key}:",
            *(line for name, part in value.items() for line in _entry(name, part, f"{indent}  ")),
        ]
    groups = [part for part in value if isinstance(part, dict)]
    if groups:
        return [f"{indent}{key}:", *(line for part in groups for line in _item(part, indent))]
    texts = [part for part in value if isinstance(part, str)]
    if all(map(is_plain, texts)):
        return [f"{indent}{key}: [{', '.join(texts)}]"]
    return [f"{indent}{key}:", *(f"{indent}  - {scalar_of(text)}" for text in texts)]


def _item(value: dict[str, Value], indent: str) -> list[str]:
    lines = [line for key, part in value.items() for line in _entry(key, part, f"{indent}    ")]
    return [f"{indent}  - {lines[0].strip()}", *lines[1:]]
