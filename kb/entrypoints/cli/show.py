"""``kb show``: one case in the terminal, as its page shows it at a glance, or as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from kb.entrypoints.cli.chosen_cases import case_meant, read_library
from kb.entrypoints.cli.options import cases_option, index_option
from kb.entrypoints.index_refresh import open_fresh_index
from kb.errors import KbError
from kb.model import UNKNOWN, Case
from kb.model.facts import Fact, facts_in
from kb.publish.exports.case_json import record_of
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.formats import cost_in_words
from kb.publish.view.related import Related, related_cases
from kb.search.ranking.more_like_this import MoreLikeThis

#: What a reader looks for first.
_FIRST = ("evidence", "problem", "model", "theme", "stage", "practice.status")


@click.command(help="在终端里看一个案例：问题、做法、证据、还缺什么、来源、相关案例和相关的理由。")
@click.argument("name", metavar="编号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@cases_option
@index_option
def command(name: str, cases: Path, index: Path | None, *, as_json: bool) -> None:
    """Find the case and print it."""
    _, corpus = read_library(cases, "不能显示案例")
    catalogue = Catalogue(corpus, _more_like_this(cases, index))
    case = case_meant(name, catalogue)
    related = related_cases(case, catalogue)
    click.echo(_json(case, related, catalogue) if as_json else "\n".join(lines_of(case, related, catalogue)))


def _more_like_this(cases: Path, index: Path | None) -> MoreLikeThis | None:
    """Return what knows which cases read alike; a case can be shown without."""
    try:
        return MoreLikeThis(open_fresh_index(cases, index, lambda _: None))
    except KbError:
        return None


def _json(case: Case, related: Iterable[Related], catalogue: Catalogue) -> str:
    data = record_of(case, catalogue, "")
    data["related"] = [{"id": one.case.id, "title": one.case.title, "reason": one.reason} for one in related]
    return json.dumps(data, ensure_ascii=False, indent=2)


def lines_of(case: Case, related: Sequence[Related], catalogue: Catalogue) -> Iterator[str]:
    """Yield what is printed of a case."""
    sources = catalogue.corpus.sources
    completeness = completeness_of(case)
    yield click.style(case.title, bold=True)
    yield f"{case.unit.name} · {place_of(case.region).full_name} · /cases/{case.id}.html"
    yield ""
    yield case.summary
    yield ""
    for fact in facts_in("show", first=_FIRST):
        yield f"{click.style(fact.labels['show'], dim=True)}　{_words(fact, case, catalogue)}"
    yield from _list("来源说", (f"{claim.text}（{_cited(claim.source, claim.locator)}）" for claim in case.claims))
    gaps = f"，来源没有说清：{'、'.join(completeness.gaps)}" if completeness.gaps else ""
    yield from ("", f"信息完整度 {completeness.known}/{completeness.total}{gaps}")
    named = ((sources[each.source].title if each.source in sources else each.source, each) for each in case.sources)
    yield from _list("来源", (f"{title}（{_cited(each.source, each.locator)}）" for title, each in named))
    yield from _list("相关案例", (f"{one.case.title}（{one.case.id}）：{one.reason}" for one in related))


def _words(fact: Fact, case: Case, catalogue: Catalogue) -> str:
    match fact.key:
        case "evidence":
            level = catalogue.vocabulary.evidence(case.evidence)
            return f"{case.evidence} 级 {level.label}{'，未经评估' if case.evidence < 2 else ''}。{level.definition}"
        case "practice.status":
            since = f"{case.practice.since} 开始" if case.practice.since else "开始时间未知"
            return f"{since}，{case.practice.status}（截至 {case.practice.as_of}）"
        case "cost" if case.cost:
            return cost_in_words(case.cost) or UNKNOWN
    return "、".join(fact.texts(case)) or UNKNOWN


def _cited(source: str, locator: str | None) -> str:
    return f"{source}，{locator}" if locator else source


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"  · {item}" for item in items]
    if lines:
        yield ""
        yield click.style(heading, bold=True)
        yield from lines
