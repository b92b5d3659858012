"""Run ``kb`` as its user would, in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_kb(*args: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command; what it says is in the result."""
    command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", *map(str, args)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def must_run_kb(*args: object) -> None:
    """Run a command that has to succeed."""
    result = run_kb(*args)
    assert result.returncode == 0, result.stdout + result.stderr
