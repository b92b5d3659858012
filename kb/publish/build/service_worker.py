"""Make a built site one that a phone can keep: the service worker with the files it keeps from the start.

``sw.js`` stands at the root, because a worker only sees what lies below it; it names the files and a version made of
their bytes, then loads ``kb/worker.js``. It is written last, over the finished site, because only then the files of
the theme are there.
"""

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

#: Pages a reader without a network finds even if they were never opened. A slow line pays for them on the first visit:
#: comparison and what fits a school, which need cases that were read anyway, are kept once they are used.
SHELL_PAGES = ("index.html", "cases/index.html", "offline.html")

_CORE = "kb/search/core.js"

#: Rows that the list shows before anything is asked (web/search/ui/results_page.mjs).
_FIRST_ROWS = 10

_WORKER = "kb/worker.js"
_SCRIPT = re.compile(r'<script\b[^>]*?\bsrc="([^"#]+)"')
_LINK = re.compile(r"<link\b[^>]*>")
_STYLE = re.compile(r'\brel="?(?:stylesheet|icon)\b')
_HREF = re.compile(r'\bhref="([^"#]+)"')
_MORE = re.compile(r"kb/search_more\.js\?[0-9a-f]+")
_VERSIONED = re.compile(r"kb/[\w./-]+\?[0-9a-f]{8,12}")

#: What a reader can save as a whole: every case with its scripts, and the search.
OFFLINE_NAME = "kb/offline.json"
#: Nobody waits for more on a phone; a larger library is handed on as a zip.
_MOST_SAVED = 60_000_000
#: What is only there to be downloaded, and what keeps the rest.
_NOT_SAVED = (
    *(".json", ".csv", ".xml", ".txt", ".md", ".zip", ".docx", ".pptx", ".xlsx"),
    *(".png", ".webmanifest", "sw.js", _WORKER, "404.html"),
)


def write_worker(site: Path) -> None:
    """Write the service worker of a finished site."""
    shell = shell_files(site)
    digest = hashlib.sha256()
    for name in (*shell, _WORKER):
        digest.update(name.encode("utf-8") + b"\0" + _file(site, name).read_bytes() + b"\0")
    app = {"version": digest.hexdigest()[:12], "generation": _generation(site), "shell": shell}
    script = f'self.kbApp={json.dumps(app, ensure_ascii=True)};importScripts("{_WORKER}");\n'
    (site / "sw.js").write_text(script, encoding="utf-8", newline="\n")
    _write_offline(site, _generation(site))


def _write_offline(site: Path, generation: str) -> None:
    """Say what there is to save, and how much it is; nothing where that is too much."""
    sizes = dict(_sizes(str(site), ""))
    saved = sorted((name for name in sizes if not name.endswith(_NOT_SAVED)), key=lambda name: name.split("/"))
    size = sum(sizes[name] for name in saved)
    (site / OFFLINE_NAME).unlink(missing_ok=True)
    if size > _MOST_SAVED:
        return
    digest, versions = hashlib.sha256(), dict[str, str]()
    for name in saved:
        content = (site / name).read_bytes()
        digest.update(name.encode("utf-8") + b"\0" + hashlib.sha256(content).digest())
        if name.endswith((".html", ".js")):
            for address in _VERSIONED.findall(content.decode("utf-8")):
                versions[address.partition("?")[0]] = address
    files = [_address(name, versions, generation) for name in saved]
    offline = {"version": digest.hexdigest()[:12], "bytes": size, "files": files}
    (site / OFFLINE_NAME).write_text(json.dumps(offline, ensure_ascii=True), encoding="utf-8", newline="\n")


def _sizes(folder: str, above: str) -> Iterator[tuple[str, int]]:
    """Yield each file below a folder by its name in the site; dot files are nobody's to read."""
    # A Path object for each of sixty thousand files takes longer than all else.
    for entry in os.scandir(folder):
        name = above + entry.name
        if entry.is_dir():
            yield from _sizes(entry.path, f"{name}/")
        elif not entry.name.startswith("."):
            yield name, entry.stat().st_size


def _address(name: str, versions: dict[str, str], generation: str) -> str:
    """Return what pages and scripts ask for when they load this file."""
    if name.startswith("kb/search/") and name != _CORE:
        return f"{name}?{generation}"
    return versions.get(name, name)


def shell_files(site: Path) -> list[str]:
    """Return the pages to keep and every file of the site that they load, by the addresses they ask for."""
    names = {*SHELL_PAGES, *_loaded_in_use(site)}
    for page in SHELL_PAGES:
        html = (site / page).read_text(encoding="utf-8")
        links = [link for link in _LINK.findall(html) if _STYLE.search(link)]
        loaded = [*_SCRIPT.findall(html), *(href for link in links for href in _HREF.findall(link))]
        names.update(posixpath.normpath(posixpath.join(posixpath.dirname(page), address)) for address in loaded)
    return sorted(name for name in names if _file(site, name).is_file())


def _file(site: Path, name: str) -> Path:
    return site / name.partition("?")[0]


def _loaded_in_use(site: Path) -> list[str]:
    """Return what those pages load only once they are used."""
    script = (site / "kb/search.js").read_text(encoding="utf-8")
    index = ("facets", *(f"d/{place}" for place in range(_FIRST_ROWS)))
    return [_CORE, *(f"kb/search/{name}.js?{_generation(site)}" for name in index), *_MORE.findall(script)]


def _generation(site: Path) -> str:
    """Return what the addresses of the search index's files carry."""
    found = re.match(r'kbSearch\("([0-9a-f]+)"', (site / _CORE).read_text(encoding="utf-8"))
    return found[1] if found else ""
