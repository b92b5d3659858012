"""``kb diff``: say what a change does for readers."""

import io
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

import click
import yaml

from kb.checks import check_corpus
from kb.content import CorpusReading, read_corpus
from kb.entrypoints.cli.site_config import DEFAULT_CASES
from kb.errors import CasesNotFound, CorpusError
from kb.model import Corpus
from kb.publish.diff.compare import compare
from kb.publish.diff.report import render_json, render_markdown, render_text

_RENDER = {"text": render_text, "json": render_json, "markdown": render_markdown}


@click.command(help="与一个旧版本相比，这次改动对读者意味着什么：案例、字段、完整度、词表、检索、页面。")
@click.argument("revision", metavar="版本")
@click.option(
    "--format", "form", type=click.Choice(list(_RENDER)), default="text", help="文字、JSON，或贴进合并请求的 Markdown"
)
@click.option("--cases", type=click.Path(path_type=Path), default=DEFAULT_CASES, help="案例文件夹，默认 cases")
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    default=Path("tests/relevance/queries.yml"),
    help="用来比较检索结果的查询，默认 tests/relevance/queries.yml",
)
def command(revision: str, form: str, cases: Path, queries: Path) -> None:
    """Read both states as content only, compare them and print."""
    reading = read_corpus(cases)
    errors = sum(problem.severity == "error" for problem in check_corpus(reading))
    if errors:
        click.echo(f"现在的案例有 {errors} 个错误，读不出来的案例没有比较。请先运行 kb check。", err=True)
    with tempfile.TemporaryDirectory() as folder:
        old = _required(_read_at(revision, cases, Path(folder)), f"版本 {revision} 的词表或来源表读不出来，不能比较。")
        new = _required(reading, "词表或来源表读不出来，不能比较。请先运行 kb check。")
        diff = compare(old, new, _read_queries(queries))
    click.echo(_RENDER[form](diff))


def _required(reading: CorpusReading, words: str) -> Corpus:
    if reading.corpus is None:
        raise CorpusError(words)
    return reading.corpus


def _read_at(revision: str, cases: Path, folder: Path) -> CorpusReading:
    """Read the cases as a revision had them; git hands over an archive, nothing of it is run or followed outside."""
    if not cases.is_dir():
        raise CasesNotFound(f"找不到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    named = _git(cases, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = named.decode("ascii").strip()
    with tarfile.open(fileobj=io.BytesIO(_git(cases, "archive", "--format=tar", commit))) as archive:
        # Links are left out: no case is one, and a link could lead out of the folder.
        members = [member for member in archive if member.isfile() or member.isdir()]
        archive.extractall(folder, members=members, filter="data")
    return read_corpus(folder)


def _git(cases: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=cases, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
        )
    except FileNotFoundError as error:
        raise CorpusError("没有找到 git。请先安装 git。") from error
    if done.returncode:
        raise CorpusError(
            f"git 读不出这个版本。请在版本库里运行，版本写分支名、标签或提交号，如 main、HEAD~1。"
            f"{done.stderr.decode('utf-8', 'replace').strip()}"
        )
    return done.stdout


def _read_queries(path: Path) -> list[tuple[str, list[str]]]:
    """Return the relevance set's queries; a project without one compares no search."""
    if not path.is_file():
        return []
    kinds: dict[str, list[dict[str, object]]] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    found = []
    for entries in kinds.values():
        for entry in entries:
            expected = entry.get("expect")
            found.append((str(entry["query"]), [str(each) for each in expected] if isinstance(expected, list) else []))
    return found
