"""What commands that cite or print the library share: its name and address, days, styles, and which case is meant."""

import difflib
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
import yaml

from kb.citation import Style
from kb.errors import NothingToCite

_Command = TypeVar("_Command", bound=Callable[..., object])


def site_settings() -> dict[str, str]:
    """Return the plain settings of the mkdocs.yml in this folder, some of which it takes from the environment."""
    config = Path("mkdocs.yml")
    root = yaml.compose(config.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) if config.is_file() else None
    if not isinstance(root, yaml.MappingNode):
        return {}
    settings = {}
    for key, value in root.value:
        if isinstance(value, yaml.ScalarNode):
            settings[key.value] = value.value
        elif value.tag == "!ENV":  # names of variables to try in turn, then what holds without them
            *names, default = (one.value for one in value.value)
            settings[key.value] = next((os.environ[name] for name in names if os.environ.get(name)), default)
    return settings


def _as_base(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    address = site_settings().get("site_url", "") if value is None else value
    if address and not re.match(r"https?://[^\s<>\"\\]+$", address):
        raise click.BadParameter("发布地址要以 http:// 或 https:// 开头，中间没有空格。")
    return address


def base_option(use: str) -> Callable[[_Command], _Command]:
    """Return the option for the address of the published site, which the settings know otherwise."""
    words = f"网站的发布地址{use}；默认用 mkdocs.yml 的 site_url（它读环境变量 KB_SITE_URL）"
    return click.option("--base", callback=_as_base, help=words)


def as_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Return a day as it was written, or nothing where none was given."""
    if not value:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter("日期要写成 2026-11-23 这样。") from None


def style_option(where: str, styles: Iterable[Style]) -> Callable[[_Command], _Command]:
    """Return the option for the style of a reference list; the first is meant where none is given."""
    names = [style.value for style in styles]
    words = f"{where}参考文献的格式，默认 {names[0]}"
    return click.option("--style", type=click.Choice(names), default=names[0], help=words)


def no_such_case(name: str, ids: Iterable[str]) -> NothingToCite:
    """Return the complaint about an id that no published case has, with the nearest that there are."""
    close = difflib.get_close_matches(name, list(ids), n=3)
    hint = f"您是不是要写 {' 或 '.join(close)}？" if close else "用 kb search 可以找到案例的编号。"
    return NothingToCite(f"没有编号为“{name}”的公开案例。{hint}")
