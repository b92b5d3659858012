"""Read and replace the small file that names the current generation."""

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.search.fields import FIELDS
from kb.search.fold import ANALYZER_VERSION
from kb.search.impacts.container import FORMAT_VERSION
from kb.search.ranking import RANKING_VERSION

POINTER = "CURRENT"
_FORMAT = "kb-index"

#: What an index depends on beside the cases; an index made under another edition is rebuilt.
EDITION = "-".join(
    [
        *(str(version) for version in (FORMAT_VERSION, ANALYZER_VERSION, RANKING_VERSION)),
        f"{zlib.crc32(repr(FIELDS).encode()):08x}",
    ]
)


@dataclass(frozen=True)
class Pointer:
    """The current generation and what it was made from: ``signature`` changes when a case file is touched."""

    generation: str
    signature: str = ""


def read_pointer(folder: Path) -> Pointer:
    """Return what the index folder points to; raise IndexMissing or IndexDamaged."""
    path = folder / POINTER
    try:
        checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        raise IndexMissing(f"{folder} 里还没有索引。请先运行 kb index。") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{path} 读不出来。") from error
    if checksum != _checksum(text):
        raise IndexDamaged(f"{path} 已损坏，或者不是案例库的索引。")
    data = json.loads(text)
    if data.pop("format", None) != _FORMAT or data.pop("edition", None) != EDITION:
        raise IndexDamaged(f"{folder} 里的索引是另一个版本的程序建立的。")
    return Pointer(**data)


def replace_pointer(folder: Path, pointer: Pointer) -> None:
    """Point the index folder at another generation, in one step that no reader sees half done."""
    text = json.dumps({"format": _FORMAT, "edition": EDITION, **asdict(pointer)})
    aside = folder / f"{POINTER}.new"
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{_checksum(text)}\n{text}")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / POINTER)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8')):08x}"
