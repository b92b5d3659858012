"""Two servers that many tests ask: one of the API alone, one with a site beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.servers import Server, serving
from tests.cases import CORPUS

SITE_URL = "https://library.example/kb/"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("api"), CORPUS, "--base", SITE_URL) as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the kinds of files that a site has, and secrets beside it."""
    folder = tmp_path_factory.mktemp("beside")
    site = folder / "site"
    (site / "cases").mkdir(parents=True)
    (site / "index.html").write_text("<p>首页", encoding="utf-8")
    (site / "404.html").write_text("<p>没有这一页", encoding="utf-8")
    (site / "cases/x.html").write_text("<p>案例" + "字" * 2000, encoding="utf-8")
    (site / "cases/x.md").write_text("# 案例", encoding="utf-8")
    (site / "big.bin").write_bytes(bytes(8_000_000))
    (folder / "secret.txt").write_text("SECRET", encoding="utf-8")
    (site / "link.txt").symlink_to(folder / "secret.txt")
    return site


@pytest.fixture(scope="session")
def site_server(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("api-site"), CORPUS, "--site", site) as running:
        yield running
