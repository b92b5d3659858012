"""Write references as a plain sentence, for slides and messages and for lists of sources."""

import re
from collections.abc import Sequence

from kb.citation.name import Name
from kb.citation.reference import Reference, is_bracketed
from kb.model.base import STILL_ISSUED

_SHOWN = 3


def render_plain(ref: Reference) -> str:
    """Return one reference with the place in it, in Chinese form for Chinese entries and English form for others."""
    visited = ""
    if ref.accessed and ref.address:
        visited = f"（{ref.accessed} 访问）" if ref.is_chinese else f" (accessed {ref.accessed})"
    space = " " if ref.address and not ref.is_chinese else ""
    return f"{description(ref)}{space}{ref.address}{visited}"


def description(ref: Reference) -> str:
    """Return the sentence without an address."""
    said = _chinese(ref) if ref.is_chinese else _english(ref)
    if ref.is_chinese:
        return "，".join(part for part in said if part) + "。"
    return ", ".join(part for part in said if part).removesuffix(".") + "."


def _chinese(ref: Reference) -> Sequence[str]:
    names = _names(ref.authors or ref.editors, "、", "等")
    title = ref.title if is_bracketed(ref.title) else f"《{ref.title.replace('《', '〈').replace('》', '〉')}》"
    number = f"（{ref.number}）" if ref.number and not ref.article_number else ""
    version = f"（版本 {ref.version}）" if ref.version else ""
    volume = f"{ref.volume} 卷" if ref.volume.isdecimal() else ref.volume
    own_volume = ref.chinese_volume
    if ref.volume_number:
        own_volume = own_volume.replace(ref.volume_number, f" {ref.volume_number} ").strip()
    issue = f"第 {ref.issue} 期" if re.fullmatch(r"[\d\s/,，、–—~-]+", ref.issue) else ref.issue
    return (
        f"{names}：" * bool(names) + title + ("" if ref.container_title else own_volume) + number + version,
        *_hosts(ref, own_volume),
        (volume if ref.is_article else "") + issue,
        ref.page and f"第 {ref.page} 页",
        ref.article_number and f"文章编号 {ref.article_number}",
        f"{_names(ref.interviewers, '、', '等')}采访" * bool(ref.interviewers),
        ref.years("—", STILL_ISSUED) if ref.issued_until else ref.issued or "无日期",
        ref.force,
        ref.locator,
    )


def _english(ref: Reference) -> Sequence[str]:
    names = _names(ref.authors or ref.editors, "; ", " et al.")
    title = ref.title if is_bracketed(ref.title) else f"“{ref.title}”"
    volume = f"vol. {ref.volume}" if ref.volume.isdecimal() else ref.volume
    return (
        f"{names}: " * bool(names) + title + (f" ({ref.number})" if ref.number and not ref.article_number else ""),
        ref.version and f"version {ref.version}",
        *_hosts(ref, ""),
        " ".join(part for part in (volume, ref.issue and f"no. {ref.issue}") if part),
        ref.page and f"p. {ref.page}",
        ref.article_number and f"article {ref.article_number}",
        f"interview by {_names(ref.interviewers, '; ', ' et al.')}" * bool(ref.interviewers),
        ref.years("–", "present") if ref.issued_until else ref.issued or "n.d.",
        ref.force,
        ref.locator,
    )


def _hosts(ref: Reference, volume: str) -> Sequence[str]:
    """Return what the work is part of, and who brought it out, unless that is the author."""
    series = " ".join(part for part in (ref.collection_title, ref.collection_number) if part)
    event = " ".join(part for part in (ref.event_title, ref.event_place) if part)
    named = {name.literal for name in ref.authors}
    host = ref.container_title + volume if ref.container_title else ""
    return [one for one in dict.fromkeys((host, event, series, ref.publisher)) if one not in named]


def _names(names: tuple[Name, ...], comma: str, others: str) -> str:
    return comma.join(name.text for name in names[:_SHOWN]) + (others if len(names) > _SHOWN else "")
