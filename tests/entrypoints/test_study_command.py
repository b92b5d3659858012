"""``kb study`` writes a study that the check lets pass, or leaves the file as it was."""

import io
from pathlib import Path

import pytest

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from tests.cases import copy_cases
from tests.commands import run_kb

ANSWERS = (
    *("没有登记", "setren-2021", "摘要", "army-2021", "军校: 数学和经济"),
    *("抽签", "RCT", "7", "4", "军校新生", "", "美国", "", "成绩"),
    *("数学", "很多", "-0.05", "-0.2", "0.1", "SD", "一学期", "学生的别的方面", ""),
    *("同时入学的人", "1 千", "1000", ""),
    *("数学低 0.05 个标准差。", "没有测出差别", "只有一所学校的 1000 人。", "作者", "不能照搬。"),
    *("翻转课堂", "没有这个问题", "", "摘要", ""),
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    copy_cases(tmp_path / "cases", "hangzhou-xihu-flipped-classroom")
    return tmp_path / "cases"


def answer(cases: Path, monkeypatch: pytest.MonkeyPatch, *answers: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    outcome = run_kb("study", "--cases", cases)
    return outcome.status, outcome.err


def test_the_answers_become_a_study_below_the_others(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (cases / "studies.yml").read_text(encoding="utf-8")
    status, err = answer(cases, monkeypatch, *ANSWERS)
    assert status == 0, err
    reading = read_corpus(cases)
    assert [one for one in check_corpus(reading) if one.severity == "error" and "studies" in one.path] == []
    assert reading.studies
    assert reading.studies.value
    study = reading.studies.value.studies[-1]
    assert (study.id, study.title, study.design, study.level) == ("army-2021", "军校: 数学和经济", "随机试验", 4)
    (effect,) = study.effects
    assert (effect.value, effect.low, effect.high, effect.unit, effect.after) == (-0.05, -0.2, 0.1, "SD", "一学期")
    assert effect.measured == "学生的别的方面"
    (figure,) = study.figures
    assert (figure.what, figure.value, figure.source, figure.locator) == ("同时入学的人", 1000, "setren-2021", "摘要")
    assert (study.country, study.place, study.models, study.problems) == ("美国", None, ("翻转课堂",), ())
    after = (cases / "studies.yml").read_text(encoding="utf-8")
    rest = before[after.index("  - id: army-2021") :]
    assert after.endswith(rest)
    assert rest.startswith("searched:")


def test_what_the_check_refuses_is_not_kept(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (cases / "studies.yml").read_bytes()
    answers = ["数学低 0.9 个标准差。" if one.startswith("数学低") else one for one in ANSWERS]
    status, err = answer(cases, monkeypatch, *answers)
    assert status == 2
    assert "0.9" in err
    assert (cases / "studies.yml").read_bytes() == before
