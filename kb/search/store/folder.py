"""Open the current generation of an index, and put a new one in its place."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.search.impacts.reader import ImpactIndex
from kb.search.store.lock import writing
from kb.search.store.manifest import verify_manifest, write_manifest
from kb.search.store.pointer import Pointer, read_pointer, replace_pointer

IMPACTS = "impacts.bin"

#: A generation may be removed between reading its name and opening it; the pointer then names a newer one.
_ATTEMPTS = 5


class IndexFolder:
    """One index on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pointer(self) -> Pointer:
        """Return what is current; raise IndexMissing or IndexDamaged."""
        return read_pointer(self.path)

    def open_index(self) -> ImpactIndex:
        """Open the current generation for searching; raise IndexMissing or IndexDamaged."""
        for attempt in range(_ATTEMPTS):
            pointer = self.pointer()
            try:
                return ImpactIndex(self.path / pointer.generation / IMPACTS)
            except IndexDamaged:
                if attempt == _ATTEMPTS - 1 or self.pointer() == pointer:
                    raise
        raise IndexDamaged(f"索引 {self.path} 一直在变，打不开。")

    def writing(self, on_wait: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """Hold the write lock."""
        return writing(self.path, on_wait=on_wait)

    def sound_generation(self) -> Path | None:
        """Return the current generation's folder after checking every file in it, or None when it cannot be trusted."""
        try:
            generation = self.path / self.pointer().generation
            verify_manifest(generation)
        except (IndexMissing, IndexDamaged):
            return None
        return generation

    @contextmanager
    def new_generation(self, *, signature: str = "", content: str = "") -> Iterator[Path]:
        """Give a folder to write the next generation in; on leaving without an error it becomes the current one.

        The write lock must be held.
        """
        current = self._current_name()
        taken = [int(path.name[2:]) for path in self._generations()]
        generation = self.path / f"g-{max(taken, default=0) + 1}"
        generation.mkdir()
        try:
            yield generation
            write_manifest(generation)
            replace_pointer(self.path, Pointer(generation.name, signature, content))
        except BaseException:
            _remove(generation)
            raise
        # The generation just replaced stays until the next change: a reader may be about to open it.
        for path in self._generations():
            if path.name not in (generation.name, current):
                _remove(path)

    def note_signature(self, signature: str) -> None:
        """Remember that touched files still say the same. The write lock must be held."""
        pointer = self.pointer()
        replace_pointer(self.path, Pointer(pointer.generation, signature, pointer.content))

    def _current_name(self) -> str | None:
        try:
            return self.pointer().generation
        except (IndexMissing, IndexDamaged):
            return None

    def _generations(self) -> list[Path]:
        return [path for path in self.path.glob("g-*") if path.name[2:].isdecimal() and path.is_dir()]


def _remove(generation: Path) -> None:
    import shutil  # loads several packers, which a search of a fresh index does not need

    shutil.rmtree(generation, ignore_errors=True)
