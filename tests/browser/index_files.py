"""Take the files of a browser index apart, for tests that look inside or hand them to the client."""

import json
import re
from collections.abc import Iterable
from typing import Any

_CALL = re.compile(r'kbSearch\("([0-9a-f]{12})","([^"]+)",(.*)\);\n', re.DOTALL)


def data_of(files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what each file hands over, by the name the client asks for it."""
    found = {}
    for uri, script in files:
        call = _CALL.fullmatch(script)
        assert call is not None, uri
        assert uri == f"kb/search/{call[2]}.js"
        found[call[2]] = json.loads(call[3])
    return found
