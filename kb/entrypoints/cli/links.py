"""``kb links``: tell which external addresses of sources and bodies no longer open."""

from pathlib import Path

import click

from kb.checks.links.addresses import addresses_in
from kb.checks.links.http_probe import Visitor
from kb.checks.links.link_check import Finding, read_history, survey, write_history
from kb.checks.links.report import render_json, render_text
from kb.content.cache import cache_of
from kb.content.corpus_reader import read_corpus
from kb.entrypoints.cli.options import cases_option


@click.command(help="打开来源和正文里的网址，看哪些已经打不开。只作报告，有打不开的退出码也是 0；不能运行为 2。")
@cases_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--all", "again", is_flag=True, help="7 天内打开过的也再看一次")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=15, help="一个网址等多少秒，默认 15")
@click.option("--pause", type=click.FloatRange(min=0), default=1, help="同一个网站两次之间停多少秒，默认 1")
@click.option("--allow-private", is_flag=True, help="也打开内部网络里的地址；案例都出自信得过的人才用")
def command(cases: Path, timeout: float, pause: float, *, as_json: bool, again: bool, allow_private: bool) -> None:
    """Visit, remember and report; what was found is kept even when the editor stops halfway."""
    addresses = addresses_in(read_corpus(cases))
    cache = cache_of(cases)
    entries = read_history(cache)
    new = dict(entries)

    def remember(finding: Finding) -> None:
        new[finding.address.url] = finding.entry
        click.echo(f"{finding.entry.reason} {finding.address.url}", err=True)

    visitor = Visitor(timeout=timeout, pause=pause, allow_private=allow_private)
    try:
        findings = survey(addresses, entries, visitor, again=again, told=remember)
    finally:
        write_history(cache, new)
    click.echo(render_json(findings) if as_json else render_text(findings))
