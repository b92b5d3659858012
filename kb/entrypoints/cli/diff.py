"""``kb diff``: say what a change does for readers."""

import io
import tarfile
import tempfile
from pathlib import Path

import click
import yaml

from kb.checks import check_corpus
from kb.content.corpus_reader import CorpusReading
from kb.entrypoints.cli.chosen_cases import read_library
from kb.entrypoints.cli.git import archive_of
from kb.entrypoints.cli.options import cases_option
from kb.model import Corpus
from kb.publish.diff.compare import Library, compare
from kb.publish.diff.report import render_json, render_markdown, render_text

_RENDER = {"text": render_text, "json": render_json, "markdown": render_markdown}


@click.command(
    help="与一个旧版本相比，这次改动对读者意味着什么：案例、来源、词表、合集、讨论题、研究、通报、检索、页面。"
)
@click.argument("revision", metavar="版本")
@click.option(
    "--format", "form", type=click.Choice(list(_RENDER)), default="text", help="文字、JSON，或贴进合并请求的 Markdown"
)
@cases_option
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    default=Path("tests/relevance/queries.yml"),
    help="用来比较检索结果的查询，默认 tests/relevance/queries.yml",
)
def command(revision: str, form: str, cases: Path, queries: Path) -> None:
    """Read both states as content only, compare them and print."""
    new = _library(*read_library(cases, "不能比较"))
    with tempfile.TemporaryDirectory() as folder:
        _unpack(archive_of(revision, cases), Path(folder).resolve())
        old = _library(*read_library(Path(folder), f"不能与版本 {revision} 比较"))
        diff = compare(old, new, _read_queries(queries))
    click.echo(_RENDER[form](diff))


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the files of a tar archive below a folder; tarfile's own filter is not there before Python 3.11.4."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            path = (folder / member.name).resolve()
            # Links are left out: no case is one, and a link could lead out of the folder.
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None and path.is_relative_to(folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())


def _library(reading: CorpusReading, corpus: Corpus) -> Library:
    errors = sum(problem.severity == "error" for problem in check_corpus(reading))
    unreadable = frozenset(file.id for file in reading.case_files if file.case is None)
    return Library(corpus, reading.id_registry, unreadable, errors)


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
