"""Fix the files of a cases folder in place, each one whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kb.checks.fixes.case_text import fix_case, fix_data
from kb.checks.fixes.new_sources import move_sources
from kb.checks.rules.sources import check_own
from kb.checks.scope import Scope
from kb.content.corpus_reader import NOTICE, SOURCES, VOCABULARY, CorpusReading
from kb.content.id_registry import ID_REGISTRY
from kb.content.problems import Problems
from kb.content.text_file import MAX_BYTES, read_bytes
from kb.content.vocabulary_fields import Labels
from kb.errors import CorpusError


def fix_corpus(reading: CorpusReading, cases_dir: Path, only: frozenset[Path] | None = None) -> tuple[Path, ...]:
    """Fix what was read and return the files that changed; ``only`` limits it to some absolute paths."""
    labels = Labels(reading.vocabulary.value) if reading.vocabulary.value else None
    changed = []
    lists = [cases_dir / name for name in (VOCABULARY, SOURCES, NOTICE)]
    for path in (*lists, *(file.path for file in reading.case_files)):
        if not _is_chosen(path, only) or (text := _text_of(path, cases_dir)) is None:
            continue
        new = fix_data(text) if path in lists else fix_case(text, labels)
        if new != text:
            replace_text(path, new)
            changed.append(path)
    changed = [*dict.fromkeys((*changed, *_move_new_sources(reading, cases_dir, only)))]
    if only is None and (text := _with_new_ids(reading, cases_dir)) is not None:
        replace_text(cases_dir / ID_REGISTRY, text)
        changed.append(cases_dir / ID_REGISTRY)
    return tuple(changed)


def _move_new_sources(reading: CorpusReading, cases_dir: Path, only: frozenset[Path] | None) -> Iterator[Path]:
    """Move the cases' own sources into the bibliography, unless something is wrong with them; yield what changed."""
    scope, path = Scope(reading), cases_dir / SOURCES
    for file in reading.case_files:
        own = file.case.new_sources if file.case else ()
        # An id that is listed already may be what a move left that was cut off; the move itself looks.
        faults = (one for one in check_own(file, scope) if one.severity == "error" and one.code != "KB302")
        if not own or not _is_chosen(file.path, only) or any(faults):
            continue
        case, sources = _text_of(file.path, cases_dir), _text_of(path, cases_dir)
        moved = move_sources(case, sources) if case and sources else None
        if moved is None:
            continue
        # The bibliography first: a move that is cut off leaves a source in both, and the next run takes it out of one.
        if moved.sources != sources:
            replace_text(path, moved.sources)
            yield path
        replace_text(file.path, moved.case)
        yield file.path


def _with_new_ids(reading: CorpusReading, cases_dir: Path) -> str | None:
    """Return the registry with the ids of published cases added at its end, or None when nothing is missing."""
    registry, path = reading.id_registry, cases_dir / ID_REGISTRY
    if reading.corpus is None or registry.problems or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    review = reading.corpus.review_of
    new = [case.id for case in reading.corpus.cases if case.id not in registry.lines and review(case) != "draft"]
    return text.rstrip("\n") + "\n" + "".join(f"{name}\n" for name in new) if new else None


def _is_chosen(path: Path, only: frozenset[Path] | None) -> bool:
    return only is None or Path(os.path.abspath(path)) in only  # noqa: PTH100 - a link is named as it stands


def _text_of(path: Path, cases_dir: Path) -> str | None:
    """Return the text of a file that the reader, too, would read."""
    data = read_bytes(path, Problems(""), within=cases_dir, limit=MAX_BYTES)
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def replace_text(path: Path, text: str) -> None:
    """Write beside the file, or what it links to, then put that in its place in one step, with the same permissions."""
    scratch, path = None, Path(os.path.realpath(path))
    try:
        handle, scratch = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(scratch).chmod(path.stat().st_mode & 0o777)
        Path(scratch).replace(path)
    except OSError as error:
        if scratch:
            with contextlib.suppress(OSError):
                Path(scratch).unlink()
        raise CorpusError(f"写不进 {path}（{os.strerror(error.errno or 0)}）。文件没有改动，请检查权限。") from error
