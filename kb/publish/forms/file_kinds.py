"""Name the files that are read, and how much of them is: for `kb import`, and for the submission page."""

from typing import Final, NamedTuple

_MAIN: Final = "application/vnd.openxmlformats-officedocument."


class Limits(NamedTuple):
    """How much of a file is read; an honest form of a thousand cases has two dozen parts and 20 MB of XML."""

    bytes: int = 20 << 20
    parts: int = 2000
    unpacked: int = 96 << 20
    ratio: int = 250
    #: A part this small may be packed as tightly as it likes.
    small: int = 1 << 20
    elements: int = 3_000_000
    depth: int = 120
    #: A list of cases is no longer and no wider.
    rows: int = 5000
    columns: int = 120
    #: A cell of a CSV file is no longer than Excel lets it be.
    cell: int = 1 << 17
    #: More merged cells are a mistake of the hand or worse.
    merged: int = 5000
    #: The head of a list stands this near the top.
    top: int = 12
    #: Fewer columns or questions that are found make no list and no form.
    least: int = 3


LIMITS: Final = Limits()
KINDS: Final = {
    ".docx": f"{_MAIN}wordprocessingml.document.main+xml",
    ".xlsx": f"{_MAIN}spreadsheetml.sheet.main+xml",
}
NAMES: Final = {".docx": "Word 文件", ".xlsx": "Excel 文件"}
#: Old drawings and pictures are XML, too, and no library here reads them.
XML_ENDINGS: Final = ("xml", "rels", "vml", "svg")
#: Relations through which another file would be fetched; a plain link in the text is none of these.
FETCHED: Final = ("attachedTemplate", "oleObject", "image", "externalLink", "externalLinkPath", "frame", "subDocument")
MACROS: Final = (".docm", ".xlsm", ".dotm", ".xltm", ".xlsb", ".xlam")
#: Formats of other programs and times → the one that is read.
OLD: Final = dict.fromkeys((".doc", ".wps", ".dot", ".dotx", ".odt", ".rtf", ".uot"), ".docx") | dict.fromkeys(
    (".xls", ".et", ".ett", ".xlt", ".xltx", ".ods", ".uos"), ".xlsx"
)
ERRORS: Final = frozenset(
    {
        *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"),
    }
)
#: Signs of the fonts in which Word and WPS draw boxes.
BOXES: Final = {
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFB): "☒",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x53): "☒",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0xA3): "☐",
    ("wingdings 2", 0x2A): "☐",
}
