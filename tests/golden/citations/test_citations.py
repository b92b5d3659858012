"""Every entry is written exactly as the rule named beside it says."""

from collections import Counter
from pathlib import Path

import yaml

from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_references
from kb.model import Source

HERE = Path(__file__).parent
CASES = [
    (f"{path.stem}: {item['name']} · {entry['style']}", item["source"], entry)
    for path in sorted(HERE.glob("*.yml"))
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for entry in item["entries"]
]


def test_every_entry_is_written_by_its_rule() -> None:
    wrong = {}
    for name, source, entry in CASES:
        reference = reference_of_source(Source.model_validate({"tier": "官方发布", **source}))
        written = render_references([reference], Style(entry["style"]))
        if written != f"{entry['text']}\n":
            wrong[name] = (entry["rule"], entry["text"], written)
    assert wrong == {}


def test_there_are_enough_entries_of_every_type_and_style() -> None:
    styles = Counter(entry["style"] for _, _, entry in CASES)
    types = {source["type"] for _, source, _ in CASES}
    assert len(CASES) >= 60
    assert min(styles[style] for style in ("gb-2025", "gb-2015", "gb-2025-author-date", "apa")) >= 15
    assert types >= {"regulation", "webpage", "article-newspaper", "article-journal", "book", "report", "dataset"}
    assert all(entry["rule"] for _, _, entry in CASES)
