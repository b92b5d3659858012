"""``kb new`` writes a case that passes the check, and never over another one."""

import io
from pathlib import Path

import pytest

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from kb.content.suggested_id import suggest_id
from tests.cases import copy_cases
from tests.commands import run_kb

FLAGS = ("--title", "某县: “同步课堂” #1", "--unit", "某县教育局", "--region", "芜湖", "--source", "moe-2014-13")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    copy_cases(tmp_path / "cases", "wuhu-online-classroom")
    return tmp_path / "cases"


def test_the_skeleton_has_no_error_and_says_what_was_told(cases: Path) -> None:
    outcome = run_kb(
        "new", *FLAGS, "--no-ask", "--model", "翻转教室", "--stage", "小学", "--stage", "初中", "--cases", cases
    )
    assert outcome.status == 0, outcome.err
    reading = read_corpus(cases)
    errors = [problem for problem in check_corpus(reading) if problem.severity == "error"]
    assert errors == []
    case = reading.files["mouxian-tongbuketang-1"].case
    assert case is not None
    assert case.title == "某县: “同步课堂” #1"
    assert case.region == "340200"
    assert case.model == ("翻转课堂",)
    assert case.stage == ("小学", "初中")
    assert case.theme == ()
    assert case.review.status == "草稿"


def test_questions_are_asked_for_what_was_not_given(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        "音乐课",
        "某校",
        "中小学校",
        "安徽省",
        "moe-2014-13",
        "二·2",
        "小学",
        "未知",
        "未知",
        "同步课堂",
        "music",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    outcome = run_kb("new", "--cases", cases)
    assert outcome.status == 0, outcome.err
    case = read_corpus(cases).files["music"].case
    assert case is not None
    assert (case.title, case.unit.type, case.region, case.stage, case.model) == (
        "音乐课",
        "中小学校",
        "340000",
        ("小学",),
        ("同步课堂",),
    )


def test_a_file_that_is_there_is_never_written_over(cases: Path) -> None:
    before = (cases / "wuhu-online-classroom.md").read_bytes()
    outcome = run_kb("new", *FLAGS, "--no-ask", "--id", "wuhu-online-classroom", "--cases", cases)
    assert outcome.status == 2
    assert "已经有了" in outcome.err
    assert (cases / "wuhu-online-classroom.md").read_bytes() == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--id", "../x"), "不能用"),
        (("--region", "鼓楼"), "是其中哪一个"),
        (("--region", "火星"), "六位行政区划代码"),
        (("--source", "no-such"), "没有登记来源"),
        (("--model", "空中学校"), "不在词表中"),
        (("--title", " "), "--title"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy_and_nothing_is_written(
    cases: Path, more: tuple[str, str], words: str
) -> None:
    before = sorted(cases.iterdir())
    outcome = run_kb("new", *FLAGS, "--no-ask", "--cases", cases, *more)
    assert outcome.status == 2
    assert words in outcome.err
    assert sorted(cases.iterdir()) == before


@pytest.mark.parametrize(
    "more",
    [
        ("--id", "a" * 300),
        ("--id", "a" * 81),
        ("--id", "index"),
        ("--id", "con"),
        ("--title", "\u200b\x07"),
        ("--title", "电话 13800138000"),
        ("--evidence", "5"),
    ],
)
def test_what_would_not_pass_the_check_is_refused_and_nothing_is_written(cases: Path, more: tuple[str, str]) -> None:
    before = sorted(cases.iterdir())
    outcome = run_kb("new", *FLAGS, "--no-ask", "--cases", cases, *more)
    assert outcome.status == 2
    assert outcome.err.strip()
    assert "Traceback" not in outcome.err
    assert sorted(cases.iterdir()) == before


def test_what_was_pasted_with_unseen_characters_and_line_ends_is_cleaned(cases: Path) -> None:
    pasted = ("--title", "某\u200b县\x1b的\u3164课", "--unit", "某县\n教育局", "--locator", "二·2\n第 3 句\u202e")
    outcome = run_kb("new", *FLAGS, *pasted, "--no-ask", "--id", "pasted", "--cases", cases)
    assert outcome.status == 0, outcome.err
    case = read_corpus(cases).files["pasted"].case
    assert case is not None
    assert (case.title, case.unit.name, case.sources[0].locator) == ("某县的课", "某县 教育局", "二·2 第 3 句")


def test_ids_come_from_pinyin_and_stay_apart() -> None:
    assert suggest_id("芜湖“在线课堂”：县镇学校帮助教学点开齐开足国家规定的全部课程", set()) == "wuhu-zaixianketang"
    assert suggest_id("PPP 建网", {"ppp-jianwang"}) == "ppp-jianwang-2"
    assert suggest_id("？？？", set()) == "case"
    assert suggest_id("Index", {"index"}) == "index-2"


def test_an_id_that_was_ever_used_is_neither_suggested_nor_taken(cases: Path) -> None:
    (cases / "ids.txt").write_text("mouxian-tongbuketang-1 -\nold-case -> wuhu-online-classroom\n", encoding="utf-8")
    refused = run_kb("new", *FLAGS, "--no-ask", "--id", "old-case", "--cases", cases)
    assert refused.status == 2
    assert "登记过" in refused.err
    assert not (cases / "old-case.md").exists()
    assert run_kb("new", *FLAGS, "--no-ask", "--cases", cases).status == 0
    assert (cases / "mouxian-tongbuketang-1-2.md").exists()
