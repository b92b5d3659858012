"""Write a corpus diff for people and programs: plain text, Markdown for a pull request, JSON."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from kb.publish.diff.compare import CaseChange, CorpusDiff, FieldChange

_Say = Callable[[str], str]

#: How many pages and queries are named; of what editors wrote, all.
_NAMED = 20

#: Longer values are shown around the place where they differ: what comes before, what differs, what follows.
_WHOLE, _AROUND, _DIFFERENT = 160, 30, 300

#: Categories of characters that nobody sees, or that turn the order of reading.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

#: Characters that would make Markdown do something: links, mentions, HTML, tables.
_ACTIVE = frozenset("\\`*_{}[]<>()#+!|~@&:/.^$")


def render_json(diff: CorpusDiff) -> str:
    """Return every finding as data."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2)


def render_text(diff: CorpusDiff) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(diff, visible, heading="", item="  ", part="      "))


def render_markdown(diff: CorpusDiff) -> str:
    """Return the report for a pull request; nothing that a contributor wrote is read as Markdown."""
    return "\n".join(("# 这次改动对读者意味着什么", "", *_lines(diff, quoted, heading="## ", item="- ", part="  - ")))


def visible(text: str) -> str:
    """Return text on one line, in which what nobody sees, or what turns the order of reading, stands as a number."""
    line = re.sub(r"[\r\n\t]+", " ", text)
    return "".join(f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in _UNSEEN else char for char in line)


def quoted(text: str) -> str:
    """Return text that Markdown shows as it is: no link, no mention, no HTML."""
    # Hosts look for mentions and issue numbers after they have resolved entities; the wide signs they leave alone.
    text = visible(text).translate({ord("@"): "＠", ord("#"): "＃"})
    return "".join(f"&#{ord(char)};" if char in _ACTIVE else char for char in text)


def _lines(diff: CorpusDiff, said: _Say, *, heading: str, item: str, part: str) -> Iterator[str]:
    cases = (("新增", diff.new), ("修改", diff.changed), ("撤下", diff.withdrawn), ("删去", diff.removed))
    yield from _summary(diff, cases)
    yield ""
    for word, changes in cases:
        if changes:
            yield f"{heading}{word}的案例"
            for change in changes:
                yield f"{item}{said(change.title)}（{said(change.id)}）{_completeness(change, said)}"
                yield from (part + _change(field, said) for field in change.fields)
            yield ""
    for (kind, word), entries in groupby(diff.entries, key=lambda entry: (entry.kind, entry.change)):
        yield f"{heading}{said(kind)}：{word}"
        for entry in entries:
            yield f"{item}{said(entry.title)}（{said(entry.id)}）" if entry.title else f"{item}{said(entry.id or kind)}"
            yield from (part + _change(field, said) for field in entry.fields)
        yield ""
    if diff.unreadable:
        yield from (f"{heading}有错、没有比较的案例", *(item + said(name) for name in diff.unreadable), "")
    firsts = [
        f"{said(hit.query)}：{said(hit.before or '没有结果')} → {said(hit.after or '没有结果')}，"
        f"{'符合预期' if hit.expected else '不是预期的案例'}"
        for hit in diff.hits
    ]
    for words, named in (
        ("第一个结果变了的查询", firsts),
        ("新增的页面", [*map(said, diff.pages_added)]),
        ("不再有的页面", [*map(said, diff.pages_removed)]),
    ):
        if named:
            yield f"{heading}{words}（{len(named)} 个）"
            yield from (item + one for one in named[:_NAMED])
            if len(named) > _NAMED:
                yield f"{item}……还有 {len(named) - _NAMED} 个"
            yield ""


def _summary(diff: CorpusDiff, cases: Sequence[tuple[str, Sequence[CaseChange]]]) -> Iterator[str]:
    if diff.errors:
        yield f"现在的内容有 {diff.errors} 个错误，有错的地方可能没有比较。请先运行 kb check。"
    counted = "、".join(f"{word} {len(changes)} 个" for word, changes in cases if changes)
    kinds: dict[str, int] = {}
    for entry in diff.entries:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    others = "、".join(f"{kind} {count} 处" for kind, count in kinds.items())
    if counted or others or diff.unreadable:
        yield f"案例：{counted}。" if counted else "案例没有变化。"
        yield f"案例以外：{others}。" if others else "来源、词表、合集、讨论题、研究、2014 年文件和编号登记没有变化。"
    else:
        yield "案例、来源、词表、合集、讨论题、研究、2014 年文件和编号登记都没有变化。"


def _change(field: FieldChange, said: _Say) -> str:
    before, after = _around_difference(field.before, field.after)
    if visible(before) == visible(after):
        before, after = (text.replace("\n", "⏎").replace("\t", "⇥") for text in (before, after))
    if not (before and after):
        return f"{said(field.title)}，{'删去' if before else '新增'}：{said(before or after)}"
    return f"{said(field.title)}：{said(before)} → {said(after)}"


def _around_difference(before: str, after: str) -> tuple[str, str]:
    """Return two values, shortened so that what differs can be seen."""
    if max(len(before), len(after)) <= _WHOLE:
        return before, after
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _excerpt(before, start, len(before) - end), _excerpt(after, start, len(after) - end)


def _common(one: str, other: str) -> int:
    """Return at how many places from the start two texts are the same."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _excerpt(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = text[first:last]
    if end - start > _DIFFERENT:
        shown = f"{text[first : start + _DIFFERENT]}……（共 {len(text)} 字）"
        last = len(text)
    return f"{'……' if first else ''}{shown}{'……' if last < len(text) else ''}"


def _completeness(change: CaseChange, said: _Say) -> str:
    before, after = change.before, change.after
    if after is None:
        return ""
    words = f"，信息完整度 {after.known} / {after.total}"
    if before is not None and before.known != after.known:
        words = f"，信息完整度 {before.known} → {after.known}（共 {after.total} 项）"
    filled = [gap for gap in before.gaps if gap not in after.gaps] if before else []
    lost = [gap for gap in after.gaps if gap not in before.gaps] if before else after.gaps
    for verb, gaps in (("补上了", filled), ("少了" if before else "还缺", lost)):
        words += f"，{verb}{said('、'.join(gaps))}" if gaps else ""
    return words
