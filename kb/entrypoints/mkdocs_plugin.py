"""Hand the generated pages to MkDocs and take the finished ones back."""

import logging
import os
from pathlib import Path

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.errors import KbError
from kb.publish.build.builder import SiteBuild
from kb.publish.core.asset_urls import code_address
from kb.publish.core.options import SiteOptions
from kb.publish.pages.renderer import HEAD_END

DRAFTS = "KB_DRAFTS"  # set by ``kb serve --drafts``; a build never looks at it


class KbPlugin(BasePlugin[base.LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves one hook untyped
    """Generates every page and data file from the cases folder."""

    config_scheme = (("cases", config_options.Dir(default="cases")),)

    def __init__(self) -> None:
        self.build = SiteBuild()

    def on_startup(self, *, command: str, **_: object) -> None:
        """Live through the rebuilds of one preview, so that a fault can fall back on the last sound pages."""
        self.build = SiteBuild(is_preview=command == "serve")

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render before MkDocs empties the site folder, so that a fault leaves the old site alone."""
        config.extra["kb_app"] = self.build.is_app
        config.extra["kb_code"] = code_address
        options = SiteOptions(config.site_url, config.repo_url, config.edit_uri)
        root = Path(config.config_file_path).parent
        try:
            fault = self.build.generate(Path(self.config["cases"]), options, root, drafts=DRAFTS in os.environ)
        except KbError as error:
            raise PluginError(str(error)) from error
        if fault:
            logging.getLogger("mkdocs").error(f"{fault}\n预览保持上次的样子，改好以后会自动更新。")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what was generated; of the theme's own files no page loads any, its styles are in our one sheet."""
        for file in list(files):
            if file.src_uri.startswith("assets/"):
                files.remove(file)
        for uri, content in self.build.left_to_build():
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
        """Keep back what was only built as the frame of other pages."""
        return self.build.take(page.file.src_uri, output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put beside the built pages all that MkDocs does not know of."""
        self.build.finish(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Say where to look."""
        print(f"网站预览：{server.url}（案例改动后自动刷新，按 Ctrl+C 停止）", flush=True)
        return server
