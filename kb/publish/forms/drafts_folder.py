"""Keep drafts of forms as case files: each is stored once, follows its form as long as nobody edits it, and no longer.

A comment in the file says which form it came from, with digests of the form's answers and of the file itself.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.checks.fixes.folder import replace_text
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
    case: Case | None
    origin: tuple[str, int] = ("", 0)
    answers: str = ""
    is_unchanged: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that only it defines."""
        return tuple(source.id for source in self.case.new_sources) if self.case and self.answers else ()

    def is_by(self, unit: str, title: str | None = None) -> bool:
        """Tell whether it is a case of a unit, with this title if one is given."""
        own = self.case
        return own is not None and own.unit.name == unit and title in (None, own.title)

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
        return self._claim(lambda draft: draft.is_by(unit, title))

    def called(self, case_id: str) -> StoredDraft | None:
        """Return the case with an id, once."""
        return self._claim(lambda draft: draft.path.stem == case_id)

    def from_place(self, form: FilledForm, unit: str) -> StoredDraft | None:
        """Return the draft of a unit that came from the same place of a file of that name, once."""
        origin = (_name(form.file), form.row)
        return self._claim(lambda draft: bool(draft.answers) and draft.origin == origin and draft.is_by(unit))

    def _claim(self, is_meant: Callable[[StoredDraft], bool]) -> StoredDraft | None:
        found = next((draft for draft in self._drafts if draft.path not in self._claimed and is_meant(draft)), None)
        if found:
            self._claimed.add(found.path)
        return found

    def add(self, case_id: str, text: str, form: FilledForm) -> Path:
        """Write a new draft; a file that is there already is never touched."""
        path, whole = self._folder / f"{case_id}.md", self._folder / f".{case_id}-{os.getpid()}.tmp"
        try:
            replace_text(whole, signed(text, form))
            whole.chmod(0o644)
            _name_once(whole, path)
        except FileExistsError:
            raise PublishError(f"{path} 已经有了，没有改动。") from None
        finally:
            whole.unlink(missing_ok=True)
        return path

    def update(self, draft: StoredDraft, text: str, form: FilledForm) -> Path:
        """Write a draft anew that nobody has edited."""
        if not _is_unchanged(_text_of(draft.path)):
            raise PublishError(f"{draft.path} 刚刚被改动了，没有更新。")
        replace_text(draft.path, signed(text, form))
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
    text = _text_of(file.path)
    found = _FOUND.search(text)
    if not found:
        return StoredDraft(file.path, file.case)
    return StoredDraft(file.path, file.case, (found[1], int(found[2] or 0)), found[3], _is_unchanged(text))


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


def _name_once(whole: Path, path: Path) -> None:
    """Give a file that is written its name; raise FileExistsError where another has it."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # sticks and network drives know no links
        path.touch(exist_ok=False)
        whole.replace(path)
