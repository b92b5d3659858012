"""Put what is known to have happened when into order."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from kb.model import Case, Source
from kb.model.facts import is_known


@dataclass(frozen=True)
class Moment:
    """One thing that happened, with the place that says so; the editors' own fields have none."""

    date: str
    text: str
    source: str | None = None
    locator: str | None = None


def timeline_of(case: Case, sources: Mapping[str, Source]) -> dict[str, tuple[Moment, ...]]:
    """Return what happened, when the sources wrote of it, and of when the last news is, by date in order.

    A claim dated like its source says when somebody wrote, not when something happened, so it is no moment of its own.
    """
    written = {
        citation.source: sources[citation.source].issued for citation in case.sources if citation.source in sources
    }
    happened = [
        Moment(claim.as_of, claim.text, claim.source, claim.locator)
        for claim in case.claims
        if claim.as_of and claim.as_of != written.get(claim.source)
    ]
    if case.practice.since:
        happened.insert(0, Moment(case.practice.since, "做法开始。"))
    for source, date in written.items():
        if date:
            happened.append(Moment(date, f"来源{sources[source].quoted_title}发布。", source))
    if is_known(case.practice.status):
        happened.append(Moment(case.practice.as_of, f"状态：{case.practice.status}。"))
    elif case.practice.as_of not in written.values():
        happened.append(Moment(case.practice.as_of, "最后的消息。"))
    happened.sort(key=lambda moment: moment.date)
    return {date: tuple(moments) for date, moments in groupby(happened, key=lambda moment: moment.date)}
