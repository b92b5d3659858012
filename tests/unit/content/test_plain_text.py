"""Plain text: what a snippet shows of Markdown."""

import pytest

from kb.content.body import plain_texts


def test_paragraphs_items_headings_and_cells_are_texts_of_their_own() -> None:
    markdown = (
        "### 小标题 ###\n第一行\n第二行\n\n1. 一\n2. 二\n   续行\n\n- 甲\n\n> 引文\n\n---\n\n"
        "| 年 | 数 |\n|---|:--:|\n| 2011 | 725 |\n\n```sh\nmake serve\n```\n"
    )
    assert plain_texts(markdown) == (
        "小标题", "第一行第二行", "一", "二续行", "甲", "引文", "年", "数", "2011", "725", "make serve",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('见[《通报》](https://example.org/a_(b).html "题")全文', "见《通报》全文"),
        ("**企业投资**、*学校购买*与 ***二者***", "企业投资、学校购买与 二者"),
        ("用 `kb check` 检查", "用 kb check 检查"),
        ("做到这一步〔moe-2014-13，二·2〕。", "做到这一步。"),
        ("教技厅函〔2014〕13号", "教技厅函〔2014〕13号"),
        ("<https://example.org/>", "https://example.org/"),
        (r"1\. 不是列表 &amp; 3 \* 4", "1. 不是列表 & 3 * 4"),
        ("snake_case_name 不变，_强调_ 去掉", "snake_case_name 不变，强调 去掉"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("English line\nand another", "English line and another"),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert plain_texts(markdown) == (text,)
