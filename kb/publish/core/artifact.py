"""One file of the site: its address, what it is made of, and how to make it, so that only what changed is made."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """A file by its name under the site's root; files with one ``made_of`` have one text."""

    name: str
    made_of: str
    make: Callable[[], str]


def digest_of(*parts: str) -> str:
    """Return a short name for these texts in this order; it changes when any of them does."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.hexdigest()


def made_part(name: str, text: str, made_of: str | None = None) -> Artifact:
    """Return a file whose text is there already; without ``made_of`` it is made of that."""
    return Artifact(name, made_of or digest_of(text), lambda: text)
