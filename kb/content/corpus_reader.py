"""Read a whole cases folder."""

import gc
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from kb.content.case_reader import CaseFile, read_case
from kb.content.id_registry import ID_REGISTRY, IdRegistry, read_id_registry
from kb.content.problems import problem
from kb.content.text_file import PASSED_OVER
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_file import DataFile, read_data
from kb.errors import CasesNotFound
from kb.model import Collection as ReadingList
from kb.model import Corpus, Notice, Problem, Questions, Source, Studies, Vocabulary
from kb.model.base import Model

M = TypeVar("M", bound=Model)

VOCABULARY = "vocabulary.yml"
SOURCES = "sources.yml"
NOTICE = "data/notice-2014-13.yml"
QUESTIONS = "questions.yml"
STUDIES = "studies.yml"
COLLECTIONS = "collections"
_LISTS = (VOCABULARY, SOURCES, QUESTIONS, STUDIES)
#: How files end that people write cases in.
_LIKE_CASES = (".md", ".markdown", ".mdown", ".mkd", ".txt")
_OFFICE_FILES = (".doc", ".docx", ".wps", ".odt", ".rtf", ".pdf")


class SourceList(Model):
    """What sources.yml holds."""

    sources: tuple[Source, ...] = Field(title="来源")


@dataclass(frozen=True)
class CorpusReading:
    """What was found in a cases folder; ``corpus`` is None only when the vocabulary or the bibliography is unreadable.

    ``corpus`` holds the cases whose front matter makes a case; ``files`` finds them by id, ``case_files`` holds every
    file, valid or not. A list that need not be there says nothing where it is not.
    """

    corpus: Corpus | None
    problems: tuple[Problem, ...]
    files: Mapping[str, CaseFile]
    case_files: tuple[CaseFile, ...]
    vocabulary: DataFile[Vocabulary]
    sources: DataFile[SourceList]
    notice: DataFile[Notice]
    questions: DataFile[Questions]
    studies: DataFile[Studies]
    id_registry: IdRegistry
    #: The name of a reading list's file is its id and its address.
    collections: tuple[DataFile[ReadingList], ...] = ()


def read_corpus(cases_dir: Path, only: Collection[Path] | None = None) -> CorpusReading:
    """Read everything in a cases folder, or the lists and ``only`` these cases.

    Faults in the files are collected, a missing folder raises CasesNotFound.
    """
    if not cases_dir.is_dir():
        raise CasesNotFound(f"找不到案例文件夹 {cases_dir}。请在项目文件夹里运行，或用 --cases 指明它在哪里。")
    vocabulary = _read(cases_dir, VOCABULARY, Vocabulary)
    sources = _read(cases_dir, SOURCES, SourceList)
    notice = _read(cases_dir, NOTICE, Notice, is_optional=True)
    questions = _read(cases_dir, QUESTIONS, Questions, is_optional=True)
    studies = _read(cases_dir, STUDIES, Studies, is_optional=True)
    registry = read_id_registry(cases_dir / ID_REGISTRY, shown_path(cases_dir / ID_REGISTRY))
    collections = tuple(
        _read(cases_dir, f"{COLLECTIONS}/{path.name}", ReadingList)
        for path in sorted((cases_dir / COLLECTIONS).glob("*.y*ml"), key=lambda path: path.name)
        if not path.name.startswith(PASSED_OVER)
    )
    labels = Labels(vocabulary.value) if vocabulary.value else None
    with without_collection():
        paths = (cases_dir / name for name in case_names(cases_dir)) if only is None else only
        case_files = tuple(read_case(path, shown_path(path), labels) for path in paths)
    files: dict[str, CaseFile] = {}
    for file in case_files:
        if file.case is not None:
            files.setdefault(file.case.id, file)
    corpus = None
    if vocabulary.value and sources.value:
        corpus = Corpus.model_construct(
            cases=(),
            vocabulary=vocabulary.value,
            sources={source.id: source for source in reversed(sources.value.sources)},
            notice=notice.value,
            moved=registry.moved_to(files),
            content_hashes={name: file.content_hash for name, file in files.items()},
            collections={file.id: file.value for file in collections if file.value},
            questions=questions.value,
            studies=studies.value or Studies(studies=()),
        ).with_cases(tuple(file.case for _, file in sorted(files.items()) if file.case))
    read: list[DataFile[Any] | IdRegistry | CaseFile] = [vocabulary, sources, notice, questions, studies, registry]
    problems = [problem for part in (*read, *collections, *case_files) for problem in part.problems]
    return CorpusReading(
        corpus=corpus,
        problems=(*problems, *_misplaced(cases_dir), *_no_folders(cases_dir)),
        files=files,
        case_files=case_files,
        vocabulary=vocabulary,
        sources=sources,
        notice=notice,
        questions=questions,
        studies=studies,
        id_registry=registry,
        collections=collections,
    )


def case_names(cases_dir: Path) -> list[str]:
    """Return the names of a folder's case files in order; hidden files, locks and README.md are none."""
    with os.scandir(cases_dir) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(".md"))
    return [name for name in names if not name.startswith(PASSED_OVER) and name.casefold() != "readme.md"]


def shown_path(path: Path) -> str:
    """Return a path as messages show it: from the working folder when it lies below, with forward slashes."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100 - resolve() would follow symbolic links
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause garbage collection: reading makes values that stay and no cycles; looking for them doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(cases_dir: Path, name: str, model: type[M], *, is_optional: bool = False) -> DataFile[M]:
    path, shown = cases_dir / name, shown_path(cases_dir / name)
    if is_optional and not os.path.lexists(path):
        return DataFile(shown, ())
    return read_data(path, shown, model, within=cases_dir)


def _misplaced(cases_dir: Path) -> Iterator[Problem]:
    """Yield a warning for every file that looks like a case and will not be read as one."""
    for folder, folders, names in os.walk(cases_dir):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        at_top = Path(folder) == cases_dir
        for name in sorted(names):
            low = name.casefold()
            if name.startswith(PASSED_OVER) or low.startswith("readme.") or (at_top and name.endswith(".md")):
                continue
            if low.endswith(_LIKE_CASES) and not (at_top and name == ID_REGISTRY):
                key = "KB117.name" if at_top else "KB117.place"
                yield problem(key, shown_path(Path(folder) / name), folder=shown_path(cases_dir))
            elif low.endswith(_OFFICE_FILES):
                yield problem("KB117.kind", shown_path(Path(folder) / name))
            elif at_top and low.endswith((".yml", ".yaml")) and name not in _LISTS:
                yield problem("KB117.list", shown_path(Path(folder) / name), known="、".join(_LISTS))


def _no_folders(cases_dir: Path) -> Iterator[Problem]:
    """Yield an error for what stands where a folder of lists is looked for, but is a file or leads elsewhere."""
    for name in (COLLECTIONS, Path(NOTICE).parent):
        path = cases_dir / name
        if os.path.lexists(path) and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(cases_dir)):
            yield problem("KB113.folder", shown_path(path))
        elif os.path.lexists(path) and not path.is_dir():
            yield problem("KB116.folder", shown_path(path))
