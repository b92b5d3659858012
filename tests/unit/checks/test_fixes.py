"""``kb check --fix`` fixes what needs no judgement, once, and touches nothing else."""

import json
import re
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.checks.case_checks import check_case
from kb.checks.fixes import fix_case, fix_corpus
from kb.checks.fixes.style import fix_style
from kb.checks.scope import Scope
from kb.content.case_reader import read_case
from kb.content.corpus_reader import read_corpus
from kb.content.front_matter import split
from kb.content.problems import Problems
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_nodes import as_data
from kb.content.yaml_reader import read_yaml
from kb.errors import CorpusError
from tests.cases import CORPUS
from tests.examples import examples

BASE = Path(__file__).parents[2] / "golden/base/cases"
MECHANISM = """mechanism:
  invest: 政府
mechanism_sources: [{of: [invest], source: notice-2014, locator: 二·2}]
"""
SOUND = (
    (BASE / "xx-online-classroom.md")
    .read_text(encoding="utf-8")
    .replace(MECHANISM, "")
    .replace("claims:\n", f"{MECHANISM}claims:\n")
)


def labels() -> Labels:
    vocabulary = read_corpus(BASE).vocabulary.value
    assert vocabulary
    return Labels(vocabulary)


LABELS = labels()
SCOPE = Scope(read_corpus(BASE))


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("用iPad上课", "用 iPad 上课"),
        ("2011年9月起", "2011 年 9 月起"),
        ("有网络,有平板;能上课", "有网络，有平板；能上课"),
        ("有网络, 有平板", "有网络，有平板"),
        ("有网络.\n\n下一段.", "有网络。\n\n下一段。"),
        ("- 有网络.\n- 有平板.", "- 有网络。\n- 有平板。"),
        ("约翰.杜威和约翰.\n杜威", "约翰.杜威和约翰.\n杜威"),
        ("一.先测网络", "一.先测网络"),
        ("### 一.", "### 一."),
        ("同步课堂(音乐)开课", "同步课堂（音乐）开课"),
        ("教技厅函[2014]13号", "教技厅函[2014]13号"),
        ("教技函〔2012〕70号", "教技函〔2012〕70号"),
        ("叫作“iPad班”的班", "叫作“iPad班”的班"),
        ("开课〔moe-2014-13，二·2〕", "开课〔moe-2014-13，二·2〕"),
        ("见[芜湖](芜湖abc.md)一例", "见[芜湖](芜湖abc.md)一例"),
        ("用`班a班`记", "用`班a班`记"),
        ("见https://example.org/课程a节", "见 https://example.org/课程a节"),
        ("    缩进a的代码", "    缩进a的代码"),
        ("比例3:2不变", "比例 3:2 不变"),
    ],
)
def test_prose_is_spaced_and_punctuated_and_quotations_names_and_addresses_are_not(written: str, fixed: str) -> None:
    assert fix_style(written) == fixed


def test_aliases_become_labels_and_keys_find_their_order_with_their_comments() -> None:
    messy = SOUND.replace("model: 在线课堂\n", "").replace(
        "id: xx-online", "# 做法要核对\nmodel: '空中课堂' # 照通报的叫法\nid: xx-online"
    )
    fixed = fix_case(messy, LABELS)
    assert fixed == SOUND.replace("model: 在线课堂\n", "# 做法要核对\nmodel: '在线课堂' # 照通报的叫法\n")


def test_marks_line_ends_and_trailing_space_go_and_a_line_break_stays() -> None:
    text = "\ufeff" + SOUND.replace("先测网络。", "先测网络。  \n再开课。 ").replace("\n", "\r\n")
    assert fix_case(text, LABELS) == SOUND.replace("先测网络。", "先测网络。  \n再开课。")


def test_an_edit_that_would_change_what_the_file_says_is_dropped() -> None:
    folded = SOUND.replace("title: 某县“在线课堂”", "title: >-\n  某县a班\n  的课")
    assert fix_case(folded, LABELS) == folded


def test_the_real_cases_need_no_fixing() -> None:
    reading = read_corpus(CORPUS)
    vocabulary = reading.vocabulary.value
    assert vocabulary
    texts = {file.path: file.path.read_text(encoding="utf-8") for file in reading.case_files}
    assert [path.name for path, text in texts.items() if fix_case(text, Labels(vocabulary)) != text] == []


PIECES = st.sampled_from(
    [
        *("教学点", "课", "a", "iPad", "3", " ", "  ", "\t", "\n", "\n\n", "    "),
        *(",", ";", ":", "?", ".", "(", ")", "“", "”", "《", "》", "。", "，", "`", "```", "**", "#", "- ", "|", "\\"),
        *("〔moe-1，二·2〕", "[", "](", "]", "<", ">", "https://example.org/x", "&amp;"),
    ]
)
PROSE = st.lists(PIECES, max_size=40).map("".join)


def bare(text: str) -> str:
    """Return the text without what fixing may change."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("。", ".")


@given(PROSE)
@example("\t \n教学点")
@example("先测网络,\t")
@example("先测网络. \t\n\n再看,  \n老师")
@examples(300)
def test_fixing_a_body_twice_changes_nothing_more_and_loses_nothing(body: str) -> None:
    text = f"---\nid: x\n---\n{body}"
    once = fix_case(text, LABELS)
    assert fix_case(once, LABELS) == once
    assert bare(once) == bare(text)


def findings(text: str) -> set[str]:
    """Return the codes that a case gets beside the base corpus."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xx-online-classroom.md"
        path.write_text(text, encoding="utf-8")
        file = read_case(path, "x.md", LABELS)
        return {found.code for found in (*file.problems, *check_case(file, SCOPE))}


@given(st.lists(st.sampled_from("课a3,.:(）“iPad”"), max_size=40).map("".join), PROSE, st.integers(0, 20))
@example("a课", "3课" * 1_490, 0)
@example("a课" * 20, "教学点,\t", 0)
@examples(150)
def test_a_sound_case_stays_sound(words: str, body: str, spare: int) -> None:
    summary = (words + "某县教育局用网络把中心校的音乐课送到教学点，课开齐了。" * 8)[: 160 - spare]
    text = re.sub("(?m)^summary: .*$", lambda _: f"summary: {json.dumps(summary, ensure_ascii=False)}", SOUND)
    text = text.replace("先测网络。", f"先测网络{body}")
    fixed = fix_case(text, LABELS)
    assert findings(fixed) <= findings(text)
    assert fix_case(fixed, LABELS) == fixed


VALUES = st.sampled_from(
    [
        *("在线课堂", "空中课堂", "[空中课堂, 翻转教室]", "'空中课堂'", '"颠倒课堂"', "online-classroom", "未知"),
        *("a班", ">-\n  a班\n  b课", '第3期, 见"a班"', "{name: 学校a, type: 教育局}"),
        "\n  - 有网络,有a班\n  - text: 课b节  # 注c文",
    ]
)
LINES = st.tuples(
    st.sampled_from(["", "# 注意a班\n", "\n"]),
    st.sampled_from(["title", "model", "stage", "steps", "id", "unit", "foo", "summary"]),
    VALUES,
    st.sampled_from(["", "  ", "  # 后注b"]),
)


@given(st.lists(LINES, max_size=7))
@examples(300)
def test_fixing_front_matter_twice_changes_nothing_more_and_keeps_every_comment(
    lines: list[tuple[str, str, str, str]],
) -> None:
    head = "\n".join(f"{above}{key}: {value}{after}" for above, key, value, after in lines)
    text = f"---\n{head}\n---\n"
    once = fix_case(text, LABELS)
    assert fix_case(once, LABELS) == once
    assert sorted(re.findall("#.*?(?= *$)", once, re.MULTILINE)) == sorted(
        re.findall("#.*?(?= *$)", text, re.MULTILINE)
    )
    if (before := read(text)) is not None:
        assert read(once) == before


def read(text: str) -> object:
    """Return the front matter's data with everything that fixing may change made equal, or None when unreadable."""
    problems = Problems("")
    parts = split(text, problems)
    node = read_yaml(parts.head, problems) if parts else None
    return None if node is None or problems.found else levelled(as_data(node))


def levelled(data: object) -> object:
    if isinstance(data, dict):
        return {key: levelled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [levelled(value) for value in data]
    word = str(data)
    label = next((found for family in ("models", "unit_types") if (found := LABELS.label_of(family, word))), word)
    return bare(label)


def test_only_files_that_change_are_written_and_permissions_stay(tmp_path: Path) -> None:
    for path in BASE.rglob("*.*"):
        target = tmp_path / path.relative_to(BASE)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    messy = tmp_path / "xx-online-classroom.md"
    messy.write_text(SOUND.replace("model: 在线课堂", "model: 空中课堂"), encoding="utf-8")
    messy.chmod(0o640)
    before = (tmp_path / "yy-flipped-classroom.md").stat().st_mtime_ns
    assert fix_corpus(read_corpus(tmp_path), tmp_path) == (messy,)
    assert messy.read_text(encoding="utf-8") == SOUND
    assert messy.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "yy-flipped-classroom.md").stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.checks.fixes import folder

    target = tmp_path / "a.md"
    target.write_text("旧", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.os, "fsync", full)
    with pytest.raises(CorpusError, match="没有改动"):
        folder.replace_text(target, "新")
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]
