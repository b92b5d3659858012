"""``kb template``: write the empty form for those who fill in Word or Excel files."""

from pathlib import Path

import click

from kb.entrypoints.cli.chosen_cases import read_library, writing
from kb.entrypoints.cli.options import cases_option, output_option
from kb.errors import PublishError


@click.command(help="写出空白的案例申报表：.docx 一张表一个案例，.xlsx 一行一个案例。")
@output_option("写到哪个文件，以 .docx 或 .xlsx 结尾；已经有的不会被覆盖", required=True)
@cases_option
def command(output: Path, cases: Path) -> None:
    """Write the form of the kind that the file's name ends in."""
    from kb.publish.forms.site_files import empty_form

    kind = output.suffix.lower()
    if kind not in (".docx", ".xlsx"):
        raise click.BadParameter("文件名要以 .docx（Word）或 .xlsx（Excel）结尾。", param_hint="-o")
    _, corpus = read_library(cases, "不能写申报表")
    data = empty_form(kind, corpus)
    if output.exists():
        raise PublishError(f"{output} 已经有了，没有改动：也许有人填过。请换一个文件名。")
    with writing(output):
        output.write_bytes(data)
    click.echo(f"写好了 {output}。发给要填的人，填好以后发给编辑。")
