"""A site is replaced whole or not at all."""

from pathlib import Path

import pytest

from kb.errors import PublishError
from kb.publish.build.output import MARKER, replace_site


def fill(text: str, folder: Path) -> None:
    (folder / MARKER).parent.mkdir(parents=True)
    (folder / MARKER).write_text("ours", encoding="utf-8")
    (folder / "index.html").write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    replace_site(site, lambda folder: fill("old", folder))
    return site


def files_beside(site: Path) -> list[str]:
    return [entry.name for entry in site.parent.iterdir()]


def test_a_new_site_takes_the_old_ones_place_and_leaves_nothing_beside_it(site: Path) -> None:
    (site / "stale.html").write_text("x", encoding="utf-8")
    replace_site(site, lambda folder: fill("new", folder))
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert not (site / "stale.html").exists()
    assert files_beside(site) == ["site"]


def test_a_fault_while_building_leaves_the_old_site_as_it_was(site: Path) -> None:
    def fail(folder: Path) -> None:
        fill("half", folder)
        raise PublishError("坏了")

    with pytest.raises(PublishError, match="坏了"):
        replace_site(site, fail)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert files_beside(site) == ["site"]


def test_a_swap_that_stopped_half_way_is_undone_by_the_next_build(site: Path) -> None:
    def fail(folder: Path) -> None:
        raise PublishError(f"坏了：{folder}")

    site.rename(site.with_name(".site.old"))
    with pytest.raises(PublishError):
        replace_site(site, fail)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_dot_files_of_the_old_site_survive(site: Path) -> None:
    (site / ".gitignore").write_text("*\n!.gitignore\n", encoding="utf-8")
    replace_site(site, lambda folder: fill("new", folder))
    assert (site / ".gitignore").read_text(encoding="utf-8") == "*\n!.gitignore\n"


def test_a_folder_with_only_dot_files_counts_as_empty(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitignore").write_text("*\n", encoding="utf-8")
    replace_site(site, lambda folder: fill("new", folder))
    assert (site / "index.html").exists()


def test_a_folder_that_is_not_an_earlier_site_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="不是以前生成的网站"):
        replace_site(tmp_path, lambda folder: fill("new", folder))
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_sites_place_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="是一个文件"):
        replace_site(place, lambda folder: fill("new", folder))
    assert place.read_text(encoding="utf-8") == "mine"
