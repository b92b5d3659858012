"""Mark tests by folder, give property tests the same examples each run, and keep out of the tester's own folders."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent

# Every test, and every process it starts, has cache and configuration folders of its own.
_HOME = tempfile.TemporaryDirectory(prefix="kb-home-", ignore_cleanup_errors=True)
for _name in ("CACHE", "CONFIG"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_HOME.name) / _name.lower())

# A failure that only some runs see stops people who did not cause it; the scheduled run looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

#: Folders and modules that build whole sites, kill writers, search thousands of cases or prove the laws of caches.
SLOW = (
    *("builds/", "contract/", "hostile/", "relevance/"),
    *("entrypoints/test_index_command", "entrypoints/test_statuses"),
    *("unit/checks/test_memory", "unit/publish/test_sound_corpus"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(HERE).as_posix()
        if path.startswith("browser/"):
            item.add_marker(pytest.mark.browser)
        elif path.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
