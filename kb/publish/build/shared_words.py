"""Pack what is told of cases: they say much the same; that is told once, and in each script only what is its own.

``kb/words-<name>.js`` calls ``kbWords`` with the words in common; a case's script calls its function with a key, the
name of those words, and JSON that zlib packed with them as its dictionary. web/lib/packed_data.mjs opens it.

The JSON is GBK: of Chinese it packs an eighth better than UTF-8, and every browser reads it. What GBK lacks stands as
``\\u…``. Packed bytes are written in 91 signs, two for thirteen bits, which takes a thirteenth less than base64.
"""

import codecs
import json
import zlib
from typing import Final

import numpy as np

from kb.model import BODY_SECTIONS, Case, Citation, Mechanism, Practice, Review, Section, Unit
from kb.publish.core.artifact import Artifact, digest_of, made_part
from kb.publish.exports.case_payload import case_told, to_script
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import citations_told
from kb.publish.view.taxonomies import TAXONOMIES
from kb.publish.workshop.cases import Workshop, WorkshopCase

#: A longer one would be out of reach at the end of a long case: zlib looks back 32 KB.
_LONGEST: Final = 16_000

#: What ASCII shows of itself but for what a script in quotation marks cannot hold, or a page that holds the script.
_SIGNS: Final = np.frombuffer(bytes(sign for sign in range(33, 127) if chr(sign) not in '"<\\'), np.uint8)
_BITS: Final = 13


class SharedWords:
    """The words that cases have in common, by a name that changes with them."""

    def __init__(self, text: str) -> None:
        self._bytes = _encoded(text)
        self.name = digest_of(text)[:8]
        self._packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, self._bytes)

    def part(self) -> Artifact:
        """Return the script that hands the words over."""
        words = _signs_of(zlib.compress(self._bytes, 9))
        return made_part(f"kb/words-{self.name}.js", to_script("kbWords", self.name, words))

    def packed(self, function: str, key: str, value: object) -> str:
        """Return a script that hands a value over under a key."""
        packer = self._packer.copy()
        data = packer.compress(_encoded(_json(value))) + packer.flush()
        return f'{function}({json.dumps(key)},"{self.name}","{_signs_of(data)}");\n'


def shared_words(catalogue: Catalogue, site_url: str | None) -> SharedWords:
    """Return what is told of a case that tells nothing, in every list; it rests on no case of the catalogue."""
    vocabulary = catalogue.vocabulary
    terms = [[term.id, term.label] for family in TAXONOMIES for term in vocabulary.terms(family.folder)]
    terms += [[term.id, term.label] for term in vocabulary.mechanism_actors]
    levels = [[level.label, level.definition] for level in vocabulary.evidence_levels]
    workshop = Workshop(catalogue, site_url)
    blank = _blank_case(catalogue)
    told = (
        *(terms, levels),
        *(case_told(blank, catalogue), citations_told(blank, catalogue, site_url)),
        WorkshopCase(blank, catalogue, workshop.library).told(),
    )
    return SharedWords("".join(map(_json, told))[-_LONGEST:])


def _blank_case(catalogue: Catalogue) -> Case:
    notice = catalogue.corpus.notice
    return Case.model_construct(
        id="-",
        title="：",
        title_en=None,
        aliases=(),
        summary="。",
        unit=Unit.model_construct(name="", type=""),
        region="000000",
        stage=(),
        theme=(),
        problem=(),
        model=(),
        evidence=0,
        effect=None,
        review=Review.model_construct(status="", date="2026-01-01"),
        practice=Practice.model_construct(status="", since=None, as_of=""),
        sources=(Citation.model_construct(source=notice.source, locator=None),) if notice else (),
        mechanism=Mechanism(),
        body="",
        sections=tuple(Section.model_construct(heading=name, text="。", line=1) for name in BODY_SECTIONS),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _encoded(text: str) -> bytes:
    return text.encode("gbk", errors="kb-json")


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Write what the encoding lacks as JSON does in ASCII; in JSON it can only stand in a string."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("kb-json", _escape)


def _signs_of(data: bytes) -> str:
    """Return bytes as signs, the lowest bits first; the last pair may hold bits beyond the end of what zlib wrote."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
    groups = np.pad(bits, (0, -len(bits) % _BITS)).reshape(-1, _BITS)
    numbers = groups @ (1 << np.arange(_BITS))
    pairs = np.stack((numbers % len(_SIGNS), numbers // len(_SIGNS)), axis=1)
    return str(_SIGNS[pairs].tobytes(), "ascii")
