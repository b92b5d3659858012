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
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import defusedxml
import defusedxml.ElementTree
import defusedxml.sax

from kb.errors import FormUnreadable
from kb.publish.forms.file_kinds import FETCHED, KINDS, LIMITS, NAMES, XML_ENDINGS
from kb.publish.forms.messages import say, unreadable

_TYPES: Final = "[Content_Types].xml"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
#: What a file is that begins so, by the name of the sentence about it.
_OPENINGS: Final = {
    "rtf": rb"\{\\rtf",
    "pdf": rb"%pdf",
    "html": rb"<(!doctype html|html|head|table|meta|style)|mime-version:",
    "xml": rb"<\?xml",
}


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
        raise unreadable("empty")
    if len(data) > LIMITS.bytes:
        raise unreadable("large", most=LIMITS.bytes >> 20)
    if not data.startswith(b"PK\x03\x04"):
        raise FormUnreadable(what_it_is(data, kind))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return Package(data, kind, tuple(dict.fromkeys(_look_into(package, kind))))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise unreadable("damaged", kind=kind) from error


def what_it_is(data: bytes, kind: str) -> str:
    """Say what a file is that is no zip, and what to do about it."""
    if data.startswith(_OLE):
        return say("encrypted") if _ENCRYPTED in data[: 1 << 20] else say("old", kind=kind)
    begun = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = next((key for key, opening in _OPENINGS.items() if re.match(opening, begun)), "other")
    return say(found, name=NAMES[kind], kind=kind)


def _look_into(package: zipfile.ZipFile, kind: str) -> Iterator[str]:
    """Refuse what may not be read; yield what will be left out."""
    entries = package.infolist()
    _refuse_bombs(entries)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise unreadable("damaged", kind=kind)
    names = [entry.filename for entry in entries]
    if "mimetype" in names and _TYPES not in names:
        raise unreadable("opendocument", kind=kind)
    if _TYPES not in names:
        raise unreadable("archive", name=NAMES[kind])
    types = package.read(_TYPES)
    if b"macroenabled" in types.lower() or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise unreadable("macros.inside")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _refuse_bad_xml(package.read(entry), entry.filename)
    _refuse_hidden_xml(types)
    _refuse_other_kinds(types, kind)
    main = "word/document.xml" if kind == ".docx" else "xl/workbook.xml"
    if main in names and _STRICT in package.read(main)[:4096]:
        raise unreadable("strict", kind=kind)
    for name in names:
        yield from _left_out(name)
        if name.lower().endswith(".rels"):
            yield from _links_out(package.read(name))


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > LIMITS.parts:
        raise unreadable("parts")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise unreadable("twice")
    if any(name.startswith(("/", "\\")) or ".." in PurePosixPath(name).parts or ":" in name for name in names):
        raise unreadable("paths")
    if any(entry.flag_bits & 1 for entry in entries):
        raise unreadable("encrypted")
    large = [entry for entry in entries if entry.file_size > LIMITS.small]
    if sum(entry.file_size for entry in entries) > LIMITS.unpacked or any(
        entry.file_size > LIMITS.ratio * max(entry.compress_size, 1) for entry in large
    ):
        raise unreadable("bomb")


def _refuse_hidden_xml(types: bytes) -> None:
    """Refuse XML under another name: only what ends as XML does has been looked at."""
    for each in defusedxml.ElementTree.fromstring(types, forbid_dtd=True):
        ending = each.get("PartName", f".{each.get('Extension', '')}").rpartition(".")[2].lower()
        if each.get("ContentType", "").lower().endswith("xml") and ending not in XML_ENDINGS:
            raise unreadable("renamed")


def _refuse_other_kinds(types: bytes, kind: str) -> None:
    if KINDS[kind].encode() in types:
        return
    for other, content in KINDS.items():
        if content.encode() in types:
            raise unreadable("kind.other", name=NAMES[other], kind=other)
    raise unreadable("kind.none", name=NAMES[kind], kind=kind)


class _Counter(xml.sax.handler.ContentHandler):
    """Counts elements and how deep they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def startElementNS(self, name: object, qname: object, attrs: object) -> None:  # noqa: N802 - the library's name
        self._elements += 1
        self._depth += 1
        if self._elements > LIMITS.elements or self._depth > LIMITS.depth:
            raise unreadable("deep")

    def endElementNS(self, name: object, qname: object) -> None:  # noqa: N802 - the library's name
        self._depth -= 1


def _refuse_bad_xml(part: bytes, name: str) -> None:
    try:
        parser = defusedxml.sax.make_parser()
        parser.forbid_dtd = True
        parser.setFeature(xml.sax.handler.feature_namespaces, True)
        parser.setContentHandler(_Counter())
        parser.parse(io.BytesIO(part))
    except defusedxml.DefusedXmlException as error:
        raise unreadable("entities") from error
    except (xml.sax.SAXException, UnicodeError, LookupError, ValueError) as error:
        raise unreadable("damaged.part", part=name) from error


def _left_out(name: str) -> Iterator[str]:
    low = name.lower()
    if "/media/" in low:
        yield say("left.picture", name=name.rsplit("/", 1)[-1])
    elif "/embeddings/" in low or "/activex/" in low:
        yield say("left.embedded", name=name.rsplit("/", 1)[-1])
    elif "/externallinks/" in low and low.endswith(".xml"):
        yield say("left.books")


def _links_out(relations: bytes) -> Iterator[str]:
    for one in defusedxml.ElementTree.fromstring(relations, forbid_dtd=True):
        if one.get("TargetMode") == "External" and one.get("Type", "").rpartition("/")[2] in FETCHED:
            yield say("left.links")
