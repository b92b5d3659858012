"""Make the empty Word file that every manuscript begins with: page, styles, Chinese fonts, nothing of no use."""

import io
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from kb.citation.case_references import LIBRARY_NAME
from kb.publish.exports.office.word import HEADING_FONT, TEXT_FONT, check_as_chinese, drop_relations, set_fonts

REFERENCE = "参考文献"
_HEADING_SIZES = {"Title": 20, "Heading 1": 16, "Heading 2": 14, "Heading 3": 12, "Heading 4": 12}
_TEXT_STYLES = ("Normal", "List Bullet", "List Number", "Quote", "Header", "Footer")
#: The styles that stay; the template of python-docx has 150 others, which take a while to read.
_STYLES = {*_HEADING_SIZES, *_TEXT_STYLES, "Table Grid", "Normal Table", "Default Paragraph Font", "No List"}
#: Relations to parts of that template that nobody misses.
_UNUSED = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML, "stylesWithEffects")


@cache
def template() -> bytes:
    """Return the file."""
    document = docx.Document()
    _drop_unused(document)
    _set_page(document)
    _set_styles(document)
    properties = document.core_properties
    properties.author, properties.comments, properties.last_modified_by = LIBRARY_NAME, "", ""
    check_as_chinese(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _drop_unused(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        drop_relations(relations, *_UNUSED)
    for style in list(document.styles):
        if style.name in _STYLES:
            for link in style.element.findall(qn("w:link")):
                style.element.remove(link)
        else:
            style.delete()


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    # The first page has the title itself.
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for footer in (section.footer, section.first_page_footer):
        _fill_footer(footer)


def _fill_footer(footer: _Footer) -> None:
    foot = footer.paragraphs[0]
    foot.style, foot.alignment = "Footer", WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{LIBRARY_NAME} · CC BY 4.0 · 第 ")
    for number, after in (("PAGE", " 页，共 "), ("NUMPAGES", " 页")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), number)
        shown = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        shown.append(text)
        field.append(shown)
        foot._p.append(field)
        foot.add_run(after)


def _set_styles(document: Document) -> None:
    for name in _TEXT_STYLES:
        set_fonts(_style(document, name), "Times New Roman", TEXT_FONT)
    for name in ("Header", "Footer"):
        small = _style(document, name)
        small.font.size, small.font.color.rgb = Pt(9), RGBColor(0x59, 0x59, 0x59)
    normal = _style(document, "Normal")
    normal.font.size = Pt(12)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _HEADING_SIZES.items():
        heading = _style(document, name)
        set_fonts(heading, "Arial", HEADING_FONT)
        heading.font.size, heading.font.bold = Pt(size), True
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.keep_with_next = True
    entry = document.styles.add_style(REFERENCE, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(entry, ParagraphStyle)
    entry.base_style = normal
    entry.font.size = Pt(10.5)
    entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Cm(1), Cm(-1)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style
