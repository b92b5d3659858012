"""Find in git what a case was called, and what it said in an earlier version, named by the hash of its file."""

import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.citation.case_references import VERSION_LENGTH
from kb.content.case_reader import CaseFile, read_case
from kb.entrypoints.cli.git import texts_of


def missing_version(file: CaseFile, version: str) -> str:
    """Say that a version was not found, and what to do."""
    return (
        f"找不到案例 {file.id} 的版本“{version}”，现在的版本是 {file.content_hash[:VERSION_LENGTH]}。"
        "旧版本要到 git 版本库里找：请在完整的版本库里运行；若是浅克隆，先运行 git fetch --unshallow。"
    )


def case_of_version(cases: Path, ids: Iterable[str], version: str) -> tuple[CaseFile, str] | None:
    """Return the case, under any of these ids, whose file had this hash, and its text; None where git has none."""
    for name, text in _earlier(cases, ids):
        encoded = text.encode("utf-8", "surrogateescape")
        if hashlib.sha256(encoded).hexdigest().startswith(version):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"{name}.md"
                path.write_bytes(encoded)
                return read_case(path, path.name, None), text
    return None


def earlier_titles(cases: Path, ids: Iterable[str]) -> dict[str, str]:
    """Return every title that git remembers of these cases → the id of the case."""
    found = ((re.search(r"(?m)^title:(.+)$", text), name) for name, text in _earlier(cases, ids))
    return {match[1].strip().strip("\"'"): name for match, name in found if match}


def _earlier(cases: Path, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(ids):
        for text in texts_of(cases / f"{name}.md"):
            yield name, text
