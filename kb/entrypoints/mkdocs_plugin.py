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
from kb.publish.frame import HEAD_END
from kb.publish.site import SiteOptions, render_site
from kb.publish.web_app import write_worker

#: Set by ``kb serve --drafts``; a build never looks at it.
DRAFTS = "KB_DRAFTS"

_log = logging.getLogger("mkdocs")


class KbPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves one hook untyped
    """Generates every page and data file from the cases folder."""

    config_scheme = (("cases", config_options.Dir(default="cases")),)
    _generated: tuple[tuple[str, str], ...] = ()
    _is_preview = False

    def on_startup(self, *, command: str, **_: object) -> None:
        """Live through the rebuilds of one preview, so that a fault can fall back on the last sound pages."""
        self._is_preview = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render before MkDocs empties the site folder, so that a fault leaves the old site alone."""
        # A browser that kept the preview would show it to whatever is previewed at this address next.
        config.extra["kb_app"] = not self._is_preview
        options = SiteOptions(config.site_url, config.repo_url, config.edit_uri)
        try:
            corpus = require_sound(Path(self.config["cases"]), drafts=self._is_preview and bool(os.environ.get(DRAFTS)))
            self._generated = tuple(render_site(corpus, options).items())
        except KbError as error:
            if not self._generated:
                raise PluginError(str(error)) from error
            _log.error(f"{error}\n预览保持上次的样子，改好以后会自动更新。")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what was generated and leave out the theme's unused search."""
        for file in list(files):
            if file.src_uri.endswith(".map") or "/lunr/" in file.src_uri or "/workers/" in file.src_uri:
                files.remove(file)
        for uri, content in self._generated:
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

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the service worker over the finished site."""
        if config.extra["kb_app"]:
            write_worker(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Say where to look."""
        print(f"网站预览：{server.url}（案例改动后自动刷新，按 Ctrl+C 停止）", flush=True)
        return server


def build_site(config_file: Path, site: Path) -> None:
    """Build into a folder; any warning fails the build."""
    build(load_config(str(config_file), site_dir=str(site), strict=True))


def serve_site(config_file: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    serve(str(config_file), dev_addr=address)
