"""Hand the theme and the settings to the builder, which writes the pages; MkDocs copies all other files."""

import logging
import os
import sys
from pathlib import Path

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from kb.entrypoints.serve_guard import guarded
from kb.errors import KbError
from kb.publish.build.builder import SiteBuild
from kb.publish.core.contact import UNSET, read_contact
from kb.publish.core.options import LayoutOptions, SiteOptions, menu_entry

DRAFTS = "KB_DRAFTS"  # set by ``kb serve --drafts``; a build never looks at it


class KbPlugin(BasePlugin[base.LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves one hook untyped
    """Generates every page and data file from the cases folder."""

    config_scheme = (("cases", config_options.Dir(default="cases")),)

    def __init__(self) -> None:
        self.build = SiteBuild()

    def on_startup(self, *, command: str, **_: object) -> None:
        """Live through the rebuilds of one preview, so that a fault can fall back on the last valid pages."""
        self.build = SiteBuild(is_preview=command == "serve")

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything before MkDocs empties the site folder, so that a fault leaves the old site alone."""
        layout = LayoutOptions(
            site_name=config.site_name,
            description=config.site_description or "",
            copyright=config.copyright or "",
            editor=config.site_author or "",
            favicon=config.theme["favicon"],
            menu=tuple(menu_entry(*item) for entry in config.nav or () for item in entry.items()),
            extra_styles=tuple(config.extra_css),
            extra_scripts=tuple(config.extra_javascript),
            is_preview=self.build.is_preview,
        )
        drafts = DRAFTS in os.environ
        try:
            contact = read_contact(config.extra, Path(config.config_file_path).parent)
            archive = self.build.archive or (config.extra.get("kb") or {}).get("archive") or None
            options = SiteOptions(config.site_url, config.repo_url, config.edit_uri, layout, contact, archive)
            fault = self.build.generate(Path(self.config["cases"]), options, config.theme.get_env(), drafts=drafts)
        except KbError as error:
            raise PluginError(str(error)) from error
        if not contact and not self.build.is_preview:
            print(UNSET, file=sys.stderr)
        if fault:
            logging.getLogger("mkdocs").error(f"{fault}\n预览保持上次的样子，改好以后会自动更新。")
        config.nav = None
        config.theme.static_templates.clear()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's own files, which no page loads."""
        for file in list(files):
            if file.src_dir != config.docs_dir:
                files.remove(file)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all that MkDocs does not know of."""
        self.build.finish(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Say where to look, and let nobody else look."""
        server.set_app(guarded(server.serve_request, str(server.server_address[0])))
        print(f"网站预览：{server.url}（案例改动后自动刷新，按 Ctrl+C 停止）", flush=True)
        return server
