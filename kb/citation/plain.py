"""Write references as a plain sentence, for slides and messages."""

from kb.citation.name import Name
from kb.citation.reference import Reference

_SHOWN = 3


def render_plain(reference: Reference) -> str:
    """Return one reference with the place in it, in Chinese form for Chinese entries and English form for others."""
    return _chinese(reference) if reference.is_chinese else _english(reference)


def _chinese(ref: Reference) -> str:
    names = _names(ref.authors or ref.editors, "、", "等")
    number = f"（{ref.number}）" if ref.number else ""
    version = f"（版本 {ref.version}）" if ref.version else ""
    volume = f"{ref.volume} 卷" if ref.volume else ""
    issue = f"第 {ref.issue} 期" if ref.issue else ""
    page = f"第 {ref.page} 页" if ref.page else ""
    named = {name.literal for name in ref.authors}
    hosts = [
        part
        for part in dict.fromkeys((ref.container_title or ref.event_title, ref.publisher))
        if part and part not in named
    ]
    said = [
        f"{names}：" * bool(names) + f"《{_inner(ref.title)}》{number}{version}",
        *hosts,
        volume + issue,
        page,
        ref.issued or "无日期",
        ref.locator,
    ]
    visited = f"（{ref.accessed} 访问）" if ref.accessed and ref.address else ""
    return "，".join(part for part in said if part) + "。" + ref.address + visited


def _english(ref: Reference) -> str:
    names = _names(ref.authors or ref.editors, "; ", "et al.")
    hosts = dict.fromkeys((ref.container_title or ref.event_title, ref.publisher))
    volume = " ".join(part for part in (ref.volume and f"vol. {ref.volume}", ref.issue and f"no. {ref.issue}") if part)
    said = [
        f"{names}: " * bool(names) + f"“{ref.title}”" + (f" ({ref.number})" if ref.number else ""),
        ref.version and f"version {ref.version}",
        *hosts,
        volume,
        ref.page and f"p. {ref.page}",
        ref.issued or "n.d.",
        ref.locator,
    ]
    visited = f" (accessed {ref.accessed})" if ref.accessed and ref.address else ""
    return ", ".join(part for part in said if part) + "." + (f" {ref.address}" if ref.address else "") + visited


def _names(names: tuple[Name, ...], comma: str, others: str) -> str:
    written = [
        name.literal or ", ".join(part for part in (name.family, name.given, name.suffix) if part) for name in names
    ]
    if len(written) <= _SHOWN:
        return comma.join(written)
    return comma.join(written[:_SHOWN]) + (others if others == "等" else f" {others}")


def _inner(title: str) -> str:
    """Return a title that stands in book-title marks: its own become the single ones."""
    return title.replace("《", "〈").replace("》", "〉")
