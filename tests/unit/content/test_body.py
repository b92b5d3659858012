"""A body is cut as GitHub and Gitee show it, and every reader gets the same cut."""

import pytest

from kb.content.body import plain_texts, without_code
from kb.content.line_breaks import joined
from kb.content.markdown_blocks import Block, blocks_of


def drawn(blocks: tuple[Block, ...]) -> str:
    """Draw blocks in a line: p(甲) ul(甲 乙) table(2) …"""
    parts = []
    for block in blocks:
        inside = drawn(block.blocks)
        match block.kind:
            case "paragraph":
                parts.append(joined(block.text))
            case "item":
                parts.append(f"<{inside}>" if block.is_loose else f"[{inside}]")
            case "list":
                parts.append(f"{'ul' if block.number is None else f'ol{block.number}'}{inside}")
            case "quote":
                parts.append(f"quote({inside})")
            case "heading":
                parts.append(f"h{block.number}({block.text})")
            case "code" | "fence":
                parts.append(f"code({block.text.strip()})")
            case "table":
                parts.append(f"table{block.cells}".replace("'", ""))
            case _:
                parts.append(block.kind)
    return " ".join(parts)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("步骤如下：\n- 先测网络\n- 再排课", "步骤如下： ul[先测网络] [再排课]"),
        ("步骤如下：\n1. 先测网络\n2) 再排课", "步骤如下： ol1[先测网络] [再排课]"),
        ("两年来：\n2014. 年底\n- 开通", "两年来：2014. 年底 ul[开通]"),
        ("步骤：\n| 年 | 数 |\n|---|--:|\n| 2011 | 725 |\n\n完", "步骤： table((年, 数), (2011, 725)) 完"),
        ("年 | 数\n--|--\n2011", "table((年, 数), (2011, ))"),
        (r"| a\|b | `c|d` |" + "\n|---|---|", r"table((a\\|b, `c|d`),)"),
        ("说明：\n> 原话\n> 第二行", "说明： quote(原话第二行)"),
        ("> 甲\n\n> 乙\n丙", "quote(甲 乙丙)"),
        ("甲\n### 小标题\n乙", "甲 h3(小标题) 乙"),
        ("#三个课堂#是一种说法", "#三个课堂#是一种说法"),
        ("甲\n***\n乙\n\n---", "甲 rule 乙 rule"),
        ("甲\n乙\n===", "h1(甲\n乙)"),
        ("甲\n```sh\nmake\n\nserve\n```\n乙", "甲 code(make\n\nserve) 乙"),
        ("    缩进四格\n\n甲", "code(缩进四格) 甲"),
        ('[通报]: https://example.org/ "题"\n\n甲', "definition 甲"),
    ],
)
def test_what_stands_on_the_line_after_a_text_is_what_it_looks_like(markdown: str, blocks: str) -> None:
    assert drawn(blocks_of(markdown)) == blocks


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("- 甲\n  - 乙\n  - 丙\n- 丁", "ul[甲 ul[乙] [丙]] [丁]"),
        ("- 甲\n    - 乙\n        - 丙\n- 丁", "ul[甲 ul[乙 ul[丙]]] [丁]"),
        ("1. 甲\n   - 乙\n   - 丙\n2. 丁", "ol1[甲 ul[乙] [丙]] [丁]"),
        ("1. 甲\n    1. 乙\n2. 丙", "ol1[甲 ol1[乙]] [丙]"),
        ("- 甲\n    3. 乙\n    4. 丙", "ul[甲 ol3[乙] [丙]]"),
        ("1. 甲\n\n   第二段\n2. 乙\n3. 丙", "ol1<甲 第二段> [乙] [丙]"),
        ("100. 甲\n\n    第二段\n101. 乙", "ol100<甲 第二段> [乙]"),
        ("- 甲\n\n- 乙\n- 丙", "ul<甲> <乙> [丙]"),
        ("- 甲\n续行\n  又续\n\n段", "ul[甲续行又续] 段"),
        ("- 甲\n  > 原话\n- 乙", "ul[甲 quote(原话)] [乙]"),
        ("- 甲\n- \n- 乙", "ul[甲] [] [乙]"),
        ("- - 甲\n  - 乙", "ul[ul[甲] [乙]]"),
    ],
)
def test_lists_nest_as_they_are_indented(markdown: str, blocks: str) -> None:
    assert drawn(blocks_of(markdown)) == blocks


def test_every_line_with_text_belongs_to_one_block() -> None:
    text = "甲\n乙\n\n- 丙\n  - 丁\n\n  戊\n> 己\n\n```\n庚\n```\n| 年 |\n|---|\n| 辛 |"
    rows = [(block.row, block.end) for block in blocks_of(text)]
    assert rows == [(0, 2), (3, 7), (7, 8), (9, 12), (12, 15)]
    assert [block.row for block in blocks_of(text, 10)] == [row + 10 for row, _ in rows]


def test_no_depth_is_too_much() -> None:
    for text in ("> " * 5000 + "甲", "- " * 5000 + "甲", "\n".join("  " * depth + "- 甲" for depth in range(300))):
        assert drawn(blocks_of(text)).count("甲") == text.count("甲")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("县教育\n局下发", "县教育局下发"),
        ("在教室，\n  Zoom 可用", "在教室，Zoom 可用"),
        ("用 Zoom\n上课", "用 Zoom 上课"),
        ("两\n\u3000\u3000个", "两个"),
        ("one\ntwo", "one two"),
        ("他说\n“行”", "他说“行”"),
    ],
)
def test_a_line_break_inside_chinese_leaves_no_space(text: str, line: str) -> None:
    assert joined(text) == line
    assert plain_texts(text) == (line,)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("见 `a〔b，c〕` 处", "见 " + " " * 8 + " 处"),
        ("```\n〔b，c〕\n\n[x](y)\n```\n完", "   \n     \n\n      \n   \n完"),
        ("    〔b，c〕\n\n~~~\n`段`\n~~~", "    〔b，c〕\n\n~~~\n   \n~~~"),
        ("- 甲\n    - `乙`", "- 甲\n    -    "),
        ("## 做法\n\n```\n没有结束\n## 成效与证据\n\n〔b，c〕", "## 做法\n\n   \n    \n## 成效与证据\n\n〔b，c〕"),
    ],
)
def test_code_is_blanked_out_and_all_else_keeps_its_place(text: str, left: str) -> None:
    assert without_code(text) == left
