"""Write a corpus diff for people and programs: plain text, Markdown for a pull request, JSON."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from kb.publish.diff.compare import CaseChange, CorpusDiff

_Say = Callable[[str], str]

#: How many entries of a long list are named.
_NAMED = 20

#: Characters that would make Markdown do something: links, mentions, HTML, tables.
_ACTIVE = frozenset("\\`*_{}[]<>()#+!|~@&:/.^$")


def render_json(diff: CorpusDiff) -> str:
    """Return every finding as data."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2)


def render_text(diff: CorpusDiff) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(diff, lambda text: text, heading="", item="  ", part="      "))


def render_markdown(diff: CorpusDiff) -> str:
    """Return the report for a pull request; nothing that a contributor wrote is read as Markdown."""
    return "\n".join(("# 这次改动对读者意味着什么", "", *_lines(diff, quoted, heading="## ", item="- ", part="  - ")))


def quoted(text: str) -> str:
    """Return text that Markdown shows as it is: no link, no mention, no HTML."""
    # Hosts look for mentions and issue numbers after they have resolved entities; the wide signs they leave alone.
    text = text.translate({ord("@"): "＠", ord("#"): "＃"})
    return "".join(f"&#{ord(char)};" if char in _ACTIVE else " " if char in "\r\n" else char for char in text)


def _lines(diff: CorpusDiff, said: _Say, *, heading: str, item: str, part: str) -> Iterator[str]:
    counts = (
        ("新增", diff.new),
        ("修改", diff.changed),
        ("撤下", diff.withdrawn),
        ("删去", diff.removed),
    )
    summary = "、".join(f"{word} {len(changes)} 个" for word, changes in counts if changes)
    yield f"案例：{summary}。" if summary else "案例没有变化。"
    yield ""
    for word, changes in counts:
        if changes:
            yield f"{heading}{word}的案例"
            for change in changes:
                yield f"{item}{said(change.title)}（{said(change.id)}）{_completeness(change, said)}"
                for field in change.fields:
                    yield f"{part}{said(field.title)}：{said(field.before)} → {said(field.after)}"
            yield ""
    if diff.hits:
        yield f"{heading}第一个结果变了的查询（{len(diff.hits)} 个）"
        for hit in diff.hits[:_NAMED]:
            right = "符合预期" if hit.expected else "不是预期的案例"
            before, after = (said(first or "没有结果") for first in (hit.before, hit.after))
            yield f"{item}{said(hit.query)}：{before} → {after}，{right}"
        yield ""
    for words, entries in (
        ("词表新增", diff.words_added),
        ("词表删去", diff.words_removed),
        ("新登记的来源", diff.sources_added),
        ("新增的页面", diff.pages_added),
        ("不再有的页面", diff.pages_removed),
    ):
        if entries:
            yield f"{heading}{words}（{len(entries)} 个）"
            for entry in entries[:_NAMED]:
                yield f"{item}{said(entry)}"
            if len(entries) > _NAMED:
                yield f"{item}……还有 {len(entries) - _NAMED} 个"
            yield ""


def _completeness(change: CaseChange, said: _Say) -> str:
    before, after = change.before, change.after
    if after is None:
        return ""
    words = f"，信息完整度 {after.known} / {after.total}"
    if before is not None and before.known != after.known:
        words = f"，信息完整度 {before.known} → {after.known}（共 {after.total} 项）"
    filled = [gap for gap in before.gaps if gap not in after.gaps] if before else []
    lost = [gap for gap in after.gaps if gap not in before.gaps] if before else []
    if filled:
        words += f"，补上了{said('、'.join(filled))}"
    if lost:
        words += f"，少了{said('、'.join(lost))}"
    if before is None and after.gaps:
        words += f"，还缺{said('、'.join(after.gaps))}"
    return words
