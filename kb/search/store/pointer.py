"""Read and replace the small file that names the current generation."""

import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.search.impacts.container import FORMAT_VERSION
from kb.search.ranking.bm25f import RANKING_VERSION
from kb.search.ranking.fields import FIELDS
from kb.search.store.checked_file import read_checked, replace_checked
from kb.search.text.fold import ANALYZER_VERSION

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
        data = read_checked(path)
    except FileNotFoundError:
        raise IndexMissing(f"{folder} 里还没有索引。请先运行 kb index。") from None
    except OSError as error:
        raise IndexDamaged(f"{path} 读不出来。") from error
    except ValueError as error:
        raise IndexDamaged(f"{path} 已损坏，或者不是案例库的索引。") from error
    if data.pop("format", None) != _FORMAT or data.pop("edition", None) != EDITION:
        raise IndexDamaged(f"{folder} 里的索引是另一个版本的程序建立的。")
    return Pointer(**data)


def replace_pointer(folder: Path, pointer: Pointer) -> None:
    """Point the index folder at another generation, in one step that no reader sees half done."""
    replace_checked(folder / POINTER, {"format": _FORMAT, "edition": EDITION, **asdict(pointer)}, flushed=True)
