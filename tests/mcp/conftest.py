"""Both doors to one library, and bare lines to it."""

from collections.abc import Iterator

import pytest

from tests.cases import CORPUS
from tests.mcp.assistants import Door, Lines, open_door, open_lines


@pytest.fixture(scope="session")
def http_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with open_door(tmp_path_factory.mktemp("mcp-http"), CORPUS, over_http=True) as opened:
        yield opened


@pytest.fixture(params=["stdio", "http"])
def door(request: pytest.FixtureRequest, http_door: Door, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    if request.param == "http":
        yield http_door
        return
    with open_door(tmp_path_factory.mktemp("mcp-stdio"), CORPUS) as opened:
        yield opened


@pytest.fixture(scope="session")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lines]:
    with open_lines(tmp_path_factory.mktemp("mcp-lines"), CORPUS) as opened:
        yield opened
