"""Put a whole site into one zip file that is the same bytes for the same site, to be handed on and opened anywhere."""

import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kb.errors import PublishError

#: The earliest time a zip can name: files carry no time of their own, so that the same site gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)

_UNIX = 3
_PLAIN_FILE = 0o100644 << 16

#: Windows opens a zip as if it were a folder, and pages inside it find neither each other nor their style.
HOW_TO_OPEN = "怎么打开.txt"
# With a mark and line ends that every Notepad reads.
_HOW_TO_OPEN_TEXT = (
    "\ufeff1. 先把压缩包全部解压到一个文件夹（不要在压缩包里直接打开）。\r\n"
    "2. 打开那个文件夹，双击 index.html。\r\n"
    "3. 不用联网：检索、筛选、对比、找适合我校的都在您自己的浏览器里进行，不会上传任何内容。\r\n"
)


@dataclass(frozen=True)
class SiteArchive:
    """One written zip: where it is, how many files it holds, its size in bytes and its SHA-256."""

    path: Path
    files: int
    size: int
    digest: str


def pack_site(site: Path, archive: Path) -> SiteArchive:
    """Write the site's files into a zip, replacing an older one only when the new one is complete."""
    if archive.resolve().is_relative_to(site.resolve()):
        raise PublishError(f"压缩包不能放在网站文件夹 {site} 里面。请用 --output 换一个位置。")
    if archive.is_dir():
        raise PublishError(f"{archive} 是一个文件夹。请写明文件名，例如 {archive / 'kb-site.zip'}")
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        count = _write(site, unfinished)
        unfinished.replace(archive)
        with archive.open("rb") as packed:
            digest = hashlib.file_digest(packed, "sha256").hexdigest()
        return SiteArchive(archive, count, archive.stat().st_size, digest)
    except OSError as error:
        raise PublishError(f"不能写压缩包 {archive}：{error.strerror or error}。") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write(site: Path, target: Path) -> int:
    names = sorted(_names(site))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(_entry(HOW_TO_OPEN), _HOW_TO_OPEN_TEXT, compresslevel=9)
        for name in names:
            packed.writestr(_entry(name), (site / name).read_bytes(), compresslevel=9)
    return len(names) + 1


def _names(site: Path) -> list[str]:
    """Return every file below the folder by its name in the zip; dot files are the maker's own."""
    found = []
    for folder, below, files in os.walk(site):
        below[:] = [name for name in below if not name.startswith(".")]
        place = Path(folder).relative_to(site)
        found += [(place / name).as_posix() for name in files if not name.startswith(".")]
    return found


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry
