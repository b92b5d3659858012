"""Run MkDocs's own commands, as a reader who types them would."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config


def build_site(config_file: Path, site: Path) -> None:
    """Build into a folder; any warning fails the build."""
    build(load_config(str(config_file), site_dir=str(site), strict=True))


def serve_site(config_file: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    serve(str(config_file), dev_addr=address)
