"""Open the scripts that hand over what is told of a case, as web/lib/packed_data.mjs does."""

import json
import re
import string
import zlib
from collections.abc import Mapping
from typing import Any

SIGNS = "".join(sorted(set(string.ascii_letters + string.digits + string.punctuation) - set('"<\\')))


def opened(name: str, files: Mapping[str, str]) -> Any:
    """Return what a script of a site hands over; ``files`` maps names to texts."""
    call = re.fullmatch(r'kb\w+\("([^"]+)","(\w+)","([!-~]+)"\);\n', files[name])
    assert call, name
    words = json.loads("[" + files[f"kb/words-{call[2]}.js"].removeprefix("kbWords(").removesuffix(");\n") + "]")
    assert words[0] == call[2]
    dictionary = zlib.decompress(_bytes(words[1]))
    return json.loads(zlib.decompressobj(zdict=dictionary).decompress(_bytes(call[3])).decode("gbk"))


def _bytes(signs: str) -> bytes:
    assert len(SIGNS) == 91
    pairs = [SIGNS.index(one) + 91 * SIGNS.index(two) for one, two in zip(signs[::2], signs[1::2], strict=True)]
    bits = sum(pair << 13 * place for place, pair in enumerate(pairs))
    return bits.to_bytes(len(signs), "little")[: len(pairs) * 13 // 8]
