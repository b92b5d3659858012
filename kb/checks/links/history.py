"""Remember what each address answered, so that a passing fault is told from a dead link.

The file is plain JSON; a damaged or foreign one counts as none.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import get_args

from kb.checks.fixes.folder import replace_text
from kb.checks.links.http_probe import Answer, Result
from kb.errors import CorpusError

_FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """The last answer of an address, when it last opened, and since when and how often in a row it has not."""

    checked: str
    result: Result
    reason: str
    status: int | None = None
    alive_on: str | None = None
    failed_since: str | None = None
    failures: int = 0

    @property
    def is_dead(self) -> bool:
        """Tell whether the address does not open; what is unclear or was not asked is no failure."""
        return self.result in ("gone", "down")


def entry_after(old: Entry | None, answer: Answer, day: date) -> Entry:
    """Return what to remember when ``answer`` follows ``old``."""
    today = day.isoformat()
    said = {"checked": today, "result": answer.result, "reason": answer.reason, "status": answer.status}
    if answer.result == "alive":
        return Entry(**said, alive_on=today)  # type: ignore[arg-type]
    alive_on = old.alive_on if old else None
    if answer.result in ("gone", "down"):
        since = old.failed_since if old and old.failed_since else today
        return Entry(**said, alive_on=alive_on, failed_since=since, failures=(old.failures if old else 0) + 1)  # type: ignore[arg-type]
    return Entry(**said, alive_on=alive_on)  # type: ignore[arg-type]


def read_history(path: Path) -> dict[str, Entry]:
    """Return what is remembered of each address."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != _FORMAT:
            return {}
        return {str(url): _entry(said) for url, said in data["links"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_history(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write the memory in one step."""
    links = {url: asdict(entries[url]) for url in sorted(entries)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"建不了文件夹 {path.parent}。请用 --history 换一个位置。") from error
    replace_text(path, json.dumps({"format": _FORMAT, "links": links}, ensure_ascii=False, indent=1) + "\n")


def _entry(said: Mapping[str, object]) -> Entry:
    values = {field.name: said[field.name] for field in fields(Entry)}
    dates = [values[name] for name in ("checked", "alive_on", "failed_since") if values[name] is not None]
    for value in dates:
        date.fromisoformat(str(value))
    if values["result"] not in get_args(Result) or not isinstance(values["failures"], int):
        raise ValueError("not an entry")
    return Entry(**values)  # type: ignore[arg-type]
