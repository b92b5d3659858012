"""Whatever happens to a folder between two checks, a check with the cache finds what looking at everything finds."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.checks import check_corpus, load_valid_corpus
from kb.checks.runner import check_folder, load_checked
from kb.content.cache import cache_of
from kb.content.corpus_reader import read_corpus
from kb.errors import CorpusHasProblems
from tests.examples import examples

BASE = Path(__file__).parents[2] / "golden/base/cases"
CASES = Path("cases")
STATUSES = """review_statuses:
  - {id: checked, label: 已核对来源, definition: 已核对来源。}
  - {id: draft, label: 草稿, definition: 草稿。}
  - {id: withdrawn, label: 已撤下, definition: 已撤下。}
"""
#: Each is one slip, correction or decision of an editor; a word that is not there leaves the file alone.
REPLACED = [
    ("stage: 小学", "stage: 火星"),
    ("stage: 火星", "stage: 小学"),
    ("model: 翻转课堂", "model: 颠倒课堂"),
    ("某小学", "某县教育局"),
    ("review: {status: 已核对来源", "review: {status: 草稿"),
    ("review: {status: 草稿", "review: {status: 已撤下"),
    ("related: [yy-flipped-classroom]", "related: [zz-copy]"),
    ("related: [zz-copy]", "related: [yy-flipped-classroom]"),
    ("(yy-flipped-classroom.md)", "(zz-copy.md)"),
    ("id: school-2015", "id: school-2016"),
    ("id: school-2016", "id: school-2015"),
    ("label: 小学", "label: 初小"),
    ("id: xx-online-classroom", "id: yy-flipped-classroom"),
    ("---\n\n## 背景", "## 背景"),
    ("先测网络。", "先测网络，再在白天和晚上各看一次，是不是够用。了解老师的意见，问有没有不便的地方。" * 12),
]

Step = Callable[[], None]


def _replace(name: str, old: str, new: str) -> Step:
    def step() -> None:
        if (path := CASES / name).is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return step


def _copy(source: str, target: str) -> Step:
    def step() -> None:
        if source != target and (CASES / source).is_file():
            shutil.copy(CASES / source, CASES / target)

    return step


def _move(source: str, target: str) -> Step:
    def step() -> None:
        if (CASES / source).is_file():
            (CASES / source).rename(CASES / target)

    return step


def _write(name: str, text: str) -> Step:
    def step() -> None:
        (CASES / name).parent.mkdir(exist_ok=True)
        (CASES / name).write_text(text, encoding="utf-8")

    return step


def _damage(keep: float) -> Step:
    def step() -> None:
        path = cache_of(CASES).path
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes(data[: int(len(data) * keep)])

    return step


FILES = ("xx-online-classroom.md", "yy-flipped-classroom.md", "zz-copy.md")
STEPS = st.one_of(
    st.builds(
        lambda name, words: _replace(name, *words),
        st.sampled_from((*FILES, "sources.yml", "vocabulary.yml")),
        st.sampled_from(REPLACED),
    ),
    st.builds(_copy, st.sampled_from(FILES), st.sampled_from(FILES)),
    st.builds(_move, st.sampled_from(FILES), st.sampled_from(FILES)),
    st.builds(lambda name: lambda: (CASES / name).unlink(missing_ok=True), st.sampled_from(FILES)),
    st.sampled_from(
        [
            _write("ids.txt", "xx-online-classroom\nyy-flipped-classroom -> zz-copy\n"),
            _write("ids.txt", "zz-copy -\n"),
            _write(
                "collections/one.yml",
                "title: 甲\npurpose: 乙\naudience: 丙\nmaintainer: 丁\nupdated: 2026-11-24\n"
                "cases:\n  - {case: yy-flipped-classroom, why: 戊}\n  - {case: zz-copy, why: 己}\n",
            ),
            _write("zz-copy.markdown", "放错了地方"),
            _damage(0.5),
            _damage(0),
        ]
    ),
)


def published() -> dict[str, str] | None:
    """Return what reading everything publishes, or None when it is refused."""
    try:
        corpus = load_valid_corpus(CASES)
    except CorpusHasProblems:
        return None
    folder = load_checked(CASES, cache_of(CASES))
    shown = {case.id: corpus.content_hashes[case.id] for case in corpus.cases}
    assert folder.content_hashes == shown
    assert folder.corpus_of(shown).cases == corpus.cases
    assert folder.lists.moved == corpus.moved
    assert folder.lists.collections == corpus.collections
    return shown


@example([_replace("xx-online-classroom.md", "(yy-flipped-classroom.md)", "(zz-copy.md)"), _copy(FILES[1], FILES[2])])
@example([_replace("xx-online-classroom.md", "[yy-flipped-classroom]", "[zz-copy]"), _copy(FILES[1], FILES[2])])
@examples(25)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_check_with_the_cache_finds_what_a_fresh_one_finds(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        shutil.copytree(BASE, CASES)
        vocabulary = CASES / "vocabulary.yml"
        text = vocabulary.read_text(encoding="utf-8")
        start, end = text.index("review_statuses:"), text.index("practice_statuses:")
        vocabulary.write_text(text[:start] + STATUSES + text[end:], encoding="utf-8")
        for step in (lambda: None, *steps):
            step()
            assert check_folder(CASES, cache_of(CASES)).problems == check_corpus(read_corpus(CASES))
            if published() is None:
                with pytest.raises(CorpusHasProblems):
                    load_checked(CASES, cache_of(CASES))
