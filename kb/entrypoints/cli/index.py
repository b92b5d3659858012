"""``kb index``: build or update the search index."""

from pathlib import Path

import click

from kb.entrypoints.cli.options import cases_option, engine_option, index_option, refuse_both
from kb.entrypoints.index_refresh import update_index
from kb.errors import SearchError
from kb.search.index.manifest import index_folder


@click.command(help="建立或更新检索索引；只重做改动过的案例，改动很多时全部重做；案例有错时原有索引不变。")
@cases_option
@index_option
@engine_option
def command(cases: Path, index: Path | None, engine: str | None) -> None:
    """Update the index and say what was done."""
    refuse_both(engine, index)
    if engine:
        from kb.entrypoints.engine import update_engine  # here, because who has no cluster goes without its client

        click.echo(update_engine(cases, engine))
        return
    try:
        click.echo(update_index(cases, index, lambda text: click.echo(text, err=True)))
    except OSError as error:
        place = index or index_folder(cases)
        raise SearchError(f"索引写不进 {place}：{error.strerror}。原有索引没有改动。") from error
