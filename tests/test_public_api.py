"""A package that gathers names for others says so in ``__all__``; modules explain themselves and keep private names."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("kb.model", "kb.search", "kb.checks", "kb.publish")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_exists_once_and_is_explained(name: str) -> None:
    package = importlib.import_module(name)
    assert len(set(package.__all__)) == len(package.__all__)
    for public in package.__all__:
        value = getattr(package, public)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, f"{name}.{public} 没有说明"


def test_every_module_says_why_it_exists_and_uses_no_private_name_of_another() -> None:
    found = []
    for path in sorted((ROOT / "kb").rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(module):
            found.append(f"{path.relative_to(ROOT)}: no docstring")
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kb"):
                private = [alias.name for alias in node.names if alias.name.startswith("_")]
                found += [f"{path.relative_to(ROOT)}: {node.module}.{name}" for name in private]
    assert found == []
