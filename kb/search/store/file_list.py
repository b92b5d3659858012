"""Remember which files an index was made from, so that only those that changed are read again."""

import json
import zlib
from pathlib import Path

from kb.search.store.pointer import Pointer

FILE_LIST = "FILES"


def replace_file_list(folder: Path, pointer: Pointer, files: str) -> None:
    """Remember the files (JSON) of what the pointer names."""
    text = f"{json.dumps([pointer.generation, pointer.signature])}\n{files}"
    aside = folder / f"{FILE_LIST}.new"
    aside.write_text(f"{zlib.crc32(text.encode('utf-8')):08x}\n{text}", encoding="utf-8", newline="\n")
    aside.replace(folder / FILE_LIST)


def read_file_list(folder: Path, pointer: Pointer) -> str | None:
    """Return the files of what the pointer names, or None where they are not known for sure."""
    try:
        checksum, _, text = (folder / FILE_LIST).read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    named, _, files = text.partition("\n")
    is_whole = checksum == f"{zlib.crc32(text.encode('utf-8')):08x}"
    return files if is_whole and named == json.dumps([pointer.generation, pointer.signature]) else None
