"""A case may bring its sources along: they count as listed, and ``kb check --fix`` moves them, losing nothing."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import check_corpus, load_valid_corpus
from kb.checks.fixes import fix_corpus
from kb.checks.fixes.new_sources import move_sources
from kb.content.corpus_reader import read_corpus
from tests.cases import replace_in
from tests.examples import examples

BASE = Path(__file__).parents[2] / "golden/base/cases"
CASE = "xx-online-classroom.md"
OWN = """new_sources:
  # 校长给的
  - id: xx-account-2026
    type: report # 2026 年打印
    title: 某校的总结
    author: [某校, 某教研组]
    tier: 单位自述
"""


def folder_with(folder: Path, own: str, name: str = CASE) -> Path:
    """Copy the sound corpus; its case cites its own first source and defines ``own``."""
    cases = folder / "cases"
    if not cases.exists():
        shutil.copytree(BASE, cases)
    text = (cases / name).read_text(encoding="utf-8")
    text = text.replace("sources:\n", "sources:\n  - {source: xx-account-2026, locator: 全文}\n", 1)
    opening, head, body = text.split("---\n", 2)
    (cases / name).write_text("---\n".join([opening, head + own, body]), encoding="utf-8")
    return cases


def findings(cases: Path) -> list[str]:
    return [f"{found.code} {found.message}" for found in check_corpus(read_corpus(cases))]


def test_a_cases_own_sources_count_as_listed_and_wait_for_an_editor(tmp_path: Path) -> None:
    cases = folder_with(tmp_path, OWN)
    (left,) = findings(cases)
    assert left.startswith("KB216 等编辑确认：新来源“xx-account-2026”还写在案例里。")
    corpus = load_valid_corpus(cases)
    assert corpus.sources["xx-account-2026"].author == ("某校", "某教研组")
    assert load_valid_corpus(cases, drafts=True).sources.keys() == corpus.sources.keys()


def test_a_drafts_own_sources_are_not_published(tmp_path: Path) -> None:
    cases = folder_with(tmp_path, OWN)
    text = (cases / CASE).read_text(encoding="utf-8")
    (cases / CASE).write_text(text.replace("已核对来源", "草稿"), encoding="utf-8")
    replace_in(
        cases / "vocabulary.yml",
        "review_statuses:",
        "review_statuses:\n  - {id: draft, label: 草稿, definition: 草稿。}",
    )
    assert "xx-account-2026" not in load_valid_corpus(cases).sources
    assert "xx-account-2026" in load_valid_corpus(cases, drafts=True).sources


def test_moving_keeps_comments_and_every_word_and_happens_once(tmp_path: Path) -> None:
    cases = folder_with(tmp_path, OWN)
    before = (cases / "sources.yml").read_text(encoding="utf-8")
    assert {path.name for path in fix_corpus(read_corpus(cases), cases)} == {"sources.yml", CASE}
    assert (cases / "sources.yml").read_text(encoding="utf-8") == before + OWN.removeprefix("new_sources:\n")
    assert "new_sources" not in (cases / CASE).read_text(encoding="utf-8")
    assert findings(cases) == []
    assert fix_corpus(read_corpus(cases), cases) == ()


def test_a_move_that_was_cut_off_is_finished_by_the_next_run(tmp_path: Path) -> None:
    cases = folder_with(tmp_path, OWN)
    case = (cases / CASE).read_text(encoding="utf-8")
    fix_corpus(read_corpus(cases), cases)
    moved = (cases / "sources.yml").read_text(encoding="utf-8")
    (cases / CASE).write_text(case, encoding="utf-8")
    assert any(found.startswith("KB302 ") for found in findings(cases))
    fix_corpus(read_corpus(cases), cases)
    assert (cases / "sources.yml").read_text(encoding="utf-8") == moved
    assert findings(cases) == []


@pytest.mark.parametrize(
    "own",
    [
        OWN.replace("tier: 单位自述", "tier: 没有这级"),
        OWN.replace("type: report", "type: 报告"),
        OWN.replace("type: report", "type: self-account").replace("单位自述", "政策文件"),
        OWN.replace("title: ", "titel: "),
        OWN.replace("xx-account-2026", "school-2015"),
        OWN + OWN.split("\n", 2)[2],
        "new_sources: [{id: xx-account-2026, type: report, title: 甲, # 校长给的\n  tier: 单位自述}]\n",
    ],
    ids=("tier", "type", "account", "key", "listed", "twice", "comment-in-brackets"),
)
def test_what_has_a_fault_or_cannot_be_moved_whole_stays(tmp_path: Path, own: str) -> None:
    cases = folder_with(tmp_path, own)
    before = {path.name: path.read_bytes() for path in cases.iterdir() if path.is_file()}
    assert findings(cases)
    fix_corpus(read_corpus(cases), cases)
    after = {path.name: path.read_bytes() for path in cases.iterdir() if path.is_file()}
    assert after["sources.yml"] == before["sources.yml"]
    assert yaml.safe_load(after[CASE].split(b"---\n")[1]) == yaml.safe_load(before[CASE].split(b"---\n")[1])


def test_two_cases_may_not_define_one_id(tmp_path: Path) -> None:
    folder_with(tmp_path, OWN)
    cases = folder_with(tmp_path, OWN.replace("某校的总结", "另一份"), "yy-flipped-classroom.md")
    (found,) = [each for each in findings(cases) if each.startswith("KB302")]
    assert CASE in found


TEXTS = st.text(st.sampled_from("甲乙 丙a1：“”、#:'\"[]{}&*-,"), min_size=1, max_size=12).map(str.strip).filter(bool)
SOURCES = st.lists(
    st.fixed_dictionaries({"title": TEXTS, "author": st.lists(TEXTS, max_size=2)}), min_size=1, max_size=3
)


@given(
    SOURCES, st.booleans(), st.integers(0, 4), st.booleans(), st.sampled_from(("sources: []\n", "sources:\n- id: a\n"))
)
@examples(300)
def test_whatever_is_moved_is_all_there_and_moved_once(
    own: list[dict], flow: bool, indent: int, remarks: bool, listed: str
) -> None:
    entries = [{"id": f"new-{number}"} | source for number, source in enumerate(own)]
    written = yaml.safe_dump(entries, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=1000)
    if flow:
        block = f"new_sources: {written}"
    else:
        lines = [" " * indent + line for line in written.splitlines()]
        block = "\n".join(["new_sources: # 一", *(["  # 二"] if remarks else []), *lines]) + "\n"
    case = f"---\nid: x\n# 三\n{block}# 四\nlicense: y\n---\n\n正文 # 五\n"
    moved = move_sources(case, f"# 六\n{listed}")
    if moved is None:
        # Only what cannot be had as text by itself may stay: a comment's sign within brackets.
        assert flow
        return
    assert moved.case == "---\nid: x\n# 三\n# 四\nlicense: y\n---\n\n正文 # 五\n"
    texts = yaml.load(moved.sources, yaml.BaseLoader)["sources"]
    assert texts == [
        *(yaml.safe_load(listed)["sources"]),
        *yaml.load(yaml.safe_dump(entries, allow_unicode=True), yaml.BaseLoader),
    ]
    assert moved.sources.startswith("# 六\n")
    if not flow:
        assert moved.sources.count("# 一") == 1 + str(entries).count("# 一")
        assert not remarks or "# 二" in moved.sources
    assert move_sources(moved.case, moved.sources) is None
