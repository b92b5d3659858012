"""What serves other doors is imported by nobody who does not open them."""

import sys

from tests.commands import run

FOREIGN = {"fastapi", "starlette", "uvicorn", "limits", "prometheus_client", "mcp", "mcp_types", "opensearchpy"}


def test_no_command_pays_for_another_door() -> None:
    code = (
        "import importlib, sys; from kb.entrypoints.cli import COMMANDS\n"
        "for name in COMMANDS: importlib.import_module(f'kb.entrypoints.cli.{name}')\n"
        "print(*sys.modules)"
    )
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    assert "kb.entrypoints.cli.search" in done.stdout
    assert not FOREIGN & set(done.stdout.split())
