"""Measure kb check on generated cases: ``python -m benchmarks.check 10000 --in DIR``.

Prints CPU seconds of the whole process for a first check, a repeated one, and one after a single case changed.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import write_corpus

RUN = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "check"]


def cpu_seconds(folder: Path) -> tuple[float, float]:
    """Run one check beside the cases and return CPU and wall seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(RUN, cwd=folder.parent, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"kb check could not run: {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def main() -> None:
    """Make the cases, check them three times and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--in", dest="place", type=Path, required=True, help="scratch folder for cases and memory")
    options = parser.parse_args()
    cases = options.place / "cases"
    write_corpus(cases, options.count)
    (options.place / ".kb/check.json").unlink(missing_ok=True)
    time.sleep(2.5)  # a case written just now is not remembered
    print("| kb check | CPU-s | wall s |\n|---|---|---|")
    for name in (f"{options.count} cases, first", "again, nothing changed", "again, one case changed"):
        if "one case" in name:
            with (cases / "generated-000000.md").open("a", encoding="utf-8") as file:
                file.write("\n补记。\n")
        cpu, wall = cpu_seconds(cases)
        print(f"| {name} | {cpu:.2f} | {wall:.2f} |", flush=True)


if __name__ == "__main__":
    main()
