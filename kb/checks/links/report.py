"""Tell what came of visiting the addresses."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from kb.checks.links.link_check import FRESH_DAYS, Finding
from kb.model.problem import on_one_line

_KINDS = ("alive", "dead", "unclear", "refused")
_TITLES = {"dead": "打不开", "unclear": "说不准，请用浏览器打开看看", "refused": "没有去打开"}


def render_text(findings: Sequence[Finding]) -> str:
    """Return the report for people, the dead first."""
    groups = _by_kind(findings)
    alive, dead, unclear, refused = map(len, groups.values())
    kept = sum(not each.was_visited for each in findings)
    fresh = f"（其中 {kept} 个 {FRESH_DAYS} 天内打开过，这次没有再看）" if kept else ""
    counted = f"打不开 {dead} 个，说不准 {unclear} 个，没有去打开 {refused} 个。"
    lines = [f"共 {len(findings)} 个网址：能打开 {alive} 个{fresh}，{counted}"]
    for kind, title in _TITLES.items():
        if groups[kind]:
            lines += ["", f"{title}：", *(line for each in groups[kind] for line in _lines(each))]
    return "\n".join(lines)


def render_json(findings: Sequence[Finding]) -> str:
    """Return the report for programs."""
    links = [
        {
            "url": each.address.url,
            **asdict(each.entry),
            "visited": each.was_visited,
            "places": [{"path": path, "line": at.line, "column": at.column} for path, at in each.address.places],
            "archived_url": each.address.archived_url,
            "archive": each.archive,
        }
        for each in findings
    ]
    counts = {kind: len(group) for kind, group in _by_kind(findings).items()}
    return json.dumps({"links": links, "counts": counts}, ensure_ascii=False, indent=2, default=str)


def _by_kind(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {kind: [] for kind in _KINDS}
    for each in findings:
        groups["dead" if each.entry.is_dead else each.entry.result].append(each)
    return groups


def _lines(finding: Finding) -> list[str]:
    entry, address = finding.entry, finding.address
    said = f"{entry.reason}（{entry.status}）" if entry.status else entry.reason
    past = f"；从 {entry.failed_since} 起连续 {entry.failures} 次" if entry.failures > 1 else ""
    past += f"；上次能打开是 {entry.alive_on}" if entry.alive_on and entry.is_dead else ""
    path, at = address.places[0]
    more = f"，还有 {len(address.places) - 1} 处" if len(address.places) > 1 else ""
    lines = [on_one_line(f"  {path}:{at.line}:{at.column}{more} {address.url}"), f"    {said}{past}"]
    if entry.is_dead and address.archived_url:
        lines.append(f"    已有存档：{address.archived_url}")
    elif finding.archive:
        lines.append(f"    可以找找存档：{finding.archive}，打得开就写进 archived_url")
    return lines
