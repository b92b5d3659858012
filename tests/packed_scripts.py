"""Open the scripts that hand over what is told of a case, as client/packed_data.mjs does."""

import base64
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any


def opened(name: str, files: Mapping[str, str]) -> Any:
    """Return what a script of a site hands over; ``files`` maps names to texts."""
    call = re.fullmatch(r'kb\w+\("([^"]+)","(\w+)","([A-Za-z0-9+/=]+)"\);\n', files[name])
    assert call, name
    words = json.loads("[" + files[f"kb/words-{call[2]}.js"].removeprefix("kbWords(").removesuffix(");\n") + "]")
    assert words[0] == call[2]
    return json.loads(zlib.decompressobj(zdict=words[1].encode("utf-8")).decompress(base64.b64decode(call[3])))
