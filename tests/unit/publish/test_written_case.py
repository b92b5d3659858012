"""What is written from a draft says who speaks, and where."""

from kb.model import Corpus
from kb.publish.submission.written_case import CaseWriter, paragraphs, with_ids
from tests.drafts import SELF

TODAY = "2026-11-27"


def test_an_account_says_who_speaks_and_is_marked_line_by_line(corpus: Corpus) -> None:
    written = CaseWriter(corpus).write(SELF, "some-id", TODAY)
    assert written.head["new_sources"][0]["author"] == ["张老师", "某县某镇中心小学"]  # type: ignore[index,call-overload]
    assert written.sections[0][1].startswith(
        "没有老师〔wuhu-account-2026，自述〕。\n\n也没有课〔wuhu-account-2026，自述〕？"
    )
    assert written.head["setting"]["pupils_to"] == "31"  # type: ignore[index,call-overload]
    assert "theme" in written.head["proposed"]


def test_sources_of_one_run_get_ids_of_their_own(corpus: Corpus) -> None:
    written = CaseWriter(corpus).write(SELF, "some-id", TODAY, {"wuhu-account-2026"})
    assert written.head["new_sources"][0]["id"] == "wuhu-account-2026-2"  # type: ignore[index,call-overload]


def test_marks_written_with_other_brackets_are_marks_too() -> None:
    assert with_ids("有课【材料1,第 2 段】。", ["moe-2014"]) == "有课〔moe-2014，第 2 段〕。"
    assert paragraphs("甲\n乙\n- 丙\n- 丁") == "甲\n\n乙\n\n- 丙\n- 丁"
