"""Cache what was found in each case file, so that checking again reads only those that changed."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from kb.checks.case_digest import CaseDigest
from kb.content.cache import Cache
from kb.content.corpus_reader import SOURCES, VOCABULARY, shown_path
from kb.content.problems import Problems
from kb.content.text_file import MAX_BYTES, read_bytes
from kb.content.yaml_file import MAX_BYTES as MAX_BYTES_OF_LIST
from kb.model import Problem


class Finding(NamedTuple):
    """What one case file gave: its problems, its digest, and the cases it names."""

    problems: tuple[Problem, ...]
    digest: CaseDigest
    names: frozenset[str]


#: The digest of a file, and what it gave.
_Entry: TypeAlias = tuple[str, Finding]
_JSON: Final = TypeAdapter[_Entry](_Entry, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def file_digest(path: str) -> str | None:
    """Return a digest of what a file says; a link, or what cannot be a case, has none and is always read."""
    try:
        seen = os.lstat(path)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > MAX_BYTES:
            return None
        with open(path, "rb") as file:  # noqa: PTH123 - Path objects take thrice the time
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return None


class FindingCache:
    """The findings of a folder's case files, for as long as vocabulary, sources and the place are the same."""

    def __init__(self, cases_dir: Path, cache: Cache) -> None:
        self._cache = cache
        digest = hashlib.sha256(os.fsencode(f"{shown_path(cases_dir)} {Path.cwd()}"))
        for name in (VOCABULARY, SOURCES):
            data = read_bytes(cases_dir / name, Problems(name), within=cases_dir, limit=MAX_BYTES_OF_LIST)
            digest.update(hashlib.sha256(data or b"").digest())
        self._purpose = digest.hexdigest()

    def load(self, digests: Mapping[str, str | None]) -> Iterator[tuple[str, Finding]]:
        """Yield name and finding of each file that has not changed and names no case that is gone."""
        present = frozenset(name.removesuffix(".md") for name in digests)
        for name, text in self._cache.load("findings", self._purpose).items():
            digest, finding = _JSON.validate_json(text)
            if digest == digests.get(name) and present.issuperset(finding.names):
                yield name, finding

    def save(self, fresh: Mapping[str, _Entry], kept: Collection[str]) -> None:
        """Add fresh findings to those to keep."""
        texts = {}
        for name, entry in fresh.items():
            with suppress(ValueError):  # a file's name may be no text
                texts[name] = _JSON.dump_json(entry).decode()
        self._cache.save("findings", self._purpose, texts, kept)
