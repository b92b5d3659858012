"""Read a whole cases folder."""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from kb.content.case_reader import CaseFile, read_case
from kb.content.controlled import Labels
from kb.content.data_file import DataFile, read_data
from kb.content.problems import Problems
from kb.errors import CasesNotFound
from kb.model import Corpus, Notice, Problem, Source, Vocabulary
from kb.model.base import Model

VOCABULARY = "vocabulary.yml"
SOURCES = "sources.yml"
NOTICE = "data/notice-2014-13.yml"


class SourceList(Model):
    """What sources.yml holds."""

    sources: tuple[Source, ...] = Field(title="来源")


@dataclass(frozen=True)
class CorpusReading:
    """What was found in a cases folder; ``corpus`` is None only when the vocabulary or the bibliography is unreadable.

    ``corpus`` holds the cases whose front matter makes a case; ``files`` finds them by id, ``case_files`` holds every
    file, sound or not.
    """

    corpus: Corpus | None
    problems: tuple[Problem, ...]
    files: Mapping[str, CaseFile]
    case_files: tuple[CaseFile, ...]
    vocabulary: DataFile[Vocabulary]
    sources: DataFile[SourceList]
    notice: DataFile[Notice] | None


def read_corpus(cases_dir: Path) -> CorpusReading:
    """Read everything in a cases folder; faults in the files are collected, a missing folder raises CasesNotFound."""
    if not cases_dir.is_dir():
        raise CasesNotFound(f"找不到案例文件夹 {cases_dir}。请在项目文件夹里运行，或用 --cases 指明它在哪里。")
    vocabulary = read_data(cases_dir / VOCABULARY, shown_path(cases_dir / VOCABULARY), Vocabulary)
    sources = read_data(cases_dir / SOURCES, shown_path(cases_dir / SOURCES), SourceList)
    notice_path = cases_dir / NOTICE
    notice = read_data(notice_path, shown_path(notice_path), Notice) if notice_path.exists() else None
    labels = Labels(vocabulary.value) if vocabulary.value else None
    with _without_collection():
        case_files = tuple(_read_inside(path, cases_dir, labels) for path in case_paths(cases_dir))
    files: dict[str, CaseFile] = {}
    for file in case_files:
        if file.case is not None:
            files.setdefault(file.case.id, file)
    return CorpusReading(
        corpus=_corpus(files, vocabulary.value, sources.value, notice.value if notice else None),
        problems=tuple(
            problem for part in (vocabulary, sources, notice, *case_files) if part for problem in part.problems
        ),
        files=files,
        case_files=case_files,
        vocabulary=vocabulary,
        sources=sources,
        notice=notice,
    )


def case_paths(cases_dir: Path) -> Iterator[Path]:
    """Yield the case files of a folder in the order of their names; hidden files and README.md are none."""
    for path in sorted(cases_dir.glob("*.md"), key=lambda path: path.name):
        if not path.name.startswith(".") and path.name.casefold() != "readme.md":
            yield path


def shown_path(path: Path) -> str:
    """Return a path as messages show it: from the working folder when it lies below, with forward slashes."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100 - resolve() would follow symbolic links
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause garbage collection: reading makes values that stay and no cycles; looking for them doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_inside(path: Path, cases_dir: Path, labels: Labels | None) -> CaseFile:
    shown = shown_path(path)
    if path.is_symlink() and not path.resolve().is_relative_to(cases_dir.resolve()):
        problems = Problems(shown)
        problems.add("KB113", "这是一个指向案例文件夹以外的链接。请把文件本身复制到这里。")
        return CaseFile(path, shown, "", tuple(problems.found))
    return read_case(path, shown, labels)


def _corpus(
    files: Mapping[str, CaseFile],
    vocabulary: Vocabulary | None,
    sources: SourceList | None,
    notice: Notice | None,
) -> Corpus | None:
    if vocabulary is None or sources is None:
        return None
    return Corpus.model_construct(
        cases=tuple(file.case for _, file in sorted(files.items()) if file.case),
        vocabulary=vocabulary,
        sources={source.id: source for source in reversed(sources.sources)},
        notice=notice,
    )
