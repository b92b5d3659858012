"""Replace a whole site at once: built aside, swapped in, the old one kept until the new one stands."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kb.errors import PublishError

#: A file every site of ours carries (it stands among the assets), so that no other folder is ever emptied.
MARKER = "kb/site-marker.txt"


def replace_site(site: Path, build: Callable[[Path], None]) -> None:
    """Let ``build`` fill an empty folder, then put it where ``site`` is; a fault leaves the old site as it was.

    Dot files at the top of the old site (such as a tracked ``.gitignore``) are carried over.
    """
    site = site.absolute()
    _refuse_foreign(site)
    fresh, old = (site.with_name(f".{site.name}.{suffix}") for suffix in ("building", "old"))
    try:
        _recover(site, old)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        build(fresh)
        if site.exists():
            _carry_dot_files(site, fresh)
            site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            _recover(site, old)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise PublishError(f"不能写网站文件夹 {site}：{error.strerror or error}。原有网站没有改动。") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_foreign(site: Path) -> None:
    if not site.exists():
        return
    if not site.is_dir():
        raise PublishError(f"{site} 是一个文件，不是文件夹。请换一个位置。")
    has_content = any(not entry.name.startswith(".") for entry in site.iterdir())
    if has_content and not (site / MARKER).is_file():
        raise PublishError(f"{site} 里有别的内容，不是以前生成的网站，没有改动它。请换一个空文件夹。")


def _recover(site: Path, old: Path) -> None:
    """Undo a swap that stopped half-way, and clear what one that got through left behind."""
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _carry_dot_files(site: Path, fresh: Path) -> None:
    for entry in os.scandir(site):
        if entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
            shutil.copy2(entry.path, fresh / entry.name)
