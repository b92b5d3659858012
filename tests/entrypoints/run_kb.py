"""Run the command line inside the test process, as a shell would see it."""

import contextlib
import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from kb.entrypoints.cli import main

CASES = Path(__file__).parents[2] / "cases"


def copy_cases(target: Path, *ids: str) -> None:
    """Make a cases folder of a few real cases, so that a test that indexes often stays quick."""
    # Without the reading lists: they name cases that are not copied.
    shutil.copytree(CASES, target, ignore=shutil.ignore_patterns("*.md", "collections"))
    for name in ids:
        text = (CASES / f"{name}.md").read_text(encoding="utf-8")
        (target / f"{name}.md").write_text(re.sub(r"(?m)^related:.*\n", "", text), encoding="utf-8")


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


def run_kb(*args: object) -> Outcome:
    """Run ``kb`` with these arguments."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in args])
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Outcome(status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]
