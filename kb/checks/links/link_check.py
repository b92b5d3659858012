"""Visit many addresses, several hosts at a time, and remember the answers: a passing fault is no dead link."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from kb.checks.links.addresses import Address
from kb.checks.links.http_probe import Answer, Result, Visitor
from kb.content.cache import Cache

#: An address that opened so many days ago need not be bothered again.
FRESH_DAYS = 7
_HOSTS_AT_ONCE = 8


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


@dataclass(frozen=True)
class Finding:
    """One address with what is now remembered of it; ``was_visited`` is False when it opened a few days ago."""

    address: Address
    entry: Entry
    was_visited: bool

    @property
    def archive(self) -> str | None:
        """Return where a copy may be: the archive's own address of the copy nearest to the day of reading."""
        if not self.entry.is_dead or self.address.archived_url or "web.archive.org/" in self.address.url:
            return None
        day = f"{self.address.accessed or self.entry.alive_on or '*'}".replace("-", "")
        return f"https://web.archive.org/web/{day}/{self.address.url}"


def survey(
    addresses: Iterable[Address],
    history: Mapping[str, Entry],
    visitor: Visitor,
    *,
    again: bool = False,
    told: Callable[[Finding], None] = lambda _: None,
) -> tuple[Finding, ...]:
    """Return a finding for each address; ``told`` hears of each visit when it ends, whatever comes later.

    The addresses of one host are visited one after the other.
    """
    today = date.today()
    week_ago = today - timedelta(days=FRESH_DAYS)
    opened = {url: one for url, one in history.items() if one.result == "alive" and week_ago < one.checked <= today}
    found: dict[str, Finding] = {}
    hosts: dict[str, list[Address]] = {}
    listed = list(addresses)
    for address in listed:
        if address.url in opened and not again:
            found[address.url] = Finding(address, opened[address.url], was_visited=False)
        else:
            hosts.setdefault(_host(address.url), []).append(address)

    def visit_host(of_host: list[Address]) -> list[Finding]:
        findings = []
        for address in of_host:
            entry = entry_after(history.get(address.url), visitor.visit(address.url), today)
            findings.append(Finding(address, entry, was_visited=True))
            told(findings[-1])
        return findings

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        waiting = [pool.submit(visit_host, of_host) for of_host in hosts.values()]
        try:
            for done in as_completed(waiting):
                found |= {finding.address.url: finding for finding in done.result()}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(found[address.url] for address in listed)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
