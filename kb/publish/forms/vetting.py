"""Look at an office file as a mere zip of XML before any library reads it, and refuse what no honest form is.

Files come from strangers. What is let through is of bounded size, has plain entries, well-formed XML without DTD or
entities, is what its name says, and holds no macros; what is left out besides (pictures, embedded files, links to
elsewhere) is named.
"""

import io
import re
import xml.sax
import xml.sax.handler
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import defusedxml
import defusedxml.ElementTree
import defusedxml.sax

from kb.errors import FormUnreadable

MAX_BYTES: Final = 20 << 20
#: An honest form of a thousand cases has two dozen parts and 20 MB of XML.
_MAX_PARTS: Final = 2000
_MAX_UNPACKED: Final = 96 << 20
_MAX_RATIO: Final = 250
#: A part this small may be packed as tightly as it likes.
_SMALL: Final = 1 << 20
_MAX_ELEMENTS: Final = 3_000_000
_MAX_DEPTH: Final = 120

_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = "application/vnd.openxmlformats-officedocument."
_KINDS: Final = {
    ".docx": f"{_MAIN}wordprocessingml.document.main+xml",
    ".xlsx": f"{_MAIN}spreadsheetml.sheet.main+xml",
}
_NAMES: Final = {".docx": "Word 文件", ".xlsx": "Excel 文件"}
#: Old drawings and pictures are XML, too, and no library here reads them.
_XML_ENDINGS: Final = ("xml", "rels", "vml", "svg")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
#: Relations through which another file would be fetched; a plain link in the text is none of these.
_FETCHED: Final = ("attachedTemplate", "oleObject", "image", "externalLink", "externalLinkPath", "frame", "subDocument")

_AGAIN: Final = "请用 Word 或 WPS 打开，另存为"


@dataclass(frozen=True)
class Package:
    """An office file that may be read; ``left_out`` says what in it will not be."""

    data: bytes
    kind: str
    left_out: tuple[str, ...]

    def part(self, name: str) -> bytes:
        """Return a part by its name, or nothing."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return package.read(name) if name in package.namelist() else b""


def vet(data: bytes, kind: str) -> Package:
    """Return the file of a kind, ``.docx`` or ``.xlsx``, if it may be read; otherwise raise FormUnreadable."""
    if not data:
        raise FormUnreadable("文件是空的。")
    if len(data) > MAX_BYTES:
        raise FormUnreadable(f"文件超过 {MAX_BYTES >> 20} MB。请删去里面的图片和附件。")
    if not data.startswith(b"PK\x03\x04"):
        raise FormUnreadable(what_it_is(data, kind))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return Package(data, kind, tuple(dict.fromkeys(_look_into(package, kind))))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise FormUnreadable(f"文件不完整或者坏了，读不出来。{_AGAIN} {kind}，再试一次。") from error


def what_it_is(data: bytes, kind: str) -> str:
    """Say what a file is that is no zip, and what to do about it."""
    begun = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        if _ENCRYPTED in data[: 1 << 20]:
            return "文件加了密码，打不开。请去掉密码再存一次。"
        return f"这是旧格式的文件（.doc、.xls、.wps、.et）。{_AGAIN} {kind}。"
    if begun.startswith(b"{\\rtf"):
        return f"这是 RTF 文件，只是名字叫 {kind}。{_AGAIN} {kind}。"
    if begun.startswith(b"%pdf"):
        return "这是 PDF 文件。请发填好的 Word 或 Excel 表。"
    if re.match(rb"<(!doctype html|html|head|table|meta|style)|mime-version:", begun):
        return f"这其实是网页，只是名字叫 {kind}。{_AGAIN} {kind}。"
    if begun.startswith(b"<?xml"):
        return f"这是 XML 文件，只是名字叫 {kind}。{_AGAIN} {kind}。"
    return f"这不是 {_NAMES[kind]}，只是名字叫 {kind}。{_AGAIN} {kind}。"


def _look_into(package: zipfile.ZipFile, kind: str) -> Iterator[str]:
    """Refuse what may not be read; yield what will be left out."""
    entries = package.infolist()
    _refuse_bombs(entries)
    names = [entry.filename for entry in entries]
    if "mimetype" in names and _TYPES not in names:
        raise FormUnreadable(f"这是 OpenDocument 文件。{_AGAIN} {kind}。")
    if _TYPES not in names:
        raise FormUnreadable(f"这是压缩包，不是 {_NAMES[kind]}。请发填好的表本身。")
    types = package.read(_TYPES)
    _refuse_macros(names, types)
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _refuse_bad_xml(package.read(entry), entry.filename)
    _refuse_hidden_xml(types)
    _refuse_other_kinds(types, kind)
    main = "word/document.xml" if kind == ".docx" else "xl/workbook.xml"
    if main in names and _STRICT in package.read(main)[:4096]:
        raise FormUnreadable(f"这是“严格”格式的文件。{_AGAIN}普通的 {kind}。")
    for name in names:
        yield from _left_out(name)
        if name.lower().endswith(".rels"):
            yield from _links_out(package.read(name))


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MAX_PARTS:
        raise FormUnreadable("文件里的东西太多，不像申报表，没有读。")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise FormUnreadable("文件里有两份同名的内容，不知道该读哪一份，没有读。")
    if any(name.startswith(("/", "\\")) or ".." in PurePosixPath(name).parts or ":" in name for name in names):
        raise FormUnreadable("文件里有指向别处的路径，没有读。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FormUnreadable("文件加了密码，打不开。请去掉密码再存一次。")
    large = [entry for entry in entries if entry.file_size > _SMALL]
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED or any(
        entry.file_size > _MAX_RATIO * max(entry.compress_size, 1) for entry in large
    ):
        raise FormUnreadable("文件解开以后大得不合常理，没有读。")


def _refuse_macros(names: list[str], types: bytes) -> None:
    if b"macroenabled" in types.lower() or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FormUnreadable("文件带宏，不读带宏的文件。请另存为不带宏的 .docx 或 .xlsx。")


def _refuse_hidden_xml(types: bytes) -> None:
    """Refuse XML under another name: only what ends as XML does has been looked at."""
    for each in defusedxml.ElementTree.fromstring(types, forbid_dtd=True):
        ending = each.get("PartName", f".{each.get('Extension', '')}").rpartition(".")[2].lower()
        if each.get("ContentType", "").lower().endswith("xml") and ending not in _XML_ENDINGS:
            raise FormUnreadable("文件里有改了名字的内容，不知道是什么，没有读。")


def _refuse_other_kinds(types: bytes, kind: str) -> None:
    if _KINDS[kind].encode() in types:
        return
    for other, content in _KINDS.items():
        if content.encode() in types:
            raise FormUnreadable(f"这其实是 {_NAMES[other]}，请把文件名的结尾改成 {other}。")
    raise FormUnreadable(f"这不是 {_NAMES[kind]}。{_AGAIN} {kind}。")


class _Counter(xml.sax.handler.ContentHandler):
    """Counts elements and how deep they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the library's name
        self._elements += 1
        self._depth += 1
        if self._elements > _MAX_ELEMENTS or self._depth > _MAX_DEPTH:
            raise FormUnreadable("文件里的东西太多或套得太深，不像申报表，没有读。")

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's name
        self._depth -= 1


def _refuse_bad_xml(part: bytes, name: str) -> None:
    try:
        defusedxml.sax.parseString(part, _Counter(), forbid_dtd=True)
    except defusedxml.DefusedXmlException as error:
        raise FormUnreadable("文件里有 DTD 或实体，表格用不着这些，没有读。") from error
    except (xml.sax.SAXException, UnicodeError, LookupError, ValueError) as error:
        raise FormUnreadable(f"文件里的 {name} 坏了，读不出来。{_AGAIN}一份，再试一次。") from error


def _left_out(name: str) -> Iterator[str]:
    low = name.lower()
    if "/media/" in low:
        yield f"图片 {name.rsplit('/', 1)[-1]} 没有收进来"
    elif "/embeddings/" in low or "/activex/" in low:
        yield f"嵌在里面的文件 {name.rsplit('/', 1)[-1]} 没有读"
    elif "/externallinks/" in low and low.endswith(".xml"):
        yield "表里引用了别的 Excel 文件，没有打开，只用格子里存着的值"


def _links_out(relations: bytes) -> Iterator[str]:
    for found in re.finditer(rb"<(?:\w+:)?Relationship\b[^>]*>", relations):
        said = found[0].decode("utf-8", "replace")
        kind = re.search(r"""\bType\s*=\s*["'][^"']*/(\w+)["']""", said)
        if re.search(r"""TargetMode\s*=\s*["']External["']""", said) and kind and kind[1] in _FETCHED:
            yield "里面连着别处的文件，没有打开"
