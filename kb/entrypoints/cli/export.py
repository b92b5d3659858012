"""``kb export``: write some cases as a file that others go on working with."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kb.checks import load_valid_corpus
from kb.citation.reference import Reference
from kb.citation.style import LIST_STYLES, Style
from kb.entrypoints.cli.chosen_cases import case_meant, writing
from kb.entrypoints.cli.options import base_option, cases_option, output_option, style_option
from kb.model import Case, Corpus
from kb.publish.core.options import root_of
from kb.publish.exports.case_json import record_of
from kb.publish.exports.csv import cases_csv
from kb.publish.exports.documents import manuscript_of, render_markdown
from kb.publish.exports.slides.deck import deck_of
from kb.publish.exports.slides.questions import chosen_questions
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at

_FORMATS = ("pptx", "docx", "xlsx", "md", "csv", "json")
#: The form filled in, which ``kb import`` takes back; Word or Excel by the file's name.
_FORM = "form"
#: What no screen shows, with what people call it.
_FOR_PROGRAMS = {"pptx": "PowerPoint", "docx": "Word", "xlsx": "Excel"}

_FORMAT_HELP = "格式；不写就看文件名的结尾，再不然是 md。form 是填好的申报表（.docx 一个案例，.xlsx 几个），可以再导入"


@click.command(help="把几个案例写成一个文件：pptx（幻灯片）、docx（Word）、xlsx（Excel）、md、csv、json。")
@click.argument("ids", nargs=-1, required=True, metavar="编号...")
@click.option("--format", "form", type=click.Choice((*_FORMATS, _FORM)), help=_FORMAT_HELP)
@output_option("文件；不写就印在屏幕上，pptx、docx、xlsx 必须写")
@click.option("--title", default="", help="文件的题目，默认是案例的标题，或“n 个案例”")
@style_option("pptx、docx、md 里参考文献的", LIST_STYLES)
@base_option("")
@cases_option
def command(
    ids: tuple[str, ...], form: str | None, output: Path | None, title: str, style: str, base: str, cases: Path
) -> None:
    """Find the cases, write them."""
    ending = output.suffix.lower().removeprefix(".") if output else "md"
    form = form or (ending if ending in _FORMATS else None)
    if form is None:
        endings = "、".join(f".{one}" for one in _FORMATS)
        raise click.BadParameter(f"看不出要哪种格式。请用 --format 指明，或让文件名以 {endings} 结尾。")
    if form in _FOR_PROGRAMS and output is None:
        raise click.UsageError(f"{_FOR_PROGRAMS[form]} 文件不能印在屏幕上。请用 -o 写出文件名。")
    catalogue = Catalogue(load_valid_corpus(cases))
    found = {case.id: case for case in (case_meant(name, catalogue) for name in ids)}
    if form == _FORM:
        data = _filled_form(list(found.values()), catalogue.corpus, output)
    else:
        today = date.today().isoformat()
        chosen = [(case, reference_at(case, catalogue, base, accessed=today)) for case in found.values()]
        data = _render(form, chosen, catalogue, title.strip(), style, root_of(base))
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with writing(output):
        output.write_bytes(data)
    click.echo(f"已写好：{output}（{len(found)} 个案例）")


def _filled_form(cases: Sequence[Case], corpus: Corpus, output: Path | None) -> bytes:
    from kb.publish.forms.edited import excel_of_cases, word_of_case

    kind = output.suffix.lower() if output else ""
    if kind == ".xlsx":
        return excel_of_cases(cases, corpus)
    if kind != ".docx":
        raise click.UsageError("申报表请用 -o 写出文件名，以 .docx 或 .xlsx 结尾。")
    if len(cases) > 1:
        raise click.UsageError("Word 申报表一张只写一个案例。几个案例请写成 .xlsx。")
    return word_of_case(cases[0], corpus)


def _render(
    form: str, chosen: Sequence[tuple[Case, Reference]], catalogue: Catalogue, title: str, style: str, root: str
) -> bytes:
    # Each of the libraries for office files takes a while to import, so that only the one needed is.
    cases = [case for case, _ in chosen]
    title = title or (cases[0].title if len(cases) == 1 else f"{len(cases)} 个案例")
    match form:
        case "csv":
            return cases_csv(cases, catalogue, root).encode("utf-8")
        case "json":
            records = [record_of(case, catalogue, root) for case in cases]
            return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
        case "xlsx":
            from kb.publish.exports.excel import cases_excel

            return cases_excel(cases, catalogue, root)
        case "pptx":
            from kb.publish.exports.slides.powerpoint import render_powerpoint

            asked = chosen_questions(cases, catalogue.corpus.questions)
            return render_powerpoint(deck_of(title, chosen, catalogue, asked, Style(style)))
        case "docx":
            from kb.publish.exports.documents.word import render_word

            return render_word(manuscript_of(title, chosen, catalogue, Style(style)))
    return render_markdown(manuscript_of(title, chosen, catalogue, Style(style))).encode("utf-8")
