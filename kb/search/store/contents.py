"""Remember what an index was made from, so that only what says something else is read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.search.store.checked_file import read_checked, replace_checked
from kb.search.store.pointer import Pointer

CONTENTS = "CONTENTS"


@dataclass(frozen=True)
class Contents:
    """A digest of what all cases rest on, and one of each case by id."""

    lists: str
    cases: Mapping[str, str]

    def changed_in(self, other: "Contents") -> list[str]:
        """Return the cases of another state that are new or different there."""
        return [name for name, digest in other.cases.items() if self.cases.get(name) != digest]


def content_hash(*paths: Path) -> str:
    """Return a digest of what files say."""
    import hashlib  # loads OpenSSL, which a search of a fresh index does not need

    return hashlib.blake2b(b"".join(hashlib.blake2b(path.read_bytes()).digest() for path in paths)).hexdigest()


def replace_contents(folder: Path, pointer: Pointer, contents: Contents | None) -> None:
    """Remember what the generation and signature of the pointer were made from."""
    told = [pointer.generation, pointer.signature, *((contents.lists, dict(contents.cases)) if contents else ())]
    replace_checked(folder / CONTENTS, told)


def read_contents(folder: Path, pointer: Pointer) -> Contents | None:
    """Return what the pointer's generation was made from, or None where that is not known for sure."""
    try:
        generation, signature, *told = read_checked(folder / CONTENTS)
    except (OSError, ValueError):
        return None
    return Contents(*told) if told and (generation, signature) == (pointer.generation, pointer.signature) else None
