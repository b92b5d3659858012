"""Set up what Word files of ours begin with: fonts for two scripts, Chinese checked as Chinese, no parts of no use."""

from docx.document import Document
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle

#: Fonts that Word and WPS have on every Chinese computer.
TEXT_FONT, HEADING_FONT = "宋体", "黑体"


def set_fonts(style: BaseStyle, letters: str, chinese: str) -> None:
    """Set a style in one font for Latin letters and one for Chinese characters."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)  # its theme fonts would win over ours
    made = OxmlElement("w:rFonts")
    for kind, font in (("ascii", letters), ("hAnsi", letters), ("cs", letters), ("eastAsia", chinese)):
        made.set(qn(f"w:{kind}"), font)
    properties.insert(0, made)


def check_as_chinese(document: Document) -> None:
    """Have what is Chinese checked as Chinese."""
    document.core_properties.language = "zh-CN"
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def drop_relations(relations: Relationships, *kinds: str) -> None:
    """Leave out parts that python-docx's own template brings along."""
    for name in [name for name, one in relations.items() if one.reltype.endswith(kinds)]:
        del relations[name]
