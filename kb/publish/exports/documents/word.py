"""Write a manuscript as a Word file that an editor can go on with: real headings, Chinese fonts, a numbered list."""

import io
import re
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
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
#: Signs that XML cannot hold.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_word(manuscript: Manuscript) -> bytes:
    """Return the file."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, manuscript)
    document.add_heading(_clean(manuscript.title), level=0)
    for block in manuscript.blocks:
        _add(document, block)
    document.add_heading("参考文献", level=1)
    numbering = _reference_numbering(document) if manuscript.numbered else None
    for entry in manuscript.references:
        paragraph = document.add_paragraph(style=_REFERENCE)
        paragraph.add_run(_clean(re.sub(r"^\[\d+\] ", "", entry) if numbering else entry))
        if numbering:
            paragraph._p.get_or_add_pPr().append(_number_of(numbering))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(_clean(text), level=min(level, 4))
        case Paragraph(runs, quoted):
            _fill(document.add_paragraph(style="Quote" if quoted else None), runs)
        case Item(runs, depth, number):
            paragraph = document.add_paragraph(style="List Bullet" if number is None else None)
            paragraph.paragraph_format.left_indent = Cm(0.75 * (depth + 1))
            paragraph.paragraph_format.first_line_indent = Cm(-0.75)
            if number is not None:
                # Written out: Word's own numbering would go on counting in the next case.
                paragraph.add_run(f"{number}.\t")
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.75 * (depth + 1)))
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
    for name in ("Normal", "List Bullet", "Quote", "Footer"):
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


def _reference_numbering(document: Document) -> int:
    """Add a list whose numbers stand in square brackets; return its id."""
    numbering = document.part.numbering_part.element
    abstract = 1 + max(
        (int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))), default=0
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/>'
        '<w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    numbering.insert(0 if first is None else numbering.index(first), made)
    number: int = numbering.add_num(abstract).numId
    return number


def _number_of(numbering: int) -> object:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>')


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
