"""Check the body: its sections, and the form of its citation marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.checks.citation_marks import body_of, citations_in
from kb.checks.rule import Rule, Scope, problem
from kb.content.body import headings
from kb.content.case_reader import CaseFile
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import Position
from kb.model import BODY_SECTIONS, Problem

MISSING_SECTION = Rule(
    "KB401",
    "正文缺一节",
    "正文有五节，标题和顺序固定：" + "、".join(BODY_SECTIONS) + "。没有内容可写的一节写“未知”，并说明缺什么。",
    "## 复制条件（编者分析）\n\n先测网络。",
    "## 复制条件（编者分析）\n\n先测网络。\n\n## 待补证据\n\n- 有多少所学校参加？",
)
WRONG_ORDER = Rule(
    "KB402",
    "小节的顺序不对",
    "五节的顺序固定，读者比较两个案例时才能对着看。",
    "## 做法\n…\n## 背景与问题",
    "## 背景与问题\n…\n## 做法",
)
WRONG_HEADING = Rule(
    "KB403",
    "多出来的标题",
    "一级标题由 `title` 生成，二级标题只有固定的五个，各写一次。小节里面再分，用三级标题 `###`。"
    "文字下面紧跟一行 `---` 也会变成标题，要画线请先空一行。",
    "## 成效和证据",
    "## 成效与证据",
)
EMPTY_SECTION = Rule(
    "KB404",
    "小节是空的",
    "每一节都要有内容。确实不知道，就写“未知”，并说明可以向谁、到哪里去查。",
    "## 成效与证据\n\n## 复制条件（编者分析）",
    "## 成效与证据\n\n未知：来源没有谈到成效。\n\n## 复制条件（编者分析）",
)
STRAY_TEXT = Rule(
    "KB405",
    "小节前面有文字",
    "正文从“## 背景与问题”开始，它前面的文字不会显示。",
    "---\n\n本案例由某校提供。\n\n## 背景与问题",
    "---\n\n## 背景与问题\n\n本案例由某校提供。",
)
WRONG_MARK = Rule(
    "KB410",
    "来源标记的写法不对",
    "正文的来源标记写成 `〔来源编号，定位〕`：六角括号、中文逗号，编号和定位都要有。",
    "课程开齐[moe-2014-13,二·2]。",
    "课程开齐〔moe-2014-13，二·2〕。",
)

_UNDERLINE = re.compile(r"[=-]+ *")


def check_sections(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find sections that are missing, out of order, empty or not among the five."""
    if file.head is None and not file.body:
        return
    found = headings(file.body, file.body_line)
    present: dict[str, int] = {}
    meant: set[str] = set()
    for level, text, line in found:
        if level == 2 and text in BODY_SECTIONS and text not in present:
            present[text] = line
        elif level <= 2:
            guess = nearest(text, list(BODY_SECTIONS))
            meant |= {guess} if guess else set()
            yield _wrong_heading(file.shown, Position(line, 1), (level, text), guess, present)
    yield from _underlined(file)
    yield from _out_of_order(file, present)
    for heading in BODY_SECTIONS:
        if heading not in present and heading not in meant:
            yield problem(MISSING_SECTION, file.shown, _place_for(heading, present, file), value=heading)
    for section in file.sections:
        if not section.text.strip():
            yield problem(EMPTY_SECTION, file.shown, Position(section.line, 1), value=section.heading)


def check_stray_text(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find text that stands before the first section, where no reader would see it."""
    end = file.sections[0].line - file.body_line if file.sections else 0
    for row, line in enumerate(file.body.split("\n")[:end]):
        if line.strip() and not line.startswith("#"):
            yield problem(STRAY_TEXT, file.shown, Position(file.body_line + row, 1))
            return


def check_marks(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find citation marks that are not written as 〔source-id，locator〕."""
    for mark in citations_in(file, frozenset(scope.source_ids or ())):
        if mark.source is None:
            yield problem(WRONG_MARK, file.shown, mark.position, value=mark.text)


def _wrong_heading(
    shown: str, at: Position, heading: tuple[int, str], guess: str | None, present: dict[str, int]
) -> Problem:
    level, text = heading
    if text in present:
        return problem(WRONG_HEADING, shown, at, "twice", value=text, line=present[text])
    if guess:
        return problem(WRONG_HEADING, shown, at, "meant", value=text, meant=guess)
    return problem(WRONG_HEADING, shown, at, "first" if level == 1 else "", value=text)


def _underlined(file: CaseFile) -> Iterator[Problem]:
    lines = body_of(file).text.split("\n")
    for row, (above, line) in enumerate(pairwise(lines), 1):
        if _UNDERLINE.fullmatch(line) and above.strip() and not above.startswith("#"):
            yield problem(WRONG_HEADING, file.shown, Position(file.body_line + row, 1), "line")


def _out_of_order(file: CaseFile, present: dict[str, int]) -> Iterator[Problem]:
    latest = -1
    for heading, line in sorted(present.items(), key=lambda item: item[1]):
        place = BODY_SECTIONS.index(heading)
        if place < latest:
            yield problem(WRONG_ORDER, file.shown, Position(line, 1), value=heading, other=BODY_SECTIONS[latest])
        latest = max(latest, place)


def _place_for(heading: str, present: dict[str, int], file: CaseFile) -> Position:
    """Return the line before which a missing section belongs: the next section's, or the last line with text."""
    later = [present[name] for name in BODY_SECTIONS[BODY_SECTIONS.index(heading) :] if name in present]
    end = file.body_line + file.body.rstrip().count("\n")
    return Position(min(later, default=end), 1)


RULES = (MISSING_SECTION, WRONG_ORDER, WRONG_HEADING, EMPTY_SECTION, STRAY_TEXT, WRONG_MARK)
CASE_CHECKS = (check_sections, check_stray_text, check_marks)
