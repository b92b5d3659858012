"""Save an office file: the same bytes whenever it is made of the same things, and nothing that XML cannot hold."""

import io
import re
import zipfile
from typing import Any, Final, Protocol

from kb.publish.view.formats import full_date

#: The earliest time that a zip can name, and what files without a date of their own say.
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NO_DAY: Final = "1980-01-01"
_CORE: Final = "docProps/core.xml"
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
#: Signs that XML cannot hold.
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Document(Protocol):
    """A document of python-docx, python-pptx or openpyxl."""

    def save(self, file: Any, /) -> None: ...


def saved(document: _Document, day: str = "") -> bytes:
    """Return the file with ``day`` as the day it was made and changed, and no time of the clock."""
    moment = f"{full_date(day) if day else _NO_DAY}T00:00:00Z".encode()
    file, made = io.BytesIO(), io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in given.namelist():
            part = given.read(name)
            if name == _CORE:
                part = _TIMES.sub(rb"\g<1>" + moment, part)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, part)
    return made.getvalue()


def xml_text(words: str) -> str:
    """Return words without signs that XML cannot hold."""
    return _NOT_XML.sub("", words)
