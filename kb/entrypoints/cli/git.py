"""Ask git which files changed since a revision, and what a file said then."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kb.errors import CorpusError


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """Return the absolute paths of files changed, added or not yet tracked since ``revision``, committed or not."""
    commit = commit_of(revision, folder)
    root = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    listed = _git(root, "diff", "--name-only", "-z", "--no-ext-diff", commit, "--")
    listed += _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    # The folder as it was named, since git resolves links.
    here = Path(os.path.abspath(folder))  # noqa: PTH100
    real = Path(os.path.realpath(folder))
    found = set()
    for name in filter(None, listed.split("\0")):
        path = root / name
        found.add(here / path.relative_to(real) if path.is_relative_to(real) else path)
    return frozenset(found)


def text_at(revision: str, path: Path) -> str | None:
    """Return what a file said at a revision, or None when it was not there."""
    commit = commit_of(revision, path.parent)
    try:
        return _git(path.parent, "show", f"{commit}:./{path.name}")
    except CorpusError:
        return None


def archive_of(revision: str, folder: Path) -> bytes:
    """Return a folder as a revision had it, as a tar file; nothing of it is run."""
    return _output(folder, "archive", "--format=tar", commit_of(revision, folder))


def texts_of(path: Path) -> Iterator[str]:
    """Yield what a file said in each commit that changed it, the latest first; nothing outside a repository."""
    if not _is_repository(path.parent):
        return
    # Paths with a star or a colon are names here, not patterns.
    listed = _git(path.parent, "--literal-pathspecs", "log", "--format=%H", "--", path.name)
    for commit in listed.split():
        try:
            yield _git(path.parent, "show", f"{commit}:./{path.name}")
        except CorpusError:
            continue  # the commit that deleted it


def commit_of(revision: str, folder: Path) -> str:
    """Return the commit that a revision names; it can never be taken for an option."""
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except CorpusError as error:
        if not _is_repository(folder):
            raise CorpusError(f"{folder} 不在 git 版本库里，没有旧版本可以比。") from error
        raise CorpusError(f"版本库里没有“{revision}”。请写分支名、标签或提交号，如 main、HEAD~1。") from error


def _is_repository(folder: Path) -> bool:
    try:
        _git(folder, "rev-parse", "--git-dir")
    except CorpusError:
        return False
    return True


def _git(folder: Path, *arguments: str) -> str:
    return _output(folder, *arguments).decode("utf-8", "surrogateescape")


def _output(folder: Path, *arguments: str) -> bytes:
    # An editor's settings must not change what git prints.
    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise CorpusError("没有找到 git。请先安装 git。") from error
    if done.returncode:
        raise CorpusError(f"git 没有完成：{done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
