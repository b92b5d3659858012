"""Hold what was generated on the disk until the generator has framed it: memory must not grow with the cases."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


class Spool:
    """Texts by name in one nameless file, which goes away with the process however that ends."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the spool
        except OSError:
            # A project that may only be read: the system's own place is often smaller, but writable.
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._lengths: list[tuple[str, int]] = []

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield name and text in the order in which they came."""
        start = 0
        for name, length in self._lengths:
            self._file.seek(start)
            yield name, self._file.read(length).decode("utf-8")
            start += length

    def add(self, name: str, text: str) -> None:
        """Add a text at the end."""
        encoded = text.encode("utf-8")
        self._file.seek(0, os.SEEK_END)
        self._file.write(encoded)
        self._lengths.append((name, len(encoded)))

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
