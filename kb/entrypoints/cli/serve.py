"""``kb serve``: show the site on this computer and rebuild it when a case changes."""

import os
import socket
from pathlib import Path

import click

from kb.entrypoints.cli.site_config import DEFAULT_CASES, explained, find_config, open_cases
from kb.entrypoints.mkdocs_commands import serve_site
from kb.entrypoints.mkdocs_plugin import DRAFTS
from kb.errors import PublishError

HOST = "127.0.0.1"


@click.command(help="在本机预览网站；案例改动后自动刷新。")
@click.option("--cases", type=click.Path(path_type=Path), default=DEFAULT_CASES, help="案例文件夹，默认 cases")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000")
@click.option("--drafts", is_flag=True, help="草稿也显示；草稿不会发布，也搜不到")
def command(cases: Path, port: int, drafts: bool) -> None:
    """Serve until interrupted."""
    config = find_config()
    open_cases(cases)
    _require_free(port)
    if drafts:
        os.environ[DRAFTS] = "1"
    click.echo("正在生成网站……")
    with explained("预览没有开始，请先改正上面的问题。"):
        serve_site(config, f"{HOST}:{port}")


def _require_free(port: int) -> None:
    """Say at once what would otherwise only be found out after the build."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PublishError(f"端口 {port} 已被占用。请换一个，例如 kb serve --port {port % 65535 + 1}") from error
