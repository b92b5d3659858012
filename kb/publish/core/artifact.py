"""One file of the site: its name, the digest of what it was given, and how to make it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """A file by its name under the site's root.

    ``fingerprint`` names all that ``render`` was given, and what it looks up besides is recorded when it does
    (kb/publish/core/lookup.py). Without a fingerprint the file has to be made to know whether it is the same.
    """

    name: str
    fingerprint: str | None
    render: Callable[[], str | bytes]


def finished(name: str, text: str) -> Artifact:
    """Return a file whose text is there already."""
    return Artifact(name, None, lambda: text)


def digest_of(*parts: str | bytes) -> str:
    """Return a short name for these parts in this order; it changes when any of them does."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.hexdigest()
