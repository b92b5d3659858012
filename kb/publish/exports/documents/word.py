"""Write a manuscript as a Word file that an editor can go on with: real headings, Chinese fonts, a numbered list."""

import io
import re
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from kb.citation.case_references import LIBRARY_NAME
from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Runs, Table
from kb.publish.exports.documents.case_blocks import Manuscript

#: Fonts that Word has on every Chinese computer: Latin letters, Chinese characters.
_TEXT_FONTS = ("Times New Roman", "宋体")
_HEADING_FONTS = ("Arial", "黑体")
_HEADING_SIZES = {"Title": 20, "Heading 1": 16, "Heading 2": 14, "Heading 3": 12, "Heading 4": 12}
_REFERENCE = "参考文献"
#: How deep lists of Word can be.
_LEVELS = 9
#: Signs that XML cannot hold.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_word(manuscript: Manuscript) -> bytes:
    """Return the file."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, manuscript)
    document.add_heading(_clean(manuscript.title), level=0)
    lists = _Lists(document)
    for block in manuscript.blocks:
        _add(document, block, lists)
    document.add_heading("参考文献", level=1)
    numbers = document.part.numbering_part.element.add_num(_list_form(document, "[%{}]")).numId
    for entry in manuscript.references:
        paragraph = document.add_paragraph(style=_REFERENCE)
        paragraph.add_run(_clean(re.sub(r"^\[\d+\] ", "", entry) if manuscript.numbered else entry))
        if manuscript.numbered:
            _set_number(paragraph, numbers, 0)
    _drop_picture(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Document, block: Block, lists: "_Lists") -> None:
    if isinstance(block, Heading | Table):
        lists.end(0)
    match block:
        case Heading(level, text):
            document.add_heading(_clean(text), level=min(level, 4))
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
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
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
        made = paragraph.add_run(_clean(run.text))
        made.bold = True if run.strong or strong else None
        made.italic = True if run.emphasis else None


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _set_styles(document: Document) -> None:
    for name in ("Normal", "List Bullet", "List Number", "Quote", "Footer"):
        _set_fonts(document, name, _TEXT_FONTS)
    normal = _style(document, "Normal")
    normal.font.size = Pt(12)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _HEADING_SIZES.items():
        _set_fonts(document, name, _HEADING_FONTS)
        heading = _style(document, name)
        heading.font.size, heading.font.bold = Pt(size), True
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.keep_with_next = True
    entries = document.styles.add_style(_REFERENCE, 1)
    entries.base_style = normal
    entry = _style(document, _REFERENCE)
    entry.font.size = Pt(10.5)
    entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Cm(1), Cm(-1)
    # What is Chinese is checked as Chinese.
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_fonts(document: Document, name: str, fonts: tuple[str, str]) -> None:
    properties = _style(document, name).element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)  # its theme fonts would win over ours
    made = OxmlElement("w:rFonts")
    for kind, font in zip(("ascii", "hAnsi", "cs", "eastAsia"), (fonts[0], fonts[0], fonts[0], fonts[1]), strict=True):
        made.set(qn(f"w:{kind}"), font)
    properties.insert(0, made)


def _set_properties(document: Document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title, properties.author = _clean(manuscript.title)[:255], LIBRARY_NAME
    properties.language, properties.comments = "zh-CN", ""
    if manuscript.date:
        year, month, day = ([int(part) for part in manuscript.date.split("-")] + [1, 1])[:3]
        properties.created = properties.modified = datetime(year, month, day, tzinfo=UTC)


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


def _drop_picture(document: Document) -> None:
    """Leave out the small picture of an empty page that python-docx's template brings along."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
