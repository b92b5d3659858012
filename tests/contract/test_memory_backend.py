"""The memory backend keeps the contract."""

import pytest

from kb.search.index.memory import MemoryBackend
from tests.contract.backend_contract import BackendContract, Make


class TestMemoryBackend(BackendContract):
    @pytest.fixture
    def make(self) -> Make:
        return MemoryBackend
