"""``kb api``: serve the library to other programs over HTTP."""

import importlib.util
from pathlib import Path

import click

from kb.entrypoints.cli.options import base_option, cases_option, engine_option, index_option, refuse_both
from kb.errors import KbError

_NEEDED = ("fastapi", "uvicorn", "limits", "prometheus_client")


@click.command(help="把检索和案例提供给其他程序（HTTP API，说明在 /docs）。只能读取。")
@cases_option
@index_option
@engine_option
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="同时提供这个文件夹里的网站；默认不提供",
)
@base_option("，引用和 JSON 里的网址用它")
@click.option("--host", default="127.0.0.1", help="在哪个地址上听，默认 127.0.0.1，只有本机能用")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, help="端口，默认 8080")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="几个进程一起回答，默认 1；不要超过处理器的核数")
@click.option("--rate", default="600/minute", help="每个地址最多问多少次，默认 600/minute；每个进程各算各的")
@click.option("--proxy", default="", help="前面的反向代理的地址，用逗号分开；只信它们说的读者地址")
def command(
    cases: Path,
    index: Path | None,
    engine: str | None,
    site: Path | None,
    base: str,
    host: str,
    port: int,
    workers: int,
    rate: str,
    proxy: str,
) -> None:
    """Serve until told to stop."""
    refuse_both(engine, index)
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise KbError("kb api 需要另外装几个包。请在项目文件夹里运行 pip install '.[api]'，或 make api。")
    from kb.entrypoints.api.server import serve
    from kb.entrypoints.api.settings import Settings
    from kb.entrypoints.library import engine_of

    # Said once here; a process that cannot start would only be started again.
    engine_of(cases, index, engine, lambda text: click.echo(text, err=True)).open()
    click.echo(f"http://{host}:{port}/docs", err=True)
    settings = Settings(str(cases), str(index or ""), engine or "", str(site or ""), base, rate)
    serve(settings, host, port, workers, proxy)
