"""Paragraph anchors name the place and the wording."""

from hypothesis import given
from hypothesis import strategies as st

from kb.citation.paragraph_anchors import paragraph_anchors, text_hash
from kb.model import Section

BODY = """第一段，
接着写。

- 第一项
- 第二项
  还是第二项

### 小标题

| 表 | 头 |
|---|---|

```
代码

不算
```

1. 编号项

> 引文
"""


def sections(text: str, heading: str = "做法") -> tuple[Section, ...]:
    return (Section(heading=heading, text=text, line=1),)


def test_paragraphs_and_items_are_counted_within_their_section() -> None:
    anchors = paragraph_anchors(sections(BODY))
    assert [(anchor.id, anchor.text) for anchor in anchors] == [
        ("practice-p1", "第一段，接着写。"),
        ("practice-p2", "第一项"),
        ("practice-p3", "第二项还是第二项"),
        ("practice-p4", "编号项"),
        ("practice-p5", "引文"),
    ]
    assert anchors[1].locator == "“做法”第 2 段"
    # As it has always been computed: a line break counts as a space.
    assert anchors[0].text_hash == text_hash("第一段， 接着写。")


def test_sections_with_other_headings_are_named_by_their_place() -> None:
    both = (*sections("甲"), *sections("乙", heading="其他"))
    assert [anchor.id for anchor in paragraph_anchors(both)] == ["practice-p1", "section-2-p1"]


def test_a_moved_paragraph_keeps_its_hash_and_a_changed_one_does_not() -> None:
    before = {anchor.text: anchor.text_hash for anchor in paragraph_anchors(sections("甲段。\n\n乙段。"))}
    after = paragraph_anchors(sections("新段。\n\n乙段。\n\n甲段！"))
    assert after[1].text_hash == before["乙段。"]
    assert after[2].text_hash != before["甲段。"]


@given(st.text(min_size=1))
def test_line_breaks_and_spaces_do_not_change_a_hash(text: str) -> None:
    assert text_hash(f" {text} \n") == text_hash(text)
    assert len(text_hash(text)) == 7
