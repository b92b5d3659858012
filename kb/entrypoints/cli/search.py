"""``kb search``: answer a query on the command line, as text for people or as JSON for programs."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click

from kb.entrypoints.cli.options import cases_option, engine_option, index_option, refuse_both
from kb.entrypoints.index_refresh import open_fresh_index
from kb.search.answer import answer
from kb.search.document import Facet
from kb.search.query.filters import filters_meant
from kb.search.query.search_query import SearchQuery, Sort
from kb.search.results import Hit, SearchResults
from kb.search.results_json import results_data

_MANY = 1000

_FILTERS = {
    "theme": "主题",
    "problem": "要解决的问题",
    "model": "做法",
    "stage": "学段",
    "region": "地区，名称或代码；选省也包括省内各地",
    "evidence": "证据等级，不低于这一级（0 到 5）",
}


def _filter_options(function: Callable[..., None]) -> Callable[..., None]:
    for name, help_text in reversed(_FILTERS.items()):
        option = click.option(f"--{name}", multiple=True, help=f"{help_text}；可以写多次")
        function = option(function)
    return function


#: What looks like a mistyped option; -芜湖 takes cases away, as in the site's search box.
_OPTION = re.compile(r"--.+|-[A-Za-z]")
#: Under this name the context has the words after ``--``, where nothing is an option.
_PLAIN = "kb.plain_words"


class _Search(click.Command):
    """Remember which words stand after ``--``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_PLAIN] = args[args.index("--") :] if "--" in args else []
        return super().parse_args(ctx, args)


def _words(context: click.Context, _parameter: click.Parameter, query: tuple[str, ...]) -> tuple[str, ...]:
    for word in query:
        if _OPTION.fullmatch(word) and word not in context.meta[_PLAIN]:
            raise click.NoSuchOption(word, ctx=context)
    return query


@click.command(
    cls=_Search,
    help="检索案例。不写查询词就列出全部案例。索引缺少或过时会自动更新。",
    # Or else -芜湖 would be an unknown option and never reach the query language.
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, callback=_words)
@cases_option
@index_option
@engine_option
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    default="relevance",
    help="什么在前：relevance 最相关（默认），evidence 证据最硬",
)
@click.option("--limit", type=click.IntRange(0, _MANY), default=10, help="最多显示几个，默认 10")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="跳过前几个，默认 0")
@_filter_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(
    query: tuple[str, ...],
    cases: Path,
    index: Path | None,
    engine: str | None,
    sort: Sort,
    limit: int,
    offset: int,
    *,
    as_json: bool,
    **typed: tuple[str, ...],
) -> None:
    """Search and print."""
    refuse_both(engine, index)
    facets, search = _opened(cases, index, engine)
    filters = filters_meant(facets(), typed) if any(typed.values()) else {}
    results = search(SearchQuery(" ".join(query), filters, limit, offset, sort))
    if as_json:
        text = json.dumps(results_data(results), ensure_ascii=False, indent=2) + "\n"
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        click.echo(_text(results))


def _opened(
    cases: Path, index: Path | None, engine: str | None
) -> tuple[Callable[[], tuple[Facet, ...]], Callable[[SearchQuery], SearchResults]]:
    """Return what says which facets there are, and what answers."""
    if engine:
        from kb.entrypoints.engine import open_backend  # here, because who has no cluster goes without its client

        backend = open_backend(engine)
        return lambda: backend.generation().state.facets, backend.search
    opened = open_fresh_index(cases, index, lambda text: click.echo(text, err=True))
    return opened.facet_values, lambda query: answer(opened, query)


def _text(results: SearchResults) -> str:
    first = results.query.offset + 1
    lines = []
    if results.hits:
        shown = f"，这里是第 {first}–{first + len(results.hits) - 1} 个" if len(results.hits) < results.total else ""
        lines.append(f"找到 {results.total} 个案例{shown}")
    elif results.total:
        lines.append(f"找到 {results.total} 个案例，没有第 {first} 个")
    for rank, hit in enumerate(results.hits, first):
        place = " · ".join(
            text for text in (hit.shown.get(name) for name in ("unit", "place", "evidence", "stage")) if text
        )
        indent = " " * 4
        lines += ["", click.style(f"{rank:>2}. {hit.title}", bold=True), f"{indent}{click.style(place, dim=True)}"]
        lines += [f"{indent}{_marked(hit)}", f"{indent}{click.style(hit.url, dim=True)}"]
    if results.notes:
        lines += ["", *(f"提示：{note}" for note in results.notes)]
    if results.touching:
        lines += ["", "下面的案例只沾边，不算找到：", *(f"  · {hit.title}  {hit.url}" for hit in results.touching)]
    return "\n".join(lines).lstrip("\n")


def _marked(hit: Hit) -> str:
    """Return the snippet with its highlights set apart on a terminal; colour is dropped elsewhere."""
    pieces = []
    end = 0
    for start, stop in hit.highlights:
        pieces += [hit.snippet[end:start], click.style(hit.snippet[start:stop], bold=True, fg="cyan")]
        end = stop
    return "".join([*pieces, hit.snippet[end:]])
