"""Vouch for the files of an index, so that none is opened that its own user did not write as it stands.

Whoosh's files are pickles: whoever opens them runs what they say. The manifest names them with their digests, and its
first line is a digest of the rest that only who has the user's key can make. It is replaced in one step, last of all.
"""

import hashlib
import hmac
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

from kb.errors import IndexDamaged, IndexMissing
from kb.search.document import Facet, facets_in
from kb.search.ranking.bm25f import RANKING_VERSION
from kb.search.ranking.fields import FIELDS
from kb.search.text.fold import ANALYZER_VERSION
from kb.user_folders import cache_folder, keyed_digest

MANIFEST = "kb-manifest.json"
#: Changes whenever the meaning of what an index keeps does.
FORMAT_VERSION = 10

#: What an index depends on beside the cases; an index made under another edition is rebuilt.
EDITION = f"{FORMAT_VERSION}-{ANALYZER_VERSION}-{RANKING_VERSION}-{zlib.crc32(repr(FIELDS).encode()):08x}"

_CHUNK = 1 << 20

#: A file's size, digest and marks: as long as the system's marks stay as they were, nobody has written to it since.
Entry = Sequence[Any]
#: Each field's number of terms over all documents, and of documents that have it.
Lengths: TypeAlias = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class SourceDigests:
    """What an index was made from: a digest of all that every case rests on, and one of each case by id."""

    lists: str
    cases: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """Name all of it in a few characters."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def changed_in(self, other: "SourceDigests") -> list[str]:
        """Return the cases of another state that are new or different there."""
        return [name for name, digest in other.cases.items() if self.cases.get(name) != digest]


@dataclass(frozen=True)
class Manifest:
    """One state of an index; ``fingerprint`` changes when a case file is touched."""

    generation: int
    files: Mapping[str, Entry]
    lengths: Lengths
    facets: tuple[Facet, ...]
    fingerprint: str = ""
    sources: SourceDigests | None = None


def index_folder(cases: Path) -> Path:
    """Return where the index of a cases folder lies unless somebody names another place."""
    return cache_folder(cases) / "index"


def source_digest(*paths: Path) -> str:
    """Return a digest of what files say."""
    return hashlib.blake2b(b"".join(hashlib.blake2b(path.read_bytes()).digest() for path in paths)).hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in the place of the one that is there; raise OSError, and leave that, where it fails."""
    text = json.dumps(asdict(manifest) | {"edition": EDITION}, ensure_ascii=False, separators=(",", ":")).encode()
    aside = folder / f"{MANIFEST}.new"
    try:
        with aside.open("wb") as file:
            file.write(keyed_digest(text).encode() + b"\n" + text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / MANIFEST)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def read_manifest(folder: Path) -> Manifest:
    """Return what the index folder holds; raise IndexMissing, or IndexDamaged where it is not the user's own."""
    path = folder / MANIFEST
    try:
        signature, _, text = path.read_bytes().partition(b"\n")
        is_own = hmac.compare_digest(signature, keyed_digest(text).encode())
    except FileNotFoundError:
        raise IndexMissing(f"{folder} 里还没有索引。请先运行 kb index。") from None
    except OSError as error:
        raise IndexDamaged(f"索引清单 {path} 读不出来。") from error
    if not is_own:
        raise IndexDamaged(f"索引清单 {path} 已损坏，或者不是您在这台电脑上建立的，不能采用。")
    data = json.loads(text)
    if data.pop("edition") != EDITION:
        raise IndexDamaged(f"索引 {folder} 是另一个版本建立的。")
    data["facets"] = facets_in(data["facets"])
    data["sources"] = SourceDigests(**data["sources"]) if data["sources"] else None
    return Manifest(**data)


def file_entry(path: Path) -> Entry:
    """Return what a manifest says of a file that was just written, and see that all of it is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    digest = _digest(path)
    size, *marks = _seen(path)
    return [size, digest, *marks]


def verify_files(folder: Path, manifest: Manifest, *, thorough: bool) -> None:
    """Raise IndexDamaged unless every file is there as it was written.

    A file that nobody has written to since is not read again, unless ``thorough``.
    """
    for name, (size, digest, *marks) in manifest.files.items():
        path = folder / name
        try:
            is_same = [size, *marks] == (seen := _seen(path))
            if (thorough or not is_same) and (seen[0] != size or _digest(path) != digest):
                raise IndexDamaged(f"索引文件 {path} 已损坏。")
        except OSError as error:
            raise IndexDamaged(f"索引文件 {path} 打不开。") from error


def _seen(path: Path) -> list[int]:
    seen = path.stat()
    # Who writes to a file may set its time back, but not the time at which its entry in the folder changed.
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
