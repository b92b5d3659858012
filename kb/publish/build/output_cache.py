"""Take over from the last build what would be made again just so: each such file is linked, not written.

The cache says of each file of the last site what it was given, which sources were looked up to make it, and what the
file looked like then. A file that has changed since, or of which nothing is known, is made.
"""

import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from kb.content.cache import Cache
from kb.publish.core.lookup import Lookup


class _Entry(NamedTuple):
    """What a file was made of, when it was changed, and its size."""

    fingerprint: str
    read: list[str]
    digest_of_read: str
    time: int
    size: int


class OutputCache:
    """The files of a site that was built before; ``old`` may be gone."""

    def __init__(self, old: Path, cache: Cache, lookup: Lookup) -> None:
        self._old = str(old.absolute())
        self._cache = cache
        self._lookup = lookup
        self._known = {name: _Entry(*json.loads(text)) for name, text in cache.load("outputs", self._old).items()}
        self._found: dict[str, _Entry] = {}
        self._can_link = True

    def reuse(self, name: str, fingerprint: str, target: str) -> bool:
        """Put the old file at ``target`` if it is what would be made; say whether it was."""
        if not self._is_right(name, fingerprint):
            return False
        try:
            self._take(f"{self._old}/{name}", target)
        except OSError:
            return False
        self._found[name] = self._known[name]
        return True

    def reuse_folder(self, folder: str, fingerprint: str, site: str) -> bool:
        """Put all old files below a folder in the site if every one is what would be made; say whether they were."""
        names = [name for name in self._known if name.startswith(f"{folder}/")]
        if not names or not all(self._is_right(name, fingerprint) for name in names):
            return False
        for parent in {name.rpartition("/")[0] for name in names}:
            os.makedirs(f"{site}/{parent}", exist_ok=True)  # noqa: PTH103 - as in SiteBuild
        if all(self.reuse(name, fingerprint, f"{site}/{name}") for name in names):
            return True
        # What was linked must not be written into: it is the old site's file, too.
        shutil.rmtree(f"{site}/{folder}")
        return False

    def note(self, name: str, fingerprint: str, read: Collection[str], target: str) -> None:
        """Remember a file that has just been written, with the ids of the sources that were looked up for it."""
        seen = os.lstat(target)
        ids = sorted(read)
        digest = self._lookup.digest_of_sources(ids)
        self._found[name] = _Entry(fingerprint, ids, digest, seen.st_mtime_ns, seen.st_size)

    def save(self) -> None:
        """Write down what this site was made of; of another site nothing is known any more."""
        self._cache.save("outputs", self._old, {name: json.dumps(entry) for name, entry in self._found.items()})

    def _is_right(self, name: str, fingerprint: str) -> bool:
        entry = self._known.get(name)
        if not entry or entry.fingerprint != fingerprint:
            return False
        if self._lookup.digest_of_sources(entry.read) != entry.digest_of_read:
            return False
        try:
            seen = os.lstat(f"{self._old}/{name}")
        except OSError:
            return False
        return (seen.st_mtime_ns, seen.st_size) == (entry.time, entry.size)

    def _take(self, source: str, target: str) -> None:
        if self._can_link:
            try:
                os.link(source, target, follow_symlinks=False)
                return
            except OSError:
                self._can_link = False  # a stick or a share that knows no links
        shutil.copy2(source, target)
