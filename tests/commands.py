"""Run ``kb`` in the test's own process, or any command in a process of its own."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from kb.entrypoints.cli import main
from tests.cases import ROOT

KB = (sys.executable, "-c", "from kb.entrypoints.cli import main; main()")
#: Far more than any command takes on a slow machine.
_PATIENCE_S = 400
MKDOCS = (sys.executable, "-m", "mkdocs")


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


def run_kb(*args: object) -> Outcome:
    """Run ``kb`` with these arguments in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status = 0
    # Commands hand options to MkDocs through the environment.
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), patch.dict(os.environ):
        try:
            main([str(argument) for argument in args])
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Outcome(status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]


def run(*command: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    words = [str(word) for word in command]
    return subprocess.run(
        words,
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_PATIENCE_S,
    )


def must_run_kb(*args: object, **environment: str) -> str:
    """Run ``kb`` in a process of its own, which has to succeed, and return what it printed."""
    result = run(*KB, *args, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder as somebody who has set nothing up."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)
