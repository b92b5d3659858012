"""Enter new ids into the registry."""

from pathlib import Path

from kb.content import CorpusReading
from kb.content.id_registry import ID_REGISTRY


def with_new_ids(reading: CorpusReading, cases_dir: Path) -> str | None:
    """Return the registry with the ids of published cases added at its end, or None when nothing is missing."""
    registry = reading.id_registry
    if reading.corpus is None or registry is None or registry.problems:
        return None
    text = (cases_dir / ID_REGISTRY).read_text(encoding="utf-8")
    review = reading.corpus.review_of
    new = [case.id for case in reading.corpus.cases if case.id not in registry.lines and review(case) != "draft"]
    return text.rstrip("\n") + "\n" + "".join(f"{name}\n" for name in new) if new else None
