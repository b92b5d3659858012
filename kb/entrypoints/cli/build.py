"""``kb build``: make the static site, replacing the old one only when the new one is complete."""

from pathlib import Path

import click

from kb.entrypoints.cli.site_config import DEFAULT_CASES, explained, find_config, open_cases
from kb.entrypoints.mkdocs_commands import build_site
from kb.entrypoints.progress import Progress
from kb.publish.build.output import replace_site


@click.command(help="生成静态网站；案例有错时原有网站不变。")
@click.option("--cases", type=click.Path(path_type=Path), default=DEFAULT_CASES, help="案例文件夹，默认 cases")
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), help="网站文件夹，默认 site")
def command(cases: Path, site: Path) -> None:
    """Build aside, then swap."""
    config = find_config()
    open_cases(cases)
    with explained("网站没有生成，原有网站没有改动。"), Progress() as progress:
        replace_site(site, lambda folder: build_site(config, folder, site, progress))
    pages = sum(1 for page in (site / "cases").glob("*.html") if page.name != "index.html")
    click.echo(f"网站已生成：{site / 'index.html'}（{pages} 个案例页）")
