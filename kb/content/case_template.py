"""Write the first version of a case file: everything the check asks for, with a word of advice beside each part."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from kb.content.yaml_scalar import scalar_of
from kb.model import UNKNOWN

_TEMPLATE = Path(__file__).with_name("new_case.md")


def render_case_template(texts: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> str:
    """Return a case file that passes the check and says what is still to be written; an empty list stands for 未知."""
    summary = f"“{texts['title']}”的摘要还没有写。请用一段 40 至 160 字的话说清要解决的问题、采用的做法和现有的证据。"
    values = {name: scalar_of(text) for name, text in {**texts, "summary": summary[:160]}.items()}
    for name, labels in lists.items():
        values[name] = f"[{', '.join(labels)}]" if len(labels) > 1 else labels[0] if labels else UNKNOWN
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(values)
