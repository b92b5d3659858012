"""A number that needs a source is found wherever it stands; a date, a school year or a name is none."""

import pytest

from kb.checks.sentences import FOREIGN, numbers_in


def amounts(text: str) -> list[str]:
    return [words for _, words, _ in numbers_in(FOREIGN.sub("", text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("教师主讲，27所学校参加。", ["27所"]),
        ("教师主讲,27所学校参加。", ["27所"]),
        ("到2012，27所学校", ["27所"]),
        ("有网络.27所", ["27所"]),
        ("[27所学校](yy-flipped-classroom.md)", ["27所"]),
        ("_27所_", ["27所"]),
        ("**27**所，*3* 个，**1.5万**人", ["27所", "3 个", "1.5万人"]),
        ("27\u3000所，27\u00a0名", ["27\u3000所", "27\u00a0名"]),
        ("上了40节课，每周 2 节课", ["40节课", "2 节课"]),
        ("共1,500元，1，500人，1200—1500台", ["1,500元", "1，500人", "1500台"]),
        (
            "2014名学生，1998平方米，2014.5万元，2000学时，2014多万",
            ["2014名", "1998平", "2014.5万元", "2000学时", "2014多万"],
        ),
    ],
)
def test_an_amount_is_found_after_any_sign(text: str, found: list[str]) -> None:
    assert amounts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2013—2014学年",
            "2013-14学年",
            "2013/2014 学年",
            "2014 学年",
            "2014春季学期",
            "2014秋",
            "2014暑假",
            "2014全国会议",
        ),
        *("2014.3完工", "2014.10月", "2014-03完工", "2014/3/5开工", "2014.3.15开工", "2010—2015 年", "2014级"),
        *("第27所", "第 27 所", "第3节课", "第1、2节课", "第1—3班", "8:00上课", "13：30开会"),
        *("70后教师", "21世纪", "v2.5个", "Web2.0时代"),
    ],
)
def test_a_date_a_school_year_or_a_name_is_no_amount(text: str) -> None:
    assert amounts(text) == []
