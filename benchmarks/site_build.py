"""Measure index and site, new, from caches and after one change: ``python -m benchmarks.site_build 1000 10000``.

Each run is ``kb build``, which brings the index up to date itself; the first finds neither index nor caches. CPU
seconds count all its work, user and system, and that of the processes it starts. Nothing is left out.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import ROOT, write_corpus
from kb.user_folders import cache_folder

#: What was measured at so many cases before the redesign of 2026, and what is to hold.
BEFORE_AND_GOAL = {
    (1_000, "改一个案例，CPU 秒"): ("3.2", "≤ 5"),
    (10_000, "全新（含索引），CPU 秒"): ("130–218", "≤ 218"),
    (10_000, "全新，内存 MB"): ("894–904", "≤ 1,000"),
    (10_000, "改一个案例，CPU 秒"): ("8–12", "≤ 30"),
    (10_000, "网站占盘 MB（4 KB 一块）"): ("", "≤ 650"),
    (10_000, "网站 MB"): ("398", ""),
    (10_000, "文件"): ("83,111", "≤ 65,000"),
    (10_000, "kb pack，MB"): ("", "≤ 120"),
}

#: Pages whose own weight is printed: home, all cases, a theme, a case.
WEIGHED = ("index.html", "cases/index.html", "themes/infrastructure-mechanism.html", "cases/generated-000001.html")

_BLOCK = 4096


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    #: Until the new site stood in the old one's place, and until the command ended, which takes the old one away.
    stands: float
    ends: float
    peak_mb: float


def main() -> None:
    """Print a table a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--keep", type=Path, help="folder to work in and leave behind")
    options = parser.parse_args()
    for size in options.sizes:
        folder = options.keep or Path(tempfile.mkdtemp(prefix="kb-site-"))
        try:
            print(f"\n| {size:,} 个案例 | 改版前 | 现在 | 目标 |\n|---|---:|---:|---:|")
            for name, value in _figures(folder, size):
                before, goal = BEFORE_AND_GOAL.get((size, name), ("", ""))
                print(f"| {name} | {before} | {value} | {goal} |", flush=True)
        finally:
            if options.keep is None:
                shutil.rmtree(folder, ignore_errors=True)


def _figures(folder: Path, size: int) -> Iterator[tuple[str, str]]:
    write_corpus(folder / "cases", size)
    if not (folder / "kb").exists():
        (folder / "kb").symlink_to(ROOT / "kb")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.rmtree(folder / ".kb", ignore_errors=True)
    shutil.rmtree(cache_folder(folder / "cases"), ignore_errors=True)
    fresh = _run(folder, "build")
    yield "全新（含索引），CPU 秒", f"{fresh.cpu:.1f}"
    yield "全新，内存 MB", f"{fresh.peak_mb:.0f}"
    yield "从缓存，CPU 秒", f"{_run(folder, 'build').cpu:.1f}"
    case = folder / "cases" / "generated-000000.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace('title: "', 'title: "改', 1), encoding="utf-8")
    changed = _run(folder, "build")
    yield "改一个案例，CPU 秒", f"{changed.cpu:.1f}"
    yield "改一个案例，新网站就位 / 命令结束，秒", f"{changed.stands:.1f} / {changed.ends:.1f}"
    sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    yield "网站 MB", f"{sum(sizes) / 1e6:.0f}"
    yield "网站占盘 MB（4 KB 一块）", f"{sum(-(-each // _BLOCK) * _BLOCK for each in sizes) / 1e6:.0f}"
    yield "文件", f"{len(sizes):,}"
    _run(folder, "pack", "--output", "site.zip")
    yield "kb pack，MB", f"{(folder / 'site.zip').stat().st_size / 1e6:.0f}"
    for name in WEIGHED:
        yield f"{name}，gz KB", f"{len(gzip.compress((folder / 'site' / name).read_bytes(), 6)) / 1000:.1f}"


def _run(folder: Path, *arguments: str) -> Cost:
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", *arguments]
    site = folder / "site"
    before = _inode(site)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    ended, stands = 0, 0.0
    while not ended:
        time.sleep(0.02)
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if not stands and _inode(site) not in (before, None):
            stands = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"kb {arguments[0]} failed"
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(cpu, stands, time.perf_counter() - started, usage.ru_maxrss * 1024 / 1e6)


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None


if __name__ == "__main__":
    main()
