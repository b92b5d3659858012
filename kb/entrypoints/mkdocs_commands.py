"""Run MkDocs's own commands, as a reader who types them would."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from kb.entrypoints.mkdocs_plugin import KbPlugin
from kb.publish.build.builder import Progress


def build_site(config_file: Path, site: Path, replaces: Path, on_progress: Progress) -> None:
    """Build into a folder, to stand where ``replaces`` is; any warning fails the build."""
    config = load_config(str(config_file), site_dir=str(site), strict=True)
    for plugin in config.plugins.values():
        if isinstance(plugin, KbPlugin):
            plugin.build.on_progress = on_progress
            plugin.build.replaces = replaces
    build(config)


def serve_site(config_file: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    serve(str(config_file), dev_addr=address)
