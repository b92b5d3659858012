"""Take over from the last build what would be made again just so: each such file is linked, not written.

A record beside the project says of each file what it was made of and what the file looked like then. A file that
has changed since, or of which nothing is known, is made. The record may be deleted at any time.
"""

import contextlib
import os
import shutil
from pathlib import Path
from typing import Final, TypeAlias

from kb.publish.core.artifact import digest_of
from kb.publish.core.cache_file import read_kept, write_kept

_FORMAT: Final = 1

#: What a file was made of, and when it was changed and its size.
_Entry: TypeAlias = tuple[str, int, int]


class KeptFiles:
    """The files of a site that was built before; ``old`` may be gone, ``record`` missing or damaged."""

    def __init__(self, old: Path, record_folder: Path) -> None:
        self._old = str(old.absolute())
        self._record = record_folder / f"site-{digest_of(self._old)}.json"
        self._known = self._read()
        self._found: dict[str, _Entry] = {}
        self._can_link = True

    def reuse(self, name: str, made_of: str, target: str) -> bool:
        """Put the old file at ``target`` if it is what would be made; say whether it was."""
        if not self._is_right(name, made_of):
            return False
        try:
            self._take(f"{self._old}/{name}", target)
        except OSError:
            return False
        self._found[name] = self._known[name]
        return True

    def __bool__(self) -> bool:
        """Tell whether anything of an old site is known."""
        return bool(self._known)

    def has_folder(self, folder: str, made_of: str) -> bool:
        """Tell whether all old files below a folder are what would be made."""
        names = self._names_below(folder)
        return bool(names) and all(self._is_right(name, made_of) for name in names)

    def reuse_folder(self, folder: str, made_of: str, site: str) -> bool:
        """Put all old files below a folder in the site if every one is what would be made; say whether they were."""
        if not self.has_folder(folder, made_of):
            return False
        names = self._names_below(folder)
        for parent in {name.rpartition("/")[0] for name in names}:
            os.makedirs(f"{site}/{parent}", exist_ok=True)  # noqa: PTH103 - as in SiteBuild
        if all(self.reuse(name, made_of, f"{site}/{name}") for name in names):
            return True
        # What was linked must not be written into: it is the old site's file, too.
        shutil.rmtree(f"{site}/{folder}")
        return False

    def _names_below(self, folder: str) -> list[str]:
        return [name for name in self._known if name.startswith(f"{folder}/")]

    def _is_right(self, name: str, made_of: str) -> bool:
        entry = self._known.get(name)
        if entry is None or entry[0] != made_of:
            return False
        try:
            seen = os.lstat(f"{self._old}/{name}")
        except OSError:
            return False
        return (seen.st_mtime_ns, seen.st_size) == (entry[1], entry[2])

    def note(self, name: str, made_of: str, target: str) -> None:
        """Remember a file that has just been written."""
        seen = os.lstat(target)
        self._found[name] = (made_of, seen.st_mtime_ns, seen.st_size)

    def note_folder(self, folder: str, made_of: str, site: str) -> None:
        """Remember all files below a folder of the site, which have just been written."""
        for parent, _, files in os.walk(f"{site}/{folder}"):
            for file in files:
                path = f"{parent}/{file}"
                self.note(path.removeprefix(f"{site}/"), made_of, path)

    def save(self) -> None:
        """Write the record in one step; where it cannot be written, the next build merely takes longer."""
        write_kept(self._record, {"format": _FORMAT, "files": self._found})

    def _take(self, source: str, target: str) -> None:
        if self._can_link:
            try:
                os.link(source, target, follow_symlinks=False)
                return
            except OSError:
                self._can_link = False  # a stick or a share that knows no links
        shutil.copy2(source, target)

    def _read(self) -> dict[str, _Entry]:
        data = read_kept(self._record)
        with contextlib.suppress(KeyError, TypeError):
            if data["format"] == _FORMAT:
                return {name: (entry[0], entry[1], entry[2]) for name, entry in data["files"].items()}
        return {}
