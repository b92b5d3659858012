"""Measure whole ``kb search`` processes on a fresh index: ``python -m benchmarks.start_up 1000``.

CPU seconds of the process, the least of several runs: what else the machine does can only add to it. The last row is
Python with click alone, below which no command can get.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import ROOT, write_corpus

RUNS = 7
QUERY = "音乐教师人数不够怎么办"
#: CPU seconds that a search may take at 1,000 and at 10,000 cases.
LIMITS = {1_000: 0.25, 10_000: 0.35}


def cpu_seconds(code: str, *arguments: str) -> float:
    """Return the CPU seconds of one Python process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    # Compiled modules are kept, as they are wherever the project is installed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "the process failed"
    return usage.ru_utime + usage.ru_stime


def least(code: str, *arguments: str) -> float:
    """Return the least CPU seconds of several runs."""
    return min(cpu_seconds(code, *arguments) for _ in range(RUNS))


def main() -> None:
    """Print one row a size; the first is the real cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    run = "from kb.entrypoints.cli import main; main()"
    print("| cases | kb search CPU-s | goal |\n|---:|---:|---:|")
    for size in (0, *parser.parse_args().sizes):
        with tempfile.TemporaryDirectory(prefix="kb-start-") as name:
            cases, index = Path(name) / "cases", Path(name) / "index"
            write_corpus(cases, size, with_real_cases=size == 0)
            places = ("--cases", str(cases), "--index", str(index))
            cpu_seconds(run, "index", *places)
            shown = f"{size:,}" if size else str(len(list(cases.glob("*.md"))))
            print(f"| {shown} | {least(run, 'search', *places, QUERY):.3f} | {LIMITS.get(size, '')} |", flush=True)
    print(f"| Python and click | {least('import click'):.3f} | |")


if __name__ == "__main__":
    main()
