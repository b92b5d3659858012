"""Read the reading lists under cases/collections/, one file each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.content.yaml_file import DataFile, read_data
from kb.model import Collection

COLLECTIONS = "collections"


@dataclass(frozen=True)
class CollectionFile:
    """One reading list; the name of its file is its id and its address."""

    id: str
    data: DataFile[Collection]


def read_collections(cases_dir: Path, shown: str) -> Iterator[CollectionFile]:
    """Read every list of a cases folder that messages call ``shown``; hidden files are none."""
    for path in sorted((cases_dir / COLLECTIONS).glob("*.y*ml"), key=lambda path: path.name):
        if not path.name.startswith("."):
            place = f"{shown}/{COLLECTIONS}/{path.name}"
            yield CollectionFile(path.stem, read_data(path, place, Collection, within=cases_dir))
