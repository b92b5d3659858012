"""Measure kb check on generated cases: ``python -m benchmarks.check 10000 --in DIR``.

Prints CPU seconds of the whole process for a first check, a repeated one, and one after a single case changed; then
what it takes to know that the folder has no errors and to read the changed case, as an index does.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import write_corpus
from kb.content.cache import cache_of

CHECK = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "check"]
#: What an index needs to know before it takes in a changed case; the imports are part of it.
SOUND = [
    sys.executable,
    "-c",
    "from pathlib import Path; from kb.checks.runner import load_checked; from kb.content.cache import cache_of;"
    "cases = Path('cases'); load_checked(cases, cache_of(cases)).corpus_of(['generated-000000'])",
]


def cpu_seconds(folder: Path, run: list[str]) -> tuple[float, float]:
    """Run a command beside the cases and return CPU and wall seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(run, cwd=folder.parent, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{run[2]} could not run: {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def main() -> None:
    """Make the cases, check them three times and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--in", dest="place", type=Path, required=True, help="scratch folder for the cases")
    options = parser.parse_args()
    cases = options.place / "cases"
    write_corpus(cases, options.count)
    cache_of(cases).path.unlink(missing_ok=True)
    time.sleep(2.5)  # a case written just now is not cached
    print("| | CPU-s | wall s |\n|---|---|---|")
    runs = {
        f"{options.count} cases, first": CHECK,
        "again, nothing changed": CHECK,
        "again, one case changed": CHECK,
        "load_checked, one case changed": SOUND,
    }
    for name, run in runs.items():
        if "one case" in name:
            with (cases / "generated-000000.md").open("a", encoding="utf-8") as file:
                file.write("\n补记。\n")
        cpu, wall = cpu_seconds(cases, run)
        print(f"| {name} | {cpu:.2f} | {wall:.2f} |", flush=True)


if __name__ == "__main__":
    main()
