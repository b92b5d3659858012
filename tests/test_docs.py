"""Everything a user can type is documented, and nothing documented has gone."""

import importlib
import re
from pathlib import Path

import click
import pytest

from kb.entrypoints.cli import COMMANDS

ROOT = Path(__file__).parent.parent
COMMANDS_DOC = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
PEOPLES_DOCS = (
    "README.md",
    "README.en.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/commands.md",
    "docs/design.md",
    "docs/tour.md",
    "docs/assistants.md",
)


def command_section(name: str) -> str:
    match = re.search(rf"^## kb {name}$(.*?)(?=^## |\Z)", COMMANDS_DOC, re.MULTILINE | re.DOTALL)
    assert match, f"docs/commands.md 没有“## kb {name}”一节"
    return match.group(1)


def options_of(name: str) -> set[str]:
    command = importlib.import_module(f"kb.entrypoints.cli.{name}").command
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_documented_and_no_other(name: str) -> None:
    documented = set(re.findall(r"`(--?[a-z][a-z-]*)", command_section(name)))
    assert documented == options_of(name)


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert re.findall(r"^## kb ([\w-]+)$", COMMANDS_DOC, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_a_help_text(name: str) -> None:
    command = importlib.import_module(f"kb.entrypoints.cli.{name}").command
    assert command.help
    assert not [p.name for p in command.params if isinstance(p, click.Option) and not p.help]


@pytest.mark.parametrize("name", PEOPLES_DOCS)
def test_every_relative_link_and_image_in_the_documents_exists(name: str) -> None:
    document = ROOT / name
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    relative = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in relative if not (document.parent / target).exists()] == []


def test_every_make_recipe_named_in_the_documents_exists() -> None:
    recipes = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        recipe
        for name in PEOPLES_DOCS
        for recipe in re.findall(r"(?:^|`)make ([a-z-]+)\b", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"serve", "test"} <= named
    assert named <= recipes


def test_each_dependency_has_its_reason_in_the_design() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project[project.index("dependencies = [") : project.index("[project.scripts]")]
    names = re.findall(r'^\s*(?:build = \[)?"([a-zA-Z0-9_-]+)', block, re.MULTILINE)
    design = (ROOT / "docs/design.md").read_text(encoding="utf-8").replace("_", "-").lower()
    stubs = {name for name in names if name.startswith("types-")}
    missing = [n for n in names if n not in stubs and not re.search(rf"\b{n.replace('_', '-')}\b", design)]
    assert missing == []


def test_the_changelog_opens_with_what_is_not_yet_released() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "未发布"
