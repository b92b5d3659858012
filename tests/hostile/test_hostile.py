"""A pull request is hostile until read: each file is refused with its code, or does no harm to the cases beside it."""

import shutil
from pathlib import Path

import pytest

from kb.checks import check_corpus, load_valid_corpus
from kb.content.corpus_reader import read_corpus
from kb.errors import CorpusHasProblems
from kb.model import Problem
from tests.hostile.hostile_files import BASE, CORPUS, NAME, SOUND, Hostile
from tests.pace import cpu_seconds


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    return Path("cases")


def test_the_corpus_is_as_large_as_promised_and_no_file_is_there_twice() -> None:
    assert len({hostile.data for hostile in CORPUS}) == len(CORPUS) >= 150


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_each_file_is_refused_with_its_code_or_accepted_and_the_cases_beside_it_are_left_in_peace(
    hostile: Hostile, folder: Path
) -> None:
    (folder / f"{NAME}.md").write_bytes(hostile.data)
    found: list[Problem] = []
    assert cpu_seconds(lambda: found.extend(check_corpus(read_corpus(folder)))) < 2
    problems = tuple(found)
    assert {problem.path for problem in problems} <= {f"cases/{NAME}.md"}
    if hostile.code is None:
        assert [p for p in problems if p.severity == "error"] == []
        assert len(load_valid_corpus(folder).cases) == 3
    else:
        assert hostile.code in {problem.code for problem in problems if problem.severity == "error"}
        with pytest.raises(CorpusHasProblems):
            load_valid_corpus(folder)
        (folder / f"{NAME}.md").unlink()
        assert len(load_valid_corpus(folder).cases) == 2


@pytest.mark.parametrize("target", ["../outside.md", "/etc/passwd", f"{NAME}.md", "/dev/zero", ".."])
def test_links_out_of_the_folder_and_to_themselves_are_refused(folder: Path, target: str) -> None:
    Path("outside.md").write_text(SOUND, encoding="utf-8")
    (folder / f"{NAME}.md").symlink_to(target)
    assert {p.code for p in check_corpus(read_corpus(folder))} & {"KB113", "KB116"}


@pytest.mark.parametrize("name", ["vocabulary.yml", "sources.yml", "data/notice-2014-13.yml"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !!python/object/apply:os.system ['true']\n", "KB110"),
        ("a: &a [x]\nb: [*a, *a]\n", "KB110"),
        ("a: " + "[" * 50 + "]" * 50, "KB111"),
        ("\x00", "KB106"),
    ],
)
def test_a_hostile_list_is_refused(folder: Path, name: str, text: str, code: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert code in {problem.code for problem in check_corpus(read_corpus(folder))}
