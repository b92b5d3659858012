"""The queries that the README asks of the API give the right case first, sent as curl sends them."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.api.servers import serving
from tests.cases import ROOT

COMMANDS = re.findall(r"^(curl .*?) +# 第一个是", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
FIRST = ("wuhu-online-classroom", "jiaozuo-purchase-of-service", "nanshan-service-outsourcing")


def as_sent(command: str) -> bytes:
    """Return what ``curl -G`` sends: it encodes values only where it is told to."""
    curl, get, url, *options = shlex.split(command)
    assert (curl, get) == ("curl", "-G")
    pairs = []
    for option, pair in zip(options[::2], options[1::2], strict=True):
        name, _, value = pair.partition("=")
        pairs.append(f"{name}={quote(value) if option == '--data-urlencode' else value}")
    target = f"{urlsplit(url).path}?{'&'.join(pairs)}"
    return f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


def test_the_right_case_comes_first(tmp_path: Path) -> None:
    with serving(tmp_path, ROOT / "cases") as server:
        for command, first in zip(COMMANDS, FIRST, strict=True):
            head, _, body = server.exchange(as_sent(command)).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), body.decode()
            assert json.loads(body)["hits"][0]["id"] == first, command
