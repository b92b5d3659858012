"""``kb build``: make the static site, replacing the old one only when the new one is complete."""

from pathlib import Path

import click

from kb.entrypoints.cli.options import cases_option, site_option
from kb.entrypoints.mkdocs_commands import build_site


@click.command(help="生成静态网站；案例有错时原有网站不变。")
@cases_option
@site_option
def command(cases: Path, site: Path) -> None:
    """Build aside, then swap."""
    from kb.publish.pages.renderer import MOST_WITH_FILES  # here, because it takes a while to import

    build_site(cases, site, "网站没有生成，原有网站没有改动。")
    pages = sum(1 for page in (site / "cases").glob("*.html") if page.name != "index.html")
    click.echo(f"网站已生成：{site / 'index.html'}（{pages} 个案例页）")
    if pages > MOST_WITH_FILES:
        click.echo(
            f"案例超过 {MOST_WITH_FILES} 个，不再给每个案例另存 Word 和 PPT："
            "案例页上改为“做成 Word、PPT”，在读者的浏览器里做。"
        )
