"""What the site commands share: the project's mkdocs.yml, its cases, and MkDocs' faults in our words."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kb.errors import CasesNotFound, PublishError

DEFAULT_CASES = Path("cases")


def find_config() -> Path:
    """Return the site's settings in the current folder."""
    config = Path("mkdocs.yml")
    if not config.is_file():
        raise PublishError("当前文件夹里没有 mkdocs.yml。请先进入项目文件夹，再运行这条命令。")
    return config.absolute()


def open_cases(cases: Path) -> None:
    """Tell mkdocs.yml, which reads KB_CASES, where the cases are."""
    if not cases.is_dir():
        raise CasesNotFound(f"没有找到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    os.environ["KB_CASES"] = str(cases.absolute())
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # an English notice of the theme's that concerns maintainers only


@contextmanager
def explained(words: str) -> Iterator[None]:
    """Print what MkDocs complains of, and end its own way of stopping in ours."""
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    try:
        yield
    except click.ClickException as error:  # the base of all of MkDocs' exceptions
        raise PublishError(words) from error
