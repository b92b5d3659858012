"""The Whoosh backend keeps the contract."""

from itertools import count
from pathlib import Path

import pytest

from kb.search.index.whoosh_backend import WhooshBackend
from tests.contract.backend_contract import BackendContract, Make


class TestWhooshBackend(BackendContract):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Make:
        numbers = count()
        return lambda: WhooshBackend(tmp_path / f"index-{next(numbers)}")
