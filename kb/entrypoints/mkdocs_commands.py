"""Run MkDocs's own commands on the cases, and end its faults in our words."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from kb.entrypoints.mkdocs_plugin import KbPlugin
from kb.entrypoints.progress import Progress
from kb.errors import CasesNotFound, PublishError
from kb.publish.build.output import replace_site


def config_for(cases: Path) -> Path:
    """Return the site's settings in the current folder, and tell them by KB_CASES where the cases are."""
    config = Path("mkdocs.yml")
    if not config.is_file():
        raise PublishError("当前文件夹里没有 mkdocs.yml。请先进入项目文件夹，再运行这条命令。")
    if not cases.is_dir():
        raise CasesNotFound(f"没有找到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    os.environ["KB_CASES"] = str(cases.absolute())
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # an English notice of the theme's that concerns maintainers only
    return config.absolute()


def build_site(cases: Path, site: Path, otherwise: str, archive: str = "") -> None:
    """Build aside and swap; any warning fails the build, and ``otherwise`` says what then stayed as it was."""
    config = config_for(cases)
    with _explained(otherwise), Progress() as progress:
        replace_site(site, lambda folder: _build(config, folder, site, progress, archive))


def _build(config_file: Path, folder: Path, site: Path, progress: Progress, archive: str) -> None:
    config = load_config(str(config_file), site_dir=str(folder), strict=True)
    for plugin in config.plugins.values():
        if isinstance(plugin, KbPlugin):
            plugin.build.on_progress = progress
            plugin.build.replaces = site
            plugin.build.archive = archive
    build(config)


def serve_site(config: Path, address: str) -> None:
    """Serve and rebuild on change until interrupted."""
    with _explained("预览没有开始，请先改正上面的问题。"):
        serve(str(config), dev_addr=address)


@contextmanager
def _explained(words: str) -> Iterator[None]:
    """Print what MkDocs complains of, and end its own way of stopping in ours."""
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    try:
        yield
    except MkDocsException as error:
        raise PublishError(words) from error
