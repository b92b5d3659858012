"""Read filled-in forms of any kind from files, and say of others what they are and what to do."""

from collections.abc import Sequence
from pathlib import Path

from kb.errors import FormUnreadable
from kb.publish.forms.file_kinds import LIMITS, MACROS, OLD
from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.layout import Form
from kb.publish.forms.messages import say, unreadable
from kb.publish.forms.vetting import what_it_is


def read_form_files(paths: Sequence[Path], form: Form) -> tuple[list[ReadFile], list[str]]:
    """Return what could be read, and why the rest could not, each with the name of its file."""
    read, refused = [], []
    tables = [path for path in paths if path.suffix.lower() == ".csv"]
    for group in [*([path] for path in paths if path not in tables), *([tables] if tables else [])]:
        try:
            read.append(_read(group, form))
        except FormUnreadable as error:
            refused.append(f"{'、'.join(path.name for path in group)}：{error}")
    return read, refused


def _read(group: Sequence[Path], form: Form) -> ReadFile:
    path, kind = group[0], group[0].suffix.lower()
    if kind in MACROS:
        raise unreadable("macros")
    contents = [(each.name, _content(each)) for each in group]
    data = contents[0][1]
    if kind == ".docx":
        from kb.publish.forms.word_reader import read_word  # here, because a library is needed for one kind only

        return read_word(data, path.name, form)
    if kind == ".xlsx":
        from kb.publish.forms.excel_reader import read_excel

        return read_excel(data, path.name, form)
    if kind == ".csv":
        from kb.publish.forms.csv_reader import read_csv

        return read_csv(contents, form)
    if kind in OLD:
        wanted = OLD[kind]
        if data.startswith(b"PK"):
            raise unreadable("kinds.old", kind=kind, wanted=wanted)
        raise FormUnreadable(what_it_is(data, wanted) if data else say("empty"))
    raise unreadable("kinds")


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FormUnreadable("这是文件夹，不是文件。" if path.is_dir() else "找不到这个文件。")
        if path.stat().st_size > LIMITS.bytes:
            raise unreadable("large", most=LIMITS.bytes >> 20)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "名字不对"
        raise FormUnreadable(f"读不到这个文件（{reason}）。") from error
