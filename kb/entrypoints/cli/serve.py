"""``kb serve``: show the site on this computer and rebuild it when a case changes."""

import os
from pathlib import Path

import click

from kb.entrypoints.cli.options import cases_option
from kb.entrypoints.free_port import require_free
from kb.entrypoints.mkdocs_commands import config_for, serve_site
from kb.entrypoints.mkdocs_plugin import DRAFTS

HOST = "127.0.0.1"


@click.command(help="在本机预览网站；案例改动后自动刷新。")
@cases_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000")
@click.option("--drafts", is_flag=True, help="草稿也显示；草稿不会发布，也搜不到")
def command(cases: Path, port: int, drafts: bool) -> None:
    """Serve until interrupted."""
    config = config_for(cases)
    require_free(HOST, port)
    if drafts:
        os.environ[DRAFTS] = "1"
    click.echo("正在生成网站……")
    serve_site(config, f"{HOST}:{port}")
