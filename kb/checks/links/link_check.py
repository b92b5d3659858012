"""Visit many addresses, several hosts at a time."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from kb.checks.links.addresses import Address
from kb.checks.links.history import Entry, entry_after
from kb.checks.links.http_probe import Visitor

#: An address that opened so many days ago need not be bothered again.
FRESH_DAYS = 7
_HOSTS_AT_ONCE = 8


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
    found: dict[str, Finding] = {}
    hosts: dict[str, list[Address]] = {}
    listed = list(addresses)
    for address in listed:
        old = history.get(address.url)
        if old and not again and old.result == "alive" and _is_fresh(old, today):
            found[address.url] = Finding(address, old, was_visited=False)
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


def _is_fresh(entry: Entry, today: date) -> bool:
    return today - timedelta(days=FRESH_DAYS) < entry.checked <= today


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
