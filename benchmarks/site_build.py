"""Time index and site, new, from caches and after one change: ``python -m benchmarks.site_build 100 1000 10000``.

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
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import ROOT, write_corpus
from kb.user_folders import cache_folder

#: What the builds may cost at 10,000 cases.
LIMITS = "目标（10,000 个案例）：全新 ≤ 200 CPU 秒、≤ 1 GB；从缓存 ≤ 90 CPU 秒；改一个案例 ≤ 30 秒"

#: Pages whose own weight is printed: home, all cases, a theme, a case.
WEIGHED = ("index.html", "cases/index.html", "themes/infrastructure-mechanism.html", "cases/generated-000001.html")

_HEADINGS = (
    *(
        "案例",
        "全新（含索引）CPU 秒",
        "内存 MB",
        "从缓存 CPU 秒",
        "改一个 CPU 秒",
        "新网站就位 / 命令结束（秒）",
        "网站 MB",
        "文件",
    ),
    *("首页 gz KB", "案例列表 gz KB", "主题页 gz KB", "案例页 gz KB"),
)


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    #: Until the new site stood in the old one's place, and until the command ended, which takes the old one away.
    stands: float
    ends: float
    peak_mb: float


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--keep", type=Path, help="folder to work in and leave behind")
    options = parser.parse_args()
    print(LIMITS)
    print("| " + " | ".join(_HEADINGS) + " |")
    print("|" + "---:|" * len(_HEADINGS))
    for size in options.sizes:
        folder = options.keep or Path(tempfile.mkdtemp(prefix="kb-site-"))
        try:
            print(_row(folder, size), flush=True)
        finally:
            if options.keep is None:
                shutil.rmtree(folder, ignore_errors=True)


def _row(folder: Path, size: int) -> str:
    write_corpus(folder / "cases", size)
    if not (folder / "kb").exists():
        (folder / "kb").symlink_to(ROOT / "kb")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.rmtree(folder / ".kb", ignore_errors=True)
    shutil.rmtree(cache_folder(folder / "cases"), ignore_errors=True)
    fresh = _run(folder)
    cached = _run(folder)
    case = folder / "cases" / "generated-000000.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace('title: "', 'title: "改', 1), encoding="utf-8")
    changed = _run(folder)
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    cells = (
        f"{size:,}",
        f"{fresh.cpu:.1f}",
        f"{fresh.peak_mb:.0f}",
        f"{cached.cpu:.1f}",
        f"{changed.cpu:.1f}",
        f"{changed.stands:.1f} / {changed.ends:.1f}",
        f"{megabytes:.0f}",
        f"{len(files):,}",
        *(_weight(folder / "site" / name) for name in WEIGHED),
    )
    return "| " + " | ".join(cells) + " |"


def _run(folder: Path) -> Cost:
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "build"]
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
    assert process.returncode == 0, "kb build failed"
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(cpu, stands, time.perf_counter() - started, usage.ru_maxrss * 1024 / 1e6)


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None


def _weight(path: Path) -> str:
    return f"{len(gzip.compress(path.read_bytes(), 6)) / 1000:.1f}"


if __name__ == "__main__":
    main()
