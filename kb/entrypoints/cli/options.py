"""What several commands ask for in the same words: folders, days, versions, the site's address, the style of a list."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])

_PATH = click.Path(path_type=Path)

cases_option = click.option("--cases", type=_PATH, default=Path("cases"), help="案例文件夹，默认 cases")
index_option = click.option("--index", type=_PATH, help="索引文件夹，默认在您自己的缓存文件夹里")
engine_option = click.option(
    "--engine",
    envvar="KB_OPENSEARCH",
    help="改用 OpenSearch 集群，写各节点的地址，用逗号隔开",
)
site_option = click.option("--site", type=_PATH, default=Path("site"), help="网站文件夹，默认 site")


def output_option(words: str, **more: Any) -> Callable[[_Command], _Command]:
    """Return the option for the file that is written; for click, a default of None is one that was given."""
    return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=words, **more)


def refuse_both(engine: str | None, index: Path | None) -> None:
    """Refuse a cluster and a folder at once."""
    if engine and index:
        raise click.UsageError("--index 和 --engine（或环境变量 KB_OPENSEARCH）只能用一个。")


def site_settings() -> dict[str, str]:
    """Return the plain settings of the mkdocs.yml in this folder, some of which it takes from the environment."""
    import yaml  # here, because a search goes without

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


def as_version(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Take a version as citations print it, or more of its digits."""
    if value and not re.fullmatch(r"[0-9a-f]{7,64}", value):
        raise click.BadParameter("版本是引用里“版本”后面的 7 位数字和小写字母，如 002e9b6。")
    return value or ""


def style_option(where: str, styles: Iterable[str]) -> Callable[[_Command], _Command]:
    """Return the option for the style of a reference list; the first is meant where none is given."""
    names = [str(style) for style in styles]
    words = f"{where}格式，默认 {names[0]}"
    return click.option("--style", type=click.Choice(names), default=names[0], help=words)
