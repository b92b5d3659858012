"""Enter new ids into the register."""

from pathlib import Path

from kb.content import CorpusReading
from kb.content.id_registry import REGISTER


def registered(reading: CorpusReading, cases_dir: Path) -> str | None:
    """Return the register with the ids of published cases added at its end, or None when nothing is missing."""
    register = reading.register
    if reading.corpus is None or register is None or register.problems:
        return None
    text = (cases_dir / REGISTER).read_text(encoding="utf-8")
    review = reading.corpus.review_of
    new = [case.id for case in reading.corpus.cases if case.id not in register.lines and review(case) != "draft"]
    return text.rstrip("\n") + "\n" + "".join(f"{name}\n" for name in new) if new else None
