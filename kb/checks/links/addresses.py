"""Collect the web addresses of a corpus with the places that name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.citation_marks import body_of
from kb.checks.link_targets import plain_address, targets_in
from kb.content.body import BARE_ADDRESS
from kb.content.corpus_reader import CorpusReading
from kb.content.yaml_nodes import Node, Position, items_of, scalars


@dataclass(frozen=True)
class Address:
    """One web address: where it stands, when somebody last read it, and the copy in an archive if one is noted."""

    url: str
    places: tuple[tuple[str, Position], ...]
    accessed: str | None = None
    archived_url: str | None = None


def addresses_in(reading: CorpusReading) -> tuple[Address, ...]:
    """Return every address once, in the order of the files."""
    places: dict[str, list[tuple[str, Position]]] = {}
    known: dict[str, tuple[str | None, str | None]] = {}
    for url, accessed, archived, shown, at in (*_of_sources(reading), *_of_bodies(reading)):
        places.setdefault(url, []).append((shown, at))
        if accessed or archived:
            known.setdefault(url, (accessed, archived))
    return tuple(Address(url, tuple(found), *known.get(url, (None, None))) for url, found in places.items())


_Named = tuple[str, str | None, str | None, str, Position]


def _of_sources(reading: CorpusReading) -> Iterator[_Named]:
    lists = [(reading.sources.shown, reading.sources.root, "sources")]
    lists += [(file.shown, file.head, "new_sources") for file in reading.case_files]
    for shown, root, key in lists:
        sources = root.get(key) if root else None
        for source in items_of(sources):
            yield from _of_source(source, shown)


def _of_source(source: Node, shown: str) -> Iterator[_Named]:
    accessed, archived = (next((v.text for v in scalars(source, key)), None) for key in ("accessed", "archived_url"))
    for key in ("URL", "archived_url"):
        for value in scalars(source, key):
            if _is_web(value.text):
                yield value.text, accessed, archived if key == "URL" else None, shown, value.position


def _of_bodies(reading: CorpusReading) -> Iterator[_Named]:
    for file in reading.case_files:
        body = body_of(file)
        targets = [(offset, plain_address(target)) for offset, target, _ in targets_in(body)]
        places = {offset for offset, _ in targets}
        bare = [(found.start(), found[0]) for found in re.finditer(BARE_ADDRESS, body.text)]
        for offset, url in (*targets, *(each for each in bare if each[0] not in places)):
            if _is_web(url):
                yield url, None, None, file.shown, body.position(offset)


def _is_web(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))
