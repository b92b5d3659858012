"""The ``kb`` command line; each command is a module of its own, imported only when it is called."""

import importlib
import os
import sys
from collections.abc import Sequence

import click

from kb.entrypoints.cli.usage_errors import message_of, refuse_undecodable
from kb.errors import KbError

#: Command → its one-line help; the module of the same name defines ``command``.
COMMANDS = {
    "check": "检查案例、词表和来源，一次列出全部问题",
    "links": "看看来源和正文里的网址还能不能打开",
    "new": "新写一个案例，问几个问题就生成文件",
    "study": "写一项研究，一项一项地问，加进 studies.yml",
    "template": "写出案例申报表：Word 或 Excel，发给学校填",
    "import": "把填好的申报表收成案例草稿",
    "diff": "与旧版本相比，这次改动对读者意味着什么",
    "index": "建立或更新检索索引",
    "search": "检索案例",
    "show": "在终端里看一个案例和相关案例",
    "cite": "生成案例、来源或整个案例库的引用",
    "export": "把几个案例写成 Markdown、Word、CSV 或 JSON",
    "verify": "核对一条引用：被引的文字还在不在、变没变",
    "handout": "把几个案例做成培训讲义、幻灯片或自查表",
    "eval": "用自己的文档和查询测检索",
    "build": "生成静态网站",
    "pack": "把网站打成一个压缩包，不联网也能用",
    "serve": "本地预览网站，改动后自动刷新",
    "api": "把检索和案例提供给其他程序（HTTP）",
    "mcp": "让人工智能助手查案例、引案例（MCP）",
}


class _LazyGroup(click.Group):
    """List commands without importing them, so that each one pays only for itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kb.entrypoints.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, help="教育信息化典型案例库")
@click.version_option(package_name="kb", message="%(version)s")
def kb() -> None:
    """Hold the commands together."""


def main(args: Sequence[str] | None = None) -> None:
    """Run ``kb``; what is wrong with a command, its input or a file ends in a sentence and exit status 2."""
    args = sys.argv[1:] if args is None else args
    try:
        refuse_undecodable(args)
        sys.exit(kb.main(args=args, prog_name="kb", standalone_mode=False))
    except click.Abort:
        fault, status = "已中止。", 1
    except click.ClickException as error:
        fault, status = message_of(error), 2
    except KbError as error:
        fault, status = str(error), 2
    except OSError as error:
        fault, status = f"文件 {error.filename} 读写不了：{os.strerror(error.errno or 0)}", 2
    except UnicodeError:  # on standard input; files that are no UTF-8 have findings of their own
        fault, status = "输入的文字不是 UTF-8 编码，读不出来。", 2
    from kb.model.problem import on_one_line  # a search that succeeds does without the model

    click.echo("\n".join(map(on_one_line, fault.split("\n"))), err=True)
    sys.exit(status)
