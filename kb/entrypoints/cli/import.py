"""``kb import``: take in filled-in forms as draft cases; nothing that is stored is ever written over."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kb.content.case_reader import read_case
from kb.content.corpus_reader import case_names, shown_path
from kb.content.vocabulary_fields import Labels
from kb.entrypoints.cli.chosen_cases import read_library, writing
from kb.entrypoints.cli.options import cases_option
from kb.errors import FormUnreadable
from kb.model.problem import on_one_line
from kb.publish.forms.importing import Importing, TakenIn, lines_of

_FATES = {
    "new": "收进 {} 个新草稿",
    "updated": "更新 {} 个草稿",
    "same": "{} 个以前收过、没有变",
    "wrong": "{} 个有错，没有收",
    "stopped": "{} 个没有动，要编辑来定",
}
_DRY_FATES = _FATES | {
    "new": "{} 个合格，可以收",
    "updated": "{} 个合格，会更新原来的草稿",
    "wrong": "{} 个有错",
}


@click.command(
    "import", help="把填好的申报表（.docx、.xlsx、.csv）收成案例草稿。一张表或一行一个；已有的文件不会被覆盖。"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件...")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="草稿放到哪里，默认是案例文件夹")
@click.option("--dry-run", "dry", is_flag=True, help="只看不写：说清几个合格；有错的表格另存一份，加上“问题”一栏")
@cases_option
def command(files: tuple[Path, ...], folder: Path | None, cases: Path, *, dry: bool) -> None:
    """Read, judge, store, and say what is wrong where it can be mended; exit 1 if anything could not be taken in."""
    from kb.publish.forms.edited import whole_form
    from kb.publish.forms.office_files import read_form_files

    reading, corpus = read_library(cases, "不能导入")
    form = whole_form(corpus)
    read, refused = read_form_files(list(dict.fromkeys(files)), form)
    for words in refused:
        click.echo(on_one_line(words), err=True)
    if not read:
        raise FormUnreadable("没有读到申报表，什么也没有改动。")
    folder = folder or cases
    kept = reading.case_files
    if folder.resolve() != cases.resolve():
        labels = Labels(corpus.vocabulary)
        with writing(folder):
            if not dry:
                folder.mkdir(parents=True, exist_ok=True)
        names = case_names(folder) if folder.is_dir() else []
        kept = tuple(read_case(folder / name, shown_path(folder / name), labels) for name in names)
    importing = Importing(reading, corpus, form, folder, kept, date.today().isoformat())
    with writing(folder):
        taken = importing.take_in(read, dry=dry)
    for each in taken:
        for line in lines_of(each):
            click.echo(on_one_line(line))
        if each.path and not dry and each.fate in ("new", "updated"):
            click.echo(f"{on_one_line(each.judged.form.file)} → {each.path}")
    for file in read:
        for words in file.left_out:
            click.echo(on_one_line(f"{file.name} {words}。"))
    if dry:
        _write_copies(files, taken)
    click.echo(_summary([each.fate for each in taken], dry=dry))
    if refused or any(each.fate in ("wrong", "stopped") for each in taken):
        sys.exit(1)


def _write_copies(files: Sequence[Path], taken: Sequence[TakenIn]) -> None:
    """Write each Excel list again, with what is wrong beside each case."""
    for path in files:
        cases = [each for each in taken if each.judged.form.file == path.name and each.judged.form.sheet]
        if any(each.judged.findings or each.why for each in cases):
            from kb.publish.forms.annotated import annotated_excel, copy_beside

            copy = copy_beside(path)
            with writing(copy), copy.open("xb") as file:
                file.write(annotated_excel(path.read_bytes(), cases))
            click.echo(f"{on_one_line(path.name)} 的问题写在 {on_one_line(copy.name)} 的“问题”一栏。")


def _summary(fates: Sequence[str], *, dry: bool) -> str:
    counted = Counter(fates)
    words = [said.format(counted[fate]) for fate, said in (_DRY_FATES if dry else _FATES).items() if counted[fate]]
    then = "" if dry or not (counted["new"] or counted["updated"]) else "接着运行 kb check，编号、归类这些由编辑定。"
    return f"{len(fates)} 个案例：{'，'.join(words) or '没有填的'}。{then}"
