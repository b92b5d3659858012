"""``kb check``: list everything that is wrong with the cases, at once."""

import os
import sys
from pathlib import Path

import click

from kb.checks.fixes import fix_corpus
from kb.checks.report import FORMATS
from kb.checks.rules.ids import removed_ids
from kb.checks.runner import check_folder
from kb.content.cache import cache_of
from kb.content.corpus_reader import read_corpus, shown_path
from kb.content.id_registry import ID_REGISTRY, read_id_registry
from kb.entrypoints.cli.git import changed_since, text_at
from kb.entrypoints.cli.options import cases_option
from kb.errors import CasesNotFound, CorpusError
from kb.model.problem import on_one_line


@click.command(help="检查案例、词表和来源，一次列出全部问题。没有错误时退出码为 0，有错误为 1，无法检查为 2。")
@cases_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="给人看的文字，或给程序和代码托管网站用的格式",
)
@click.option("--changed-since", "revision", metavar="版本", help="只报告这个 git 版本以后改动过的文件")
@click.option(
    "--fix",
    is_flag=True,
    help="先改好不用判断的：别名、键的顺序、中英文间距、全角标点、行尾空格、BOM、CRLF；案例里的新来源移进 sources.yml",
)
def command(cases: Path, form: str, revision: str | None, fix: bool) -> None:
    """Print all problems and exit 0, 1 or 2."""
    if not cases.is_dir():
        raise CasesNotFound(f"找不到案例文件夹 {cases}。请在项目文件夹里运行，或用 --cases 指明它在哪里。")
    changed = changed_since(revision, cases) if revision is not None else None
    if fix:
        for path in fix_corpus(read_corpus(cases), cases, changed):
            click.echo(f"改好了 {on_one_line(path.as_posix())}", err=True)
    checked = check_folder(cases, cache_of(cases))
    problems = checked.problems
    if revision is not None and (before := text_at(revision, cases / ID_REGISTRY)) is not None:
        registry = read_id_registry(cases / ID_REGISTRY, shown_path(cases / ID_REGISTRY))
        problems += tuple(removed_ids(before, registry, shown_path(cases / ID_REGISTRY)))
    if changed is not None:
        problems = tuple(problem for problem in problems if _absolute(problem.path) in changed)
    click.echo(FORMATS[form](problems, checked.cases))
    if not checked.is_complete:
        raise CorpusError("词表或来源表读不出来，所以案例没有检查完。请先改正上面这两个文件的问题。")
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def _absolute(shown: str) -> Path:
    return Path(os.path.abspath(shown))  # noqa: PTH100 - a link is named as it stands
