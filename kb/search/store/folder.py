"""Open the current generation of an index, and put a new one in its place."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.search.impacts.layout import LAYOUT
from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.sums import ListSums, Sums
from kb.search.store.contents import Contents, replace_contents
from kb.search.store.lock import writing
from kb.search.store.manifest import Entries, read_manifest, verify_manifest, write_manifest
from kb.search.store.pointer import Pointer, read_pointer, replace_pointer

#: A generation may be removed between reading its name and opening it; the pointer then names a newer one.
_ATTEMPTS = 5


class IndexFolder:
    """One index on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pointer(self) -> Pointer:
        """Return what is current; raise IndexMissing or IndexDamaged."""
        return read_pointer(self.path)

    def open_index(self, sums: type[Sums] = ListSums) -> ImpactIndex:
        """Open the current generation for searching; raise IndexMissing or IndexDamaged."""
        for attempt in range(_ATTEMPTS):
            pointer = self.pointer()
            try:
                return ImpactIndex(self.path / pointer.generation, sums=sums)
            except IndexDamaged:
                if attempt == _ATTEMPTS - 1 or self.pointer() == pointer:
                    raise
        raise IndexDamaged(f"索引 {self.path} 一直在变，打不开。")

    def writing(self, on_wait: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """Hold the write lock."""
        return writing(self.path, on_wait=on_wait)

    def intact_generation(self, *, thorough: bool = False) -> Path | None:
        """Return the current generation's folder, or None when it cannot be trusted.

        Its files are checked: all of them if ``thorough``, otherwise the size of large ones must do.
        """
        try:
            generation = self.path / self.pointer().generation
            verify_manifest(generation, thorough=thorough)
        except (IndexMissing, IndexDamaged):
            return None
        return generation

    @contextmanager
    def new_generation(
        self, *, signature: str = "", contents: Contents | None = None, based_on: Path | None = None
    ) -> Iterator[Path]:
        """Give a folder to write the next generation in; on leaving without an error it becomes the current one.

        It starts with what ``based_on``, a sound generation, holds, without its layout. The write lock must be held.
        """
        current = self._current_name()
        taken = [int(path.name[2:]) for path in self._generations()]
        generation = self.path / f"g-{max(taken, default=0) + 1}"
        generation.mkdir()
        try:
            handed_on = _link_files(based_on, generation) if based_on else {}
            yield generation
            write_manifest(generation, handed_on)
            self._point_to(Pointer(generation.name, signature), contents)
        except BaseException:
            _remove(generation)
            raise
        # The generation just replaced stays until the next change: a reader may be about to open it.
        for path in self._generations():
            if path.name not in (generation.name, current):
                _remove(path)

    def note(self, *, signature: str, contents: Contents | None) -> None:
        """Remember that touched files still say the same. The write lock must be held."""
        self._point_to(Pointer(self.pointer().generation, signature), contents)

    def _point_to(self, pointer: Pointer, contents: Contents | None) -> None:
        # They count only beside the pointer they name: whoever is stopped in between leaves some that do not.
        replace_contents(self.path, pointer, contents)
        replace_pointer(self.path, pointer)

    def _current_name(self) -> str | None:
        try:
            return self.pointer().generation
        except (IndexMissing, IndexDamaged):
            return None

    def _generations(self) -> list[Path]:
        return [path for path in self.path.glob("g-*") if path.name[2:].isdecimal() and path.is_dir()]


def _link_files(source: Path, target: Path) -> Entries:
    """Start from another generation's files, which are added to and removed but never changed; return their entries."""
    handed_on = {name: entry for name, entry in read_manifest(source).items() if name != LAYOUT}
    for name in handed_on:
        (target / name).parent.mkdir(exist_ok=True)
        try:
            os.link(source / name, target / name)
        except OSError:
            import shutil  # as below

            shutil.copy2(source / name, target / name)
    return handed_on


def _remove(generation: Path) -> None:
    import shutil  # loads several packers, which a search of a fresh index does not need

    shutil.rmtree(generation, ignore_errors=True)
