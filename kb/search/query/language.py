"""Read what people type: "短语", -排除, 字段:值.

Whatever is none of these is text, and the reader is told what was not understood.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.errors import SearchError
from kb.search.document import Facet
from kb.search.query.filters import values_meant
from kb.search.text.analyzer import query_terms
from kb.search.text.fold import fold

#: What a field may be called in a query → the facet it narrows.
FIELD_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("地区", "地方", "region", "place"), "region"),
    **dict.fromkeys(("主题", "theme"), "theme"),
    **dict.fromkeys(("阶段", "学段", "stage"), "stage"),
    **dict.fromkeys(("模式", "做法", "model"), "model"),
    **dict.fromkeys(("问题", "problem"), "problem"),
    **dict.fromkeys(("证据", "证据等级", "evidence"), "evidence"),
    **dict.fromkeys(("来源", "source"), "source"),
    **dict.fromkeys(("年份", "年", "year"), "year"),
    **dict.fromkeys(("单位类型", "unit_type"), "unit_type"),
    **dict.fromkeys(("学校类型", "school_kind"), "school_kind"),
    **dict.fromkeys(("状态", "status"), "status"),
}

#: What stands before a word to be excluded: a hyphen, or what an input method gives for it; two dashes are punctuation.
_MINUS = "(?:[-－‐‑‒–−﹣]|—(?!—))"
_DOUBLE_DASH = re.compile(r"(?<!\S)——+(?=[^\s—])")
_QUOTES = '"＂“”„「」『』'


def _part_pattern(gap: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<minus>(?<!\S){_MINUS}(?=\S))?"
        rf"(?:(?P<field>[^\s:：{_QUOTES}]+)[:：](?P<gap>{gap})(?=\S))?"
        rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]+)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))"
    )


#: A part of a query; after the colon of a field that is one of ours, people leave a space as well.
_PART, _SPACED_PART = _part_pattern(""), _part_pattern(r"\s*")
_LONE_QUOTE = re.compile(f"[{_QUOTES}]")
#: What other engines read as commands; here it is text, and the reader is told so.
_COMMANDS = re.compile(r"[*?~^/\\]|(?<!\S)(?:AND|OR|NOT)(?!\S)")


@dataclass(frozen=True)
class ParsedQuery:
    """A query taken apart: text to score by, phrases that must and words that must not occur, values to narrow by."""

    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def parse_query(text: str, facets: Sequence[Facet]) -> ParsedQuery:
    """Take a query apart; nothing in it can be an error."""
    by_name = {facet.name: facet for facet in facets}
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    is_strange = False
    end = 0
    for part in _parts(text):
        # What the pattern passes over, a lone quotation mark say, stays where it was.
        words.append(text[end : part.start()])
        is_strange |= _LONE_QUOTE.search(words[-1]) is not None
        end = part.end()
        value = part["phrase"] or part["word"]
        facet = by_name.get(_facet_named(part["field"]))
        if facet is not None and not part["minus"]:
            try:
                values = values_meant(facet, value)
            except SearchError as error:
                notes.append(f"{error}这里按普通文字检索。")
                words.append(part[0])
            else:
                filters[facet.name] = tuple(dict.fromkeys((*filters.get(facet.name, ()), *values)))
        elif part["minus"] and not part["field"] and query_terms(value):
            excluded.append(value)
        else:
            words.append(part[0])
            # A full colon is punctuation, as in the title of a case; a half one, or a minus before it, means a field.
            is_strange |= part["field"] is not None and (bool(part["minus"]) or text[part.end("field")] == ":")
            if part["phrase"] and not part["field"]:
                phrases.append(value)
    words.append(text[end:])
    is_strange |= _LONE_QUOTE.search(words[-1]) is not None
    rest = "".join(words)
    if is_strange or _COMMANDS.search(rest) or any(map(_is_picture_or_control, rest)):
        notes.append("查询里的符号（如 *、/、AND、没有配对的引号）按普通文字处理。")
    if _DOUBLE_DASH.search(rest):
        notes.append("“——”按标点处理。要去掉写到某个词的案例，请在词前写一个减号，如“-芜湖”。")
    return ParsedQuery(rest, tuple(phrases), tuple(excluded), filters, tuple(notes))


def _parts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while part := _SPACED_PART.search(text, at):
        if part["gap"] and not _facet_named(part["field"]):
            # The same without the space: at least the field's name is a word.
            part = _PART.search(text, at) or part
        yield part
        at = part.end()


def _facet_named(field_name: str | None) -> str:
    return FIELD_NAMES.get(fold(field_name or "").strip(), "")


def _is_picture_or_control(char: str) -> bool:
    # Circles are written for 〇.
    return unicodedata.category(char) in ("So", "Cc") and not char.isspace() and char not in "○◯"
