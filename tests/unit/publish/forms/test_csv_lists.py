"""CSV lists are read whatever program saved them."""

import pytest

from kb.publish.forms.answers import text_value
from kb.publish.forms.csv_reader import read_csv
from kb.publish.forms.filled_form import FilledForm
from tests.office_forms import empty_form

QUESTIONS = {question.key: question for question in empty_form().questions()}


def value(form: FilledForm, key: str) -> str:
    return text_value(QUESTIONS[key], form.text(key))


CSV = '标题,摘要,单位名称,怎么做的（必填）\n甲校的课,一句话,甲校,"第一段\n第二段，""引号"""\n'


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        b"\xfe\xff" + CSV.encode("utf-16-be"),
        CSV.replace("\n", "\r\n").encode("gbk"),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace(",", ";").encode(),
    ],
    ids=[
        "utf-8",
        "bom",
        "gb18030",
        "utf-16",
        "utf-16 without a mark",
        "utf-16-be",
        "gbk and crlf",
        "tabs",
        "semicolons",
    ],
)
def test_csv_is_read_in_any_encoding_that_programs_write(data: bytes) -> None:
    (form,) = read_csv([("表.csv", data)], empty_form()).forms
    assert form.text("title") == "甲校的课"
    assert form.text("body.做法") == '第一段\n第二段，"引号"'
    assert form.answers["summary"].place == "第 2 行“摘要”"
