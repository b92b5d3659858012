"""``kb check``: list everything that is wrong with the cases, at once."""

import json
import sys
from pathlib import Path

import click

from kb.checks import check_corpus
from kb.content import CorpusReading, read_corpus
from kb.errors import CorpusError
from kb.model import Problem


@click.command(help="检查案例、词表和来源，一次列出全部问题。没有错误时退出码为 0，有错误为 1，无法检查为 2。")
@click.option(
    "--cases",
    "cases_dir",
    type=click.Path(path_type=Path),
    default=Path("cases"),
    show_default=True,
    metavar="文件夹",
    help="案例所在的文件夹",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="给人看的文字，或给程序用的 JSON",
)
def command(cases_dir: Path, form: str) -> None:
    """Print all problems and exit 0, 1 or 2."""
    reading = read_corpus(cases_dir)
    problems = check_corpus(reading)
    if form == "json":
        click.echo(_as_json(problems, reading))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(_summary(problems, reading))
    if reading.corpus is None:
        raise CorpusError("词表或来源表读不出来，所以案例没有检查完。请先改正上面这两个文件的问题。")
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def _as_json(problems: tuple[Problem, ...], reading: CorpusReading) -> str:
    listed = [
        problem.model_dump(include={"code", "severity", "path", "line", "column", "message"}) for problem in problems
    ]
    return json.dumps({"problems": listed, "cases": len(reading.case_files)}, ensure_ascii=False, indent=2)


def _summary(problems: tuple[Problem, ...], reading: CorpusReading) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"{len(reading.case_files)} 个案例，没有发现问题。"
    counted = [f"{errors} 个错误"] * bool(errors) + [f"{warnings} 个提醒"] * bool(warnings)
    return f"发现 {'、'.join(counted)}。"
