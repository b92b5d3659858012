"""Cut a body into passages - a paragraph or a list item each - and find the numbers in them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb.checks.citation_marks import body_of
from kb.content.body import CITATION, SECTION_LEVEL
from kb.content.case_reader import CaseFile
from kb.model import BODY_SECTIONS

#: Sections in which editors think aloud or ask; what stands there is no fact that needs a source.
ANALYSIS = frozenset(BODY_SECTIONS[3:])
ITEM = re.compile(r"^[ ]{0,3}(?:[-*+]|\d{1,9}[.)、])[ ]+", re.MULTILINE)
#: Words of others and addresses: their numbers and praise are not the editor's.
FOREIGN = re.compile(
    r"“[^“”\n]*”|「[^「」\n]*」|《[^《》\n]*》|〔[^〔〕\n]*〕|\]\([^()\n]*\)?|(?<![a-z])[a-z]{1,20}://\S*"
    # Days, months and spans of years written in figures.
    r"|(?<![\d.])(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|[-—–~～/]\d{1,2})(?![\d.])"
)
MARK = re.compile(CITATION)
NUMBER = re.compile(
    # Neither the second of 第1、2班 nor the minutes of 8:00.
    r"(?<![A-Za-z0-9第])(?<!第 )(?<!第\d[、和至到~～—–-])(?<!\d[.:：])(?<![A-Za-z0-9]_)"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?"
    r"[ \u00a0\u3000]?(?P<ten>[万亿])?[多余]?[*_]{0,3}[ \u00a0\u3000]?[*_]{0,3}(?P<unit>学[时分]|节课|[^\W\d_]|[%％‰])"
)
#: Years as cases name them.
YEAR_DIGITS, EARLIEST, LATEST = 4, 1900, 2100
TENS = {"万": 10_000, "亿": 100_000_000}
#: After these, a number is a date, a place in a list, a name or a level.
NO_AMOUNT = frozenset("年月日号时点分级版期页章节条款届代世后至到和或")
#: Of what could be years, only these are amounts: 2014 学年 and 2014 春 are none, 2014 名学生 are.
MEASURES = frozenset(
    "个所名人位台套间门次项元块堂家户村校班张件部本册份篇课天周小米吨亩公平千斤克升字例对双支组批场只座栋处种类款"
    "辆艘架颗粒片面幅封首段句股圈层道盏把副顶床桌口头匹棵株朵束排列行美欧港角厘毫兆倍卷箱盒袋瓶根枚万亿%％‰"
) | {"学时", "学分", "节课"}


class Passage(NamedTuple):
    """One paragraph or list item, with quotations and addresses blanked out so that offsets stay."""

    section: str
    offset: int
    text: str
    is_analysis: bool
    has_source: bool


@lru_cache(maxsize=4)
def passages_of(file: CaseFile) -> tuple[Passage, ...]:
    """Return the passages of a body in order."""
    return tuple(_cut(file))


def _cut(file: CaseFile) -> Iterator[Passage]:
    section = ""
    for offset, lines, block in body_of(file).blocks():
        if block.kind == "heading":
            section = block.text if block.number == SECTION_LEVEL else section
            continue
        for start, text in _pieces(lines):
            bare = ITEM.sub(lambda mark: " " * len(mark[0]), text)
            words = bare.strip()
            yield Passage(
                section,
                offset + start,
                FOREIGN.sub(lambda found: " " * len(found[0]), bare),
                section in ANALYSIS or words.lstrip("*_ ").startswith("编者分析"),
                "〔" in words and MARK.search(words) is not None,
            )


def _pieces(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each run of lines; 1、 begins a new one, though it is no list to Markdown."""
    starts = [0, *(mark.start() for mark in ITEM.finditer(paragraph) if mark.start())]
    for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True):
        yield start, paragraph[start:end]


def numbers_in(text: str) -> Iterator[tuple[int, str, float]]:
    """Yield offset, wording and value of every amount in a text."""
    for match in NUMBER.finditer(text):
        if match["unit"] in NO_AMOUNT or (match["unit"].isascii() and match["unit"].isalpha()):
            continue
        value = float(match["digits"].replace(",", "").replace("，", "") + (match["part"] or ""))
        could_be_year = len(match["digits"]) == YEAR_DIGITS and EARLIEST <= value < LATEST and not match["ten"]
        if could_be_year and match["unit"] not in MEASURES:
            continue
        yield match.start("digits"), re.sub("[*_]", "", match[0]).strip(), value * TENS.get(match["ten"] or "", 1)
