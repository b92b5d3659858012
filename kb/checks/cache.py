"""Cache what was found in each case file, so that checking again reads only those that changed."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from kb.checks.case_digest import CaseDigest
from kb.content.cache import Cache
from kb.content.corpus_reader import SOURCES, VOCABULARY, shown_path
from kb.content.problems import Problems
from kb.content.text_file import read_bytes
from kb.content.yaml_file import MAX_BYTES
from kb.model import Problem

#: When a file was changed and its entry made, its size and number.
Stamp: TypeAlias = tuple[int, int, int, int]


class Finding(NamedTuple):
    """What one case file gave: its problems, its digest, and the cases it names."""

    problems: tuple[Problem, ...]
    digest: CaseDigest
    names: frozenset[str]


_Entry: TypeAlias = tuple[Stamp, Finding]
_JSON: Final = TypeAdapter[_Entry](_Entry, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def stamp_of(path: str) -> Stamp | None:
    """Return what changes when a file does; a link or an unreadable file has none and is always read."""
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    if (seen.st_mode & 0o170000) != 0o100000:
        return None
    return seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino


class FindingCache:
    """The findings of a folder's case files, for as long as vocabulary, sources and the place are the same."""

    def __init__(self, cases_dir: Path, cache: Cache) -> None:
        self._cache = cache
        digest = hashlib.sha256(os.fsencode(f"{shown_path(cases_dir)} {Path.cwd()}"))
        for name in (VOCABULARY, SOURCES):
            data = read_bytes(cases_dir / name, Problems(name), within=cases_dir, limit=MAX_BYTES)
            digest.update(hashlib.sha256(data or b"").digest())
        self._purpose = digest.hexdigest()

    def load(self, stamps: Mapping[str, Stamp | None]) -> Iterator[tuple[str, Finding]]:
        """Yield name and finding of each file that has not changed and names no case that is gone."""
        present = frozenset(name.removesuffix(".md") for name in stamps)
        for name, text in self._cache.load("findings", self._purpose).items():
            stamp, finding = _JSON.validate_json(text)
            if stamp == stamps.get(name) and present.issuperset(finding.names):
                yield name, finding

    def save(self, fresh: Mapping[str, _Entry], kept: Collection[str]) -> None:
        """Add fresh findings to those to keep."""
        texts = {}
        for name, entry in fresh.items():
            with suppress(ValueError):  # a file's name may be no text
                texts[name] = _JSON.dump_json(entry).decode()
        self._cache.save("findings", self._purpose, texts, kept)
