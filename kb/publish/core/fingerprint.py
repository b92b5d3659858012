"""Name the state of what pages are made with: our code, our templates and the packages that render them."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import kb

#: What of our own folder makes pages.
_SUFFIXES = {".py", ".html", ".css", ".js", ".tsv", ".json", ".xml"}


def code_fingerprint(packages: Iterable[str] = ("markdown", "nh3", "jinja2", "markupsafe", "pydantic")) -> str:
    """Return a name that changes with any of our files and with the version of any of the packages."""
    root = Path(kb.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for package in packages:
        digest.update(f"{package} {_version(package)}\n".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
