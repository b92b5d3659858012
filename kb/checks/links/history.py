"""Remember what each address answered, so that a passing fault is told from a dead link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pydantic import TypeAdapter

from kb.checks.links.http_probe import Answer, Result
from kb.content.cache import Cache


@dataclass(frozen=True)
class Entry:
    """The last answer of an address, when it last opened, and since when and how often in a row it has not."""

    checked: date
    result: Result
    reason: str
    status: int | None = None
    alive_on: date | None = None
    failed_since: date | None = None
    failures: int = 0

    @property
    def is_dead(self) -> bool:
        """Tell whether the address does not open; what is unclear or was not asked is no failure."""
        return self.result in ("gone", "down")


_JSON: Final = TypeAdapter(Entry)


def entry_after(old: Entry | None, answer: Answer, day: date) -> Entry:
    """Return what to remember when ``answer`` follows ``old``."""
    alive_on = day if answer.result == "alive" else old.alive_on if old else None
    entry = Entry(day, answer.result, answer.reason, answer.status, alive_on)
    if not entry.is_dead:
        return entry
    since = old.failed_since if old and old.failed_since else day
    return replace(entry, failed_since=since, failures=(old.failures if old else 0) + 1)


def read_history(cache: Cache) -> dict[str, Entry]:
    """Return what is remembered of each address."""
    return {url: _JSON.validate_json(text) for url, text in cache.load("links", "").items()}


def write_history(cache: Cache, entries: Mapping[str, Entry]) -> None:
    """Remember these entries and no others."""
    cache.save("links", "", {url: _JSON.dump_json(entry).decode() for url, entry in entries.items()})
