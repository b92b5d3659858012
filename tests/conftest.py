"""Mark tests by folder, give property tests the same examples each run, and keep out of the tester's own folders."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from kb.checks import load_valid_corpus
from kb.model import Corpus
from tests.cases import CORPUS, ROOT
from tests.commands import must_run_kb
from tests.once import once
from tools.browser import playwright_cache
from tools.opensearch import engine_cache

# Every test, and every process it starts, has cache and configuration folders of its own.
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(playwright_cache()))  # the browser is not the project's
os.environ.setdefault("KB_ENGINE_CACHE", str(engine_cache()))
_HOME = tempfile.TemporaryDirectory(prefix="kb-home-", ignore_cleanup_errors=True)
for _name in ("CACHE", "CONFIG"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_HOME.name) / _name.lower())

# A failure that only some runs see stops people who did not cause it; the scheduled run looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

#: Folders and modules that build whole sites, kill writers, search thousands of cases, prove the laws of caches, start
#: servers or go through many office files.
SLOW = (
    *("api/", "builds/", "contract/", "mcp/", "hostile/", "relevance/"),
    *("entrypoints/test_index_command", "entrypoints/test_statuses"),
    *("content/test_readme_queries", "content/test_round_trip", "unit/checks/test_cache"),
    *("unit/publish/test_site_corpus", "unit/publish/test_valid_html", "unit/publish/forms/test_hostile_files"),
    "unit/publish/forms/test_odd_word_files",
)


#: Tests that start a cluster need Java: only who names them runs them (make test-cluster).
CLUSTER = ROOT / "tests/opensearch"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    is_named = any(Path(config.invocation_params.dir, arg).is_relative_to(CLUSTER) for arg in config.args)
    return True if collection_path == CLUSTER and not is_named else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(ROOT / "tests").as_posix()
        if path.startswith("browser/"):
            item.add_marker(pytest.mark.browser)
        elif path.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
    # Whole builds take longest: begun last, they would leave the other workers idle.
    items.sort(key=lambda item: "/builds/" not in item.path.as_posix())


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_valid_corpus(CORPUS)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the frozen library's site, once for all workers; tests that change it copy it."""

    def build(folder: Path) -> None:
        must_run_kb("build", "--cases", CORPUS, "--site", folder / "site")

    return once(tmp_path_factory, "built", build) / "site"
