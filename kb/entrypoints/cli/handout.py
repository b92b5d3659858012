"""``kb handout``: make a workshop handout, slides or worksheets from some cases, as one file."""

from datetime import date
from pathlib import Path

import click

from kb.checks import load_valid_corpus
from kb.citation.case_references import Library
from kb.citation.style import LIST_STYLES
from kb.citation.templates import citation_templates
from kb.entrypoints.cli.chosen_cases import case_meant, writing
from kb.entrypoints.cli.options import as_day, base_option, cases_option, output_option, style_option
from kb.errors import NothingToCite
from kb.publish.exports.case_payload import Payload, case_payload, quotable_places
from kb.publish.exports.research_payload import research_payload
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import library_at
from kb.publish.workshop.document import pack_document
from kb.publish.workshop.pdf import print_pdf

#: What may go into a pack, by the names that addresses use (web/workshop/part_choice.mjs).
PARTS = ("practice", "settle", "claims", "conditions", "gaps", "notes", "compare", "research", "questions")


def _parts(value: str) -> str:
    """Return names of parts as the script reads them, or say which there are."""
    named = [name.strip() for name in value.split(",") if name.strip()]
    if wrong := [name for name in named if name not in PARTS]:
        raise click.BadParameter(f"没有叫“{wrong[0]}”的部分。可以写：{'、'.join(PARTS)}。", param_hint="--parts")
    return ",".join(named)


@click.command(help="把几个案例做成一份培训讲义（或幻灯片、自查表），存成一个网页文件或 PDF。")
@click.argument("targets", nargs=-1, required=True, metavar="编号[#位置]...")
@output_option("文件，以 .html 或 .pdf 结尾", required=True)
@click.option("--title", default="", help="培训的名称，印在封面和页眉")
@click.option("--date", "day", callback=as_day, help="培训日期，如 2026-11-30；不写就留一条线")
@click.option("--facilitator", default="", help="主持人；不写就留一条线")
@style_option("参考文献的", LIST_STYLES)
@click.option(
    "--view", type=click.Choice(["handout", "slides", "worksheet"]), default="handout", help="做成哪一种，默认 handout"
)
@click.option(
    *("--parts", "parts"),
    callback=lambda _context, _option, value: _parts(value),
    default="",
    help=f"放进哪些部分，用逗号隔开：{'、'.join(PARTS)}；不写就是除 conditions、research 以外的全部",
)
@base_option("，有它才有二维码")
@click.option("--accessed", callback=as_day, help="查阅案例的日期，默认今天")
@cases_option
def command(
    targets: tuple[str, ...],
    output: Path,
    title: str,
    day: str,
    facilitator: str,
    style: str,
    view: str,
    parts: str,
    base: str,
    accessed: str,
    cases: Path,
) -> None:
    """Find what is meant, put it together, write it."""
    suffix = output.suffix.lower()
    if suffix not in (".html", ".pdf"):
        raise click.BadParameter("文件要以 .html 或 .pdf 结尾。", param_hint="-o")
    catalogue, library = Catalogue(load_valid_corpus(cases)), library_at(base)
    items = [_item(target, catalogue, library) for target in dict.fromkeys(targets)]
    questions = catalogue.corpus.questions
    pack: Payload = {
        "view": view,
        "session": {
            "items": items,
            "title": title.strip(),
            "date": day,
            "facilitator": facilitator.strip(),
            "style": style,
            "parts": parts,
        },
        "library": {
            "templates": citation_templates(library),
            "questions": questions.model_dump() if questions else None,
            "accessed": accessed or date.today().isoformat(),
            "research": _research(targets, catalogue) if "research" in parts.split(",") else {},
        },
    }
    html = pack_document(pack, title.strip())
    with writing(output):
        if suffix == ".pdf":
            print_pdf(html, output)
        else:
            output.write_text(html, encoding="utf-8")
    if not base:
        click.echo("提示：没有写发布地址，所以没有二维码，引用里也没有网址。可以用 --base 指明。", err=True)
    click.echo(f"已写好：{output}（{len(items)} 项）")


def _research(targets: tuple[str, ...], catalogue: Catalogue) -> dict[str, Payload | None]:
    """Return what studies say of the models of the whole cases, by the id of the model."""
    cases = [case_meant(target, catalogue) for target in targets if "#" not in target]
    labels = dict.fromkeys(label for case in cases for label in case.model)
    terms = (catalogue.vocabulary.term("models", label) for label in labels)
    return {term.id: research_payload(term.label, catalogue.corpus) for term in terms if term}


def _item(target: str, catalogue: Catalogue, library: Library) -> Payload:
    """Return a case, or a passage of it, as the script in the file reads it."""
    written, _, anchor = target.partition("#")
    case = case_meant(written, catalogue)
    places = quotable_places(case, catalogue)
    if anchor and anchor not in places:
        raise NothingToCite(f"案例 {written} 里没有“{anchor}”这一段。可以写的如：{'、'.join(places[:3])}。")
    return {"one": case_payload(case, catalogue, library), "anchor": anchor}
