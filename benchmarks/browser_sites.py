"""The two sites that search is measured on in the browser, and a server that counts the bytes it sends."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.corpus import ROOT
from kb.model import Corpus
from kb.publish.search_index.files import render_browser_index
from kb.publish.view.catalogue import place_of
from kb.search.case_document import collection_of


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder as a web host would, compressed; yields the address and a log of (path, bytes sent)."""
    log: list[tuple[str, int]] = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            data = gzip.compress(path.read_bytes(), 6)
            log.append((self.path, len(data)))
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            # A browser that has left the page takes no more.
            with suppress(BrokenPipeError):
                self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the table readable."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", log
    server.shutdown()
    server.server_close()


def build_ours(corpus: Corpus, site: Path) -> None:
    """Build the real site, then put the index of these cases in the place of its own."""
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "build", "--site", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for uri, text in render_browser_index(collection_of(corpus)):
        path = site / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build_material(corpus: Corpus, site: Path) -> None:
    """Build the same cases as plain pages with Material and its search plugin, out of the navigation."""
    docs = site.with_name("docs")
    docs.mkdir()
    (docs / "index.md").write_text("# 案例\n", encoding="utf-8")
    for case in corpus.cases:
        text = (
            f"# {case.title}\n\n{case.summary}\n\n{case.unit.name} {place_of(case.region).full_name}\n\n{case.body}\n"
        )
        (docs / f"{case.id}.md").write_text(text, encoding="utf-8")
    config = site.with_name("mkdocs.yml")
    config.write_text(
        "site_name: 案例\nuse_directory_urls: false\ntheme: {name: material, language: zh, font: false}\n"
        "plugins: [search]\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(site)]
    subprocess.run(command, check=True, capture_output=True)
