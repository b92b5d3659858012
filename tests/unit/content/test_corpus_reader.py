"""Reading a folder finds the cases in it, and nothing else."""

import shutil
from pathlib import Path

import pytest

from kb.content.corpus_reader import read_corpus
from kb.errors import CasesNotFound

SOUND = Path(__file__).parents[2] / "golden/base/cases"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "cases"))


def test_cases_are_found_by_id_and_sorted(cases: Path) -> None:
    reading = read_corpus(cases)
    assert list(reading.files) == ["xx-online-classroom", "yy-flipped-classroom"]
    assert reading.corpus
    assert [case.id for case in reading.corpus.cases] == list(reading.files)
    assert set(reading.corpus.sources) == {"notice-2014", "school-2015"}
    assert reading.corpus.notice


def test_hidden_files_other_files_and_a_readme_are_no_cases(cases: Path) -> None:
    for name in (".draft.md", "~$draft.md", "README.md", "readme.txt", "LICENSE"):
        (cases / name).write_text("不是案例", encoding="utf-8")
    assert read_corpus(cases).problems == ()


def test_a_folder_without_the_notice_is_complete(cases: Path) -> None:
    shutil.rmtree(cases / "data")
    reading = read_corpus(cases)
    assert reading.problems == ()
    assert reading.corpus
    assert reading.corpus.notice is None


def test_aliases_are_read_as_labels_wherever_they_stand(cases: Path) -> None:
    path = cases / "xx-online-classroom.md"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("problem: [教学点开不齐课]", "problem: [村小]"),
        ("type: 教育行政部门", "type: 教育局"),
        ("invest: 政府", "invest: 财政"),
    ):
        text = text.replace(old, new)
    path.write_text(
        text.replace("theme: 优质数字教育资源共建共享", "theme: Digital Resource Sharing"), encoding="utf-8"
    )
    reading = read_corpus(cases)
    case = reading.files["xx-online-classroom"].case
    assert case
    assert (case.problem, case.theme) == (("教学点开不齐课",), ("优质数字教育资源共建共享",))
    assert (case.unit.type, case.mechanism.invest) == ("教育行政部门", ("政府",))
    assert [p.code for p in reading.problems] == ["KB204"] * 4


def test_unknown_is_the_absence_of_a_value(cases: Path) -> None:
    case = read_corpus(cases).files["yy-flipped-classroom"].case
    assert case
    assert (case.problem, case.title_en, case.mechanism.pay, case.evidence) == ((), None, (), 1)


def test_sections_keep_their_text_and_line(cases: Path) -> None:
    case = read_corpus(cases).files["xx-online-classroom"].case
    assert case
    assert [(s.heading, s.line) for s in case.sections][:2] == [("背景与问题", 31), ("做法", 35)]
    assert case.sections[3].text == "先测网络。"


def test_a_link_inside_the_folder_is_followed_and_one_out_of_it_is_not(cases: Path) -> None:
    outside = cases.parent / "outside.md"
    outside.write_text("秘密", encoding="utf-8")
    (cases / "zz-out.md").symlink_to(outside)
    (cases / "zz-in.md").symlink_to(cases / "yy-flipped-classroom.md")
    reading = read_corpus(cases)
    found = {file.path.name: file for file in reading.case_files}
    assert [p.code for p in found["zz-out.md"].problems] == ["KB113"]
    assert found["zz-out.md"].body == ""
    assert found["zz-in.md"].case


@pytest.mark.parametrize("name", ["vocabulary.yml", "sources.yml"])
def test_without_a_readable_list_there_is_no_corpus_but_there_are_cases(cases: Path, name: str) -> None:
    (cases / name).unlink()
    reading = read_corpus(cases)
    assert reading.corpus is None
    assert set(reading.files) == {"xx-online-classroom", "yy-flipped-classroom"}


def test_a_missing_folder_is_an_error_and_no_problem(tmp_path: Path) -> None:
    with pytest.raises(CasesNotFound, match="找不到案例文件夹"):
        read_corpus(tmp_path / "nowhere")


def test_a_link_that_leads_nowhere_or_round_in_a_circle_is_a_problem(cases: Path) -> None:
    (cases / "zz-nowhere.md").symlink_to("nowhere.md")
    (cases / "zz-circle.md").symlink_to("zz-circle.md")
    assert {(p.path.rpartition("/")[2], p.code) for p in read_corpus(cases).problems} == {
        ("zz-nowhere.md", "KB116"),
        ("zz-circle.md", "KB116"),
    }


def test_a_folder_named_like_a_case_is_a_problem(cases: Path) -> None:
    (cases / "zz.md").mkdir()
    assert [p.code for p in read_corpus(cases).problems] == ["KB116"]
