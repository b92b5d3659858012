"""``kb mcp``: answer assistants over the Model Context Protocol."""

import importlib.util
import re
import sys
from pathlib import Path

import click

from kb.entrypoints.cli.options import base_option, cases_option, engine_option, index_option, refuse_both
from kb.entrypoints.free_port import require_free
from kb.entrypoints.library import Library, engine_of
from kb.errors import KbError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_NAME = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]")


@click.command(help="让人工智能助手查案例、引案例（MCP）。一般由助手启动；只能读取。")
@cases_option
@index_option
@engine_option
@base_option("，引用和案例里的网址用它")
@click.option("--http", "over_http", is_flag=True, help="用 HTTP 提供，地址是 /mcp；不写就从标准输入问、标准输出答")
@click.option("--host", default="127.0.0.1", help="用 HTTP 时在哪个地址上听，默认 127.0.0.1，只有本机能用")
@click.option("--port", type=click.IntRange(1, 65535), default=8090, help="用 HTTP 时的端口，默认 8090")
@click.option("--name", "names", multiple=True, help="用 HTTP 时别人用哪个域名来问，可以写多次；别的名字一律拒绝")
def command(
    cases: Path,
    index: Path | None,
    engine: str | None,
    base: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    *,
    over_http: bool,
) -> None:
    """Serve until the assistant goes, or until told to stop."""
    refuse_both(engine, index)
    if importlib.util.find_spec("mcp") is None:
        raise KbError("kb mcp 需要另外装一个包。请在项目文件夹里运行 pip install '.[mcp]'，或 make mcp。")
    if over_http:
        _require_names(host, names)
        require_free(host, port)
    library = Library(cases, engine_of(cases, index, engine, _say), _say)
    if over_http:
        from kb.entrypoints.mcp.http import serve_http

        _say(f"http://{f'[{host}]' if ':' in host else host}:{port}/mcp")
        serve_http(library, base, host, port, names)
    else:
        from kb.entrypoints.mcp.server import serve_stdio

        if sys.stdin.isatty():
            _say("等助手来问。这条命令一般由助手启动，怎样配置见 docs/assistants.md；按 Ctrl+C 停止。")
        serve_stdio(library, base)


def _require_names(host: str, names: tuple[str, ...]) -> None:
    for name in names:
        if not _NAME.fullmatch(name):
            raise click.BadParameter(f"--name 只写域名或地址，如 kb.example.cn，不写“{name}”。")
    if host not in _LOOPBACK and not names:
        raise click.UsageError("在本机以外的地址上听，要用 --name 写明别人用哪个域名来问，如 --name kb.example.cn。")


def _say(text: str) -> None:
    click.echo(text, err=True)
