"""Write a manuscript as a Word file that an editor can go on with: real headings, lists, links and references."""

import re
from importlib.resources import files

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from kb.content.body import BARE_ADDRESS
from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Runs, Table, words
from kb.publish.exports.documents.case_blocks import Manuscript
from kb.publish.exports.office.package import saved, xml_text

#: The style of an entry in the list of references.
_REFERENCE = "参考文献"
_ADDRESS = re.compile(f"({BARE_ADDRESS})")
#: How deep lists of Word can be.
_LEVELS = 9


def render_word(manuscript: Manuscript) -> bytes:
    """Return the file."""
    with (files("kb.publish.exports.documents") / "template.docx").open("rb") as template:
        document = docx.Document(template)
    properties = document.core_properties
    properties.title = xml_text(manuscript.title)[:255]
    document.sections[0].header.paragraphs[0].text = xml_text(manuscript.title)
    document.add_heading(xml_text(manuscript.title), level=0)
    lists = _Lists(document)
    for block in manuscript.blocks:
        _add(document, block, lists)
    document.add_heading("参考文献", level=1)
    numbers = document.part.numbering_part.element.add_num(_list_form(document, "[%{}]")).numId
    for entry in manuscript.references:
        paragraph = document.add_paragraph(style=_REFERENCE)
        _fill(paragraph, words(re.sub(r"^\[\d+\] ", "", entry) if manuscript.numbered else entry))
        if manuscript.numbered:
            _set_number(paragraph, numbers, 0)
    return saved(document, manuscript.date)


def _add(document: Document, block: Block, lists: "_Lists") -> None:
    if isinstance(block, Heading | Table):
        lists.end(0)
    match block:
        case Heading(level, text):
            document.add_heading(xml_text(text), level=min(level, 4))
        case Paragraph(runs, quoted):
            _fill(document.add_paragraph(style="Quote" if quoted else None), runs)
        case Item(runs, depth, number):
            paragraph = document.add_paragraph(style="List Bullet" if number is None else "List Number")
            _set_number(paragraph, lists.list_of(depth, number), depth)
            paragraph.paragraph_format.left_indent = Cm(0.75 * (depth + 1))
            paragraph.paragraph_format.first_line_indent = Cm(-0.75)
            _fill(paragraph, runs)
        case Table():
            _add_table(document, block)


def _add_table(document: Document, table: Table) -> None:
    width = max((len(row) for row in table.rows), default=0)
    if not width:
        return
    made = document.add_table(rows=0, cols=width, style="Table Grid")
    for place, row in enumerate(table.rows):
        line = made.add_row()
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0 and not table.named_by_column:
            properties.append(OxmlElement("w:tblHeader"))
        cells = line.cells
        for number, runs in enumerate(row):
            paragraph = cells[number].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _fill(paragraph, runs, strong=number == 0 if table.named_by_column else place == 0)
    if table.named_by_column:
        made.autofit = False
        for column, breadth in zip(made.columns, (Cm(3), Cm(13)), strict=False):
            column.width = breadth
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(paragraph: WordParagraph, runs: Runs, *, strong: bool = False) -> None:
    for run in runs:
        for number, text in enumerate(_ADDRESS.split(run.text)):
            if text:
                made = _link(paragraph, text) if number % 2 else paragraph.add_run(xml_text(text))
                made.bold = True if run.strong or strong else None
                made.italic = True if run.emphasis else None


def _link(paragraph: WordParagraph, address: str) -> WordRun:
    """Add an address that opens on a click."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(address, style="Hyperlink")
    link.append(run._r)
    paragraph._p.append(link)
    return run


class _Lists:
    """Gives each numbered list numbers of its own, on which Word goes on counting."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        self._form = _list_form(document, "%{}.")
        self._bullets: int = self._numbering.add_num(_list_form(document, "•", "bullet")).numId
        self._open: list[tuple[int, int]] = []  # the list at each depth with its last number

    def list_of(self, depth: int, number: int | None) -> int:
        """Return the id of the list that an item goes on with, or of a new one that begins with its number."""
        if number is None:
            self.end(depth)
            return self._bullets
        self.end(depth + 1)
        if self._open[depth:] and self._open[depth][1] + 1 == number:
            made: int = self._open[depth][0]
        else:
            added = self._numbering.add_num(self._form)
            added.add_lvlOverride(ilvl=min(depth, _LEVELS - 1)).add_startOverride(number)
            made = added.numId
        self._open += [(0, 0)] * (depth + 1 - len(self._open))
        self._open[depth] = made, number
        return made

    def end(self, depth: int) -> None:
        """End the lists at this depth and below."""
        del self._open[depth:]


def _list_form(document: Document, sign: str, kind: str = "decimal") -> int:
    """Add a form of lists, with ``sign`` before the items of every level, a number within it; return its id."""
    numbering = document.part.numbering_part.element
    known = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{sign.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        for level in range(_LEVELS)
    )
    made = max(known, default=0) + 1
    form = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{made}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    numbering.insert(0 if first is None else numbering.index(first), form)
    return made


def _set_number(paragraph: WordParagraph, numbers: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(depth, _LEVELS - 1)
    properties.get_or_add_numId().val = numbers
