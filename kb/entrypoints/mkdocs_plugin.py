"""Hand the generated pages to MkDocs; the only module that imports it."""

import logging
import os
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import config_options, load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.checks import require_sound
from kb.errors import KbError
from kb.publish.fingerprint import code_fingerprint
from kb.publish.finished_pages import FinishedPages
from kb.publish.frame import HEAD_END
from kb.publish.site import SiteOptions, render_site
from kb.publish.text_cache import TextCache
from kb.publish.web_app import write_worker

#: Set by ``kb serve --drafts``; a build never looks at it.
DRAFTS = "KB_DRAFTS"

#: Beside mkdocs.yml; may be deleted at any time.
CACHE = ".kb/cache/pages.sqlite"

_log = logging.getLogger("mkdocs")


class KbPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves one hook untyped
    """Generates every page and data file from the cases folder."""

    config_scheme = (("cases", config_options.Dir(default="cases")),)
    _generated: tuple[tuple[str, str], ...] = ()
    _is_preview = False
    _finished: FinishedPages | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """Live through the rebuilds of one preview, so that a fault can fall back on the last sound pages."""
        self._is_preview = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render before MkDocs empties the site folder, so that a fault leaves the old site alone."""
        # A browser that kept the preview would show it to whatever is previewed at this address next.
        config.extra["kb_app"] = not self._is_preview
        options = SiteOptions(config.site_url, config.repo_url, config.edit_uri)
        cache = None if self._is_preview else TextCache(Path(config.config_file_path).parent / CACHE)
        self._finished = FinishedPages(cache, _settings_of(config)) if cache else None
        try:
            corpus = require_sound(Path(self.config["cases"]), drafts=self._is_preview and bool(os.environ.get(DRAFTS)))
            self._generated = tuple(render_site(corpus, options, cache).items())
        except KbError as error:
            if not self._generated:
                raise PluginError(str(error)) from error
            _log.error(f"{error}\n预览保持上次的样子，改好以后会自动更新。")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what was generated and leave out the theme's unused search."""
        for file in list(files):
            if file.src_uri.endswith(".map") or "/lunr/" in file.src_uri or "/workers/" in file.src_uri:
                files.remove(file)
        generated = self._finished.left_to_build(self._generated) if self._finished else self._generated
        for uri, content in generated:
            files.append(File.generated(config, uri, content=content))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the finished HTML aside: a second Markdown pass costs time and can only do harm."""
        page.update_date = str(page.meta["date"])
        page.meta["head"], _, page.meta["html"] = markdown.partition(HEAD_END)
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the HTML up again."""
        return str(page.meta.pop("html"))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Remember the finished page."""
        if self._finished:
            self._finished.add(page.file.src_uri, output)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the pages that had not changed beside the others; write the service worker over the finished site."""
        if self._finished:
            self._finished.write(Path(config.site_dir))
        if config.extra["kb_app"]:
            write_worker(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Say where to look."""
        print(f"网站预览：{server.url}（案例改动后自动刷新，按 Ctrl+C 停止）", flush=True)
        return server


def _settings_of(config: MkDocsConfig) -> str:
    """Name everything but its own content that a finished page depends on."""
    settings = Path(config.config_file_path).read_text(encoding="utf-8")
    values = (config.site_url, config.repo_url, config.edit_uri, config.extra["kb_app"], sorted(config.theme.dirs))
    return f"{code_fingerprint(('mkdocs', 'mkdocs-material', 'jinja2'))}\n{settings}\n{values}"


def build_site(config_file: Path, site: Path) -> None:
    """Build into a folder; any warning fails the build."""
    build(load_config(str(config_file), site_dir=str(site), strict=True))


def serve_site(config_file: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    serve(str(config_file), dev_addr=address)
