"""``kb pack``: build the site and put it into one zip that opens without a network."""

import shutil
from pathlib import Path

import click

from kb.entrypoints.cli.options import cases_option, output_option, site_option
from kb.entrypoints.mkdocs_commands import build_site
from kb.publish.build.archive import pack_site


@click.command(help="生成网站并打成一个压缩包，解压后双击 index.html 就能用，不用联网。")
@cases_option
@site_option
@output_option("压缩包，默认 kb-site.zip", default=Path("kb-site.zip"))
@click.option("--link", is_flag=True, help="把压缩包也放进网站文件夹，网站上就有“下载整站”")
def command(cases: Path, site: Path, output: Path, *, link: bool) -> None:
    """Build, then pack what was built; what is packed links to no zip, which would not be in it."""
    build_site(cases, site, "压缩包没有生成，原有网站和压缩包没有改动。")
    packed = pack_site(site, output)
    if link:
        build_site(cases, site, "压缩包已生成，但没有放进网站。", archive=output.name)
        shutil.copyfile(output, site / output.name)
    click.echo(f"压缩包已生成：{packed.path}（{packed.files} 个文件，{size_in_words(packed.size)}）")
    click.echo(f"SHA-256：{packed.digest}")


def size_in_words(size: int) -> str:
    """Say a size as a file manager does."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
