"""Keep drafts of forms as case files: each is stored once, follows its form as long as nobody edits it, and no longer.

A comment in the file says which form it came from, with digests of the form's answers and of the file itself.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.content.case_reader import CaseFile
from kb.errors import PublishError
from kb.model import Case, CaseHead
from kb.model.problem import on_one_line
from kb.publish.forms.filled_form import FilledForm

_COMMENT: Final = "# 由“{name}”{place}导入；改了这个文件，就不再随表更新。表 {answers} 稿 {text}\n"
_FOUND: Final = re.compile(r"^# 由“(.*)”(?:第 (\d+) 行)?导入；.*表 ([0-9a-f]{12}) 稿 ([0-9a-f]{12})\n", re.MULTILINE)
_FENCE: Final = "---\n"
_LONGEST_NAME: Final = 100


@dataclass(frozen=True)
class StoredDraft:
    """A case file that may have come from a form; without ``answers`` it did not."""

    path: Path
    title: str
    unit: str
    origin: tuple[str, int] = ("", 0)
    answers: str = ""
    is_unchanged: bool = False
    #: Ids of the sources that only it defines.
    sources: tuple[str, ...] = ()
    case: Case | None = None

    def says(self, case: Case | None) -> bool:
        """Tell whether it is the same case, front matter and body."""
        own = self.case
        if own is None or case is None:
            return False
        return own.body == case.body and all(getattr(own, key) == getattr(case, key) for key in CaseHead.model_fields)

    def is_of(self, form: FilledForm) -> bool:
        """Tell whether the form says what it said when the draft was written."""
        return self.answers == answers_digest(form)


class DraftsFolder:
    """The drafts of one folder."""

    def __init__(self, folder: Path, files: Iterable[CaseFile]) -> None:
        self._folder = folder
        self._drafts = [_stored(file) for file in files]
        self._claimed: set[Path] = set()

    def named(self, title: str, unit: str) -> StoredDraft | None:
        """Return the case of a unit that has a title, once."""
        return self._claim(lambda draft: bool(title) and (draft.title, draft.unit) == (title, unit))

    def called(self, case_id: str) -> StoredDraft | None:
        """Return the case with an id, once."""
        return self._claim(lambda draft: draft.path.stem == case_id)

    def from_place(self, form: FilledForm, unit: str) -> StoredDraft | None:
        """Return the draft of a unit that came from the same place of a file of that name, once."""
        origin = (_name(form.file), form.row)
        return self._claim(lambda draft: bool(draft.answers) and draft.origin == origin and draft.unit == unit)

    def _claim(self, is_meant: Callable[[StoredDraft], bool]) -> StoredDraft | None:
        found = next((draft for draft in self._drafts if draft.path not in self._claimed and is_meant(draft)), None)
        if found:
            self._claimed.add(found.path)
        return found

    def add(self, case_id: str, text: str, form: FilledForm) -> Path:
        """Write a new draft; a file that is there already is never touched."""
        path = self._folder / f"{case_id}.md"
        with _written(self._folder, signed(text, form)) as made:
            try:
                os.link(made, path)
            except FileExistsError:
                raise PublishError(f"{path} 已经有了，没有改动。") from None
            except OSError:  # sticks and network drives know no links
                _copy(made, path)
        return path

    def update(self, draft: StoredDraft, text: str, form: FilledForm) -> Path:
        """Write a draft anew that nobody has edited."""
        if not _is_unchanged(_text_of(draft.path)):
            raise PublishError(f"{draft.path} 刚刚被改动了，没有更新。")
        with _written(self._folder, signed(text, form)) as made:
            os.replace(made, draft.path)  # noqa: PTH105 - beside os.link
        return draft.path


def answers_digest(form: FilledForm) -> str:
    """Return a short name for all that was answered."""
    answers = {key: answer.text.strip() for key, answer in form.answers.items() if answer.text.strip()}
    lines = [f"{key}={text}" for key, text in sorted(answers.items())]
    for table, rows in sorted(form.rows.items()):
        for row in rows:
            lines += [f"{table}/{key}={answer.text.strip()}" for key, answer in sorted(row.answers.items())]
    return _short("\n".join(lines))


def signed(text: str, form: FilledForm) -> str:
    """Return a case file's text with the comment that says where it came from."""
    place = f"第 {form.row} 行" if form.row else ""
    digests = {"answers": answers_digest(form), "text": _short(text)}
    return _FENCE + _COMMENT.format(name=_name(form.file), place=place, **digests) + text.removeprefix(_FENCE)


def _stored(file: CaseFile) -> StoredDraft:
    title, unit = (file.case.title, file.case.unit.name) if file.case else ("", "")
    text = _text_of(file.path)
    found = _FOUND.search(text)
    if not found:
        return StoredDraft(file.path, title, unit, case=file.case)
    origin = (found[1], int(found[2] or 0))
    sources = tuple(source.id for source in file.case.new_sources) if file.case else ()
    return StoredDraft(file.path, title, unit, origin, found[3], _is_unchanged(text), sources, file.case)


def _is_unchanged(text: str) -> bool:
    found = _FOUND.search(text)
    return found is not None and _short(_FOUND.sub("", text, count=1)) == found[4]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _name(file: str) -> str:
    return on_one_line(file).replace("”", "").replace("“", "")[:_LONGEST_NAME]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@contextmanager
def _written(folder: Path, text: str) -> Iterator[Path]:
    """Hand out a whole file beside those of the folder; what was not moved away is deleted."""
    handle, name = tempfile.mkstemp(prefix=".kb-import-", dir=folder)
    made = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - a handle
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(0o644)
        yield made
    finally:
        with suppress(FileNotFoundError):
            made.unlink()


def _copy(made: Path, path: Path) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made.read_text(encoding="utf-8"))
    except FileExistsError:
        raise PublishError(f"{path} 已经有了，没有改动。") from None
