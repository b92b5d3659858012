"""Time ``kb build`` from nothing, from its caches and after one changed case: ``python -m benchmarks.site_build 1000``.

Each build is a process of its own, as an editor would start it. CPU seconds count all its work; memory is its peak.
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import ROOT, write_corpus

#: What the builds may cost at 10,000 cases.
LIMITS = "目标（10,000 个案例）：全新 ≤ 200 CPU 秒、≤ 1 GB；从缓存 ≤ 90 CPU 秒；改一个案例 ≤ 10 秒；网站 ≤ 400 MB"


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    peak_mb: float


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--keep", type=Path, help="folder to work in and leave behind")
    options = parser.parse_args()
    print(LIMITS)
    print("| 案例 | 全新 CPU 秒 | 内存 MB | 从缓存 CPU 秒 | 改一个 CPU 秒 | 网站 MB | 文件 | 案例页 gz | 列表页 gz |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
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
    fresh = _build(folder)
    cached = _build(folder)
    case = folder / "cases" / "generated-000000.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r'"title": "|title: "', lambda found: found[0] + "改", text, count=1), encoding="utf-8")
    changed = _build(folder)
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    weights = [_weight(folder / "site" / name) for name in ("cases/generated-000001.html", "cases/index.html")]
    cells = (f"{size:,}", f"{fresh.cpu:.1f}", f"{fresh.peak_mb:.0f}", f"{cached.cpu:.1f}", f"{changed.cpu:.1f}")
    return "| " + " | ".join((*cells, f"{megabytes:.0f}", f"{len(files):,}", *weights)) + " |"


def _build(folder: Path) -> Cost:
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "build"]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "the build failed"
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _weight(path: Path) -> str:
    return f"{len(gzip.compress(path.read_bytes(), 6)) / 1000:.1f}"


if __name__ == "__main__":
    main()
