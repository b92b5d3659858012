"""Say in Chinese what is wrong with a command line; click says it in English."""

import re
from collections.abc import Iterable

import click

from kb.entrypoints.ids_like import ids_like, meant


def refuse_undecodable(args: Iterable[str]) -> None:
    """Refuse arguments whose bytes are no text in the terminal's encoding: nothing could print or store them."""
    for number, arg in enumerate(args, 1):
        if re.search(r"[\ud800-\udfff]", arg):
            raise click.UsageError(f"第 {number} 个参数里有读不出来的字节。请把终端的编码设为 UTF-8，再输入一次。")


def message_of(error: click.ClickException) -> str:
    """Return what click, or a command of ours, found wrong with the command line."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return _reason(error) + (f"\n用法见 {context.command_path} --help" if context else "")


def _reason(error: click.ClickException) -> str:
    match error:
        case _ if re.search(r"[一-鿿]", error.message):  # one of ours
            return error.message
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。{meant(error.possibilities or ())}"
        case click.NoSuchCommand(ctx=click.Context(command=click.Group() as group) as context):
            return f"没有命令 {error.command_name}。{ids_like(error.command_name, group.list_commands(context))}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要写一个值；只作开关的不写。"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"还要写 {_name(param)}。"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(param)} 的值不对{_wanted(param.type)}。"
    return "参数写多了，或者不是这个命令的参数。"


def _name(param: click.Parameter) -> str:
    return param.make_metavar(click.Context(click.Command(""))) if isinstance(param, click.Argument) else param.opts[-1]


def _wanted(kind: click.ParamType[object]) -> str:
    """Return what a parameter of this type, one of click's own, may be."""
    match kind:
        case click.Choice():
            return f"：要写 {'、'.join(map(str, kind.choices))} 中的一个"
        case click.IntRange() | click.FloatRange():
            number = "整数" if isinstance(kind, click.IntRange) else "数"
            return f"：要写{number}，{kind.min} " + (f"到 {kind.max}" if kind.max is not None else "以上")
        case click.Path(exists=True):
            return "：要写一个读得到的文件"
        case click.Path():
            return "：要写一个能写的文件，不能是文件夹"
    return ""
