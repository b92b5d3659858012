"""Hand the generated pages to MkDocs; the only module that imports it."""

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import config_options, load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.checks import require_sound
from kb.errors import KbError, PublishError
from kb.publish.site import SiteOptions, render_site

_log = logging.getLogger("mkdocs")


class KbPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves one hook untyped
    """Generates every page and data file from the cases folder."""

    config_scheme = (("cases", config_options.Dir(default="cases")),)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render before MkDocs empties the site folder, so that a fault leaves the old site alone."""
        edit_base = f"{config.repo_url.rstrip('/')}/{config.edit_uri}" if config.repo_url and config.edit_uri else None
        try:
            corpus = require_sound(Path(self.config["cases"]))
            self._generated = render_site(corpus, SiteOptions(config.site_url, config.repo_url, edit_base))
        except KbError as error:
            raise PluginError(str(error)) from error
        self._html: dict[str, str] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what was generated and leave out the theme's unused search."""
        for file in list(files):
            if file.src_uri.endswith(".map") or "/lunr/" in file.src_uri or "/workers/" in file.src_uri:
                files.remove(file)
        for uri, content in self._generated.items():
            files.append(File.generated(config, uri, content=content))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the finished HTML aside: a second Markdown pass costs time and can only do harm."""
        self._html[page.file.src_uri] = markdown
        page.update_date = str(page.meta["date"])
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the HTML up again."""
        return self._html.pop(page.file.src_uri)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Say where to look."""
        print(f"网站预览：{server.url}（案例改动后自动刷新，按 Ctrl+C 停止）", flush=True)
        return server


def build_site(config_file: Path, site: Path) -> None:
    """Build into a folder; any warning fails the build."""
    _log.addHandler(logging.StreamHandler())
    try:
        build(load_config(str(config_file), site_dir=str(site), strict=True))
    except MkDocsException as error:
        raise PublishError("网站没有生成，原有网站没有改动。") from error


def serve_site(config_file: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    _log.addHandler(logging.StreamHandler())
    try:
        serve(str(config_file), dev_addr=address)
    except MkDocsException as error:
        raise PublishError("预览没有开始，请先改正上面的问题。") from error
