"""Whether a wording stands, changed, moved or went is told in time that grows with its length and no faster."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citation.citable_parts import Place
from kb.citation.citation_status import CitationStatus, check_citation, diff_of
from kb.citation.paragraph_anchors import text_hash

sentences = st.lists(st.sampled_from(["甲。", "乙。", "丙；", "丁"]), max_size=12).map("".join)


def place(anchor: str, text: str) -> Place:
    return Place(anchor, anchor, text, text_hash(text))


@given(sentences, sentences)
def test_a_diff_gives_both_wordings_back(cited: str, now: str) -> None:
    lines = diff_of(cited, now)
    assert "".join(line[2:] for line in lines if not line.startswith("+ ")) == cited
    assert "".join(line[2:] for line in lines if not line.startswith("- ")) == now
    assert cited != now or all(line.startswith("  ") for line in lines)


def test_a_diff_keeps_the_sentences_that_stand() -> None:
    assert diff_of("甲。乙。丙。己。", "甲。丁。丙。己。戊。") == [
        *("  甲。", "- 乙。", "+ 丁。", "  丙。", "  己。", "+ 戊。"),
    ]


@pytest.mark.parametrize(
    ("now", "status", "anchor"),
    [
        ([("practice-p1", "教师每周上三次课，学生在教室里看。")], CitationStatus.STANDS, "practice-p1"),
        (
            [("practice-p1", "别的"), ("practice-p2", "教师每周上三次课，学生在教室里看。")],
            CitationStatus.MOVED,
            "practice-p2",
        ),
        ([("practice-p1", "教师每周上两次课，学生在教室里看。")], CitationStatus.CHANGED, "practice-p1"),
        ([("practice-p2", "教师每周上两次课，学生在家里看。")], CitationStatus.CHANGED, "practice-p2"),
        # The source of both is no likeness.
        ([("practice-p1", "经费由县里出〔moe-2014-13，二·2〕〔moe-2014-13，二·2〕。")], CitationStatus.WITHDRAWN, None),
        ([], CitationStatus.WITHDRAWN, None),
    ],
)
def test_what_became_of_a_paragraph(now: list[tuple[str, str]], status: CitationStatus, anchor: str | None) -> None:
    cited = "教师每周上三次课，学生在教室里看。"
    if status is CitationStatus.WITHDRAWN:
        cited += "〔moe-2014-13，二·2〕〔moe-2014-13，二·2〕"
    report = check_citation("practice-p1", text_hash(cited), cited, [place(*one) for one in now])
    assert (report.standing, report.place.id if report.place else None) == (status, anchor)


@pytest.mark.parametrize("unit", ["一", "一。", "“做法”", "〔a，", "随机"])
def test_the_time_for_a_long_section_grows_with_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        wording = (unit * length)[:length]
        if unit == "随机":
            wording = "".join(random.Random(1).choices("学校教育信息。的", k=length))
        rivals = [place("practice", wording[1:]), place("gaps", wording[::-1])]
        best = float("inf")
        for _ in range(5):
            start = time.process_time()
            check_citation("practice", "", wording, rivals)
            diff_of(wording, wording[1:])
            best = min(best, time.process_time() - start)
        return best

    # Eight times the length: with the square it would be 64 times the time.
    assert seconds(32_000) < 24 * seconds(4_000)
