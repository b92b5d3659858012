"""Take over from the last build what would be made again just so: each such file is linked, not written.

The cache says of each file what it was made of and what the file looked like then. A file that has changed since, or
of which nothing is known, is made.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from kb.content.cache import Cache

#: What a file was made of, and when it was changed and its size.
_Entry: TypeAlias = tuple[str, int, int]


class KeptFiles:
    """The files of a site that was built before; ``old`` may be gone."""

    def __init__(self, old: Path, cache: Cache) -> None:
        self._old = str(old.absolute())
        self._cache = cache
        self._known = dict(self._read())
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

    def save(self) -> None:
        """Write down what this site was made of; of another site nothing is known any more."""
        entries = {name: f"{made_of} {time} {size}" for name, (made_of, time, size) in self._found.items()}
        self._cache.save("outputs", self._old, entries)

    def _take(self, source: str, target: str) -> None:
        if self._can_link:
            try:
                os.link(source, target, follow_symlinks=False)
                return
            except OSError:
                self._can_link = False  # a stick or a share that knows no links
        shutil.copy2(source, target)

    def _read(self) -> Iterator[tuple[str, _Entry]]:
        for name, text in self._cache.load("outputs", self._old).items():
            made_of, time, size = text.split()
            yield name, (made_of, int(time), int(size))
