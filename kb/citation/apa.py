"""Write references by APA 7, with English terms and the entry's own script, in plain text (no italics)."""

import re

from kb.citation.name import Name, initials
from kb.citation.reference import Reference, letter_apart, ordinal, with_ranges

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: From the twenty-first author on, the nineteenth is followed by three points and the last (9.8).
_MOST_AUTHORS = 20


def render_apa(reference: Reference, letter: str) -> str:
    """Return one entry; ``letter`` tells two of the same author and year apart."""
    ref = reference
    authors, role = _responsible(ref)
    date = f"({_date(ref, letter)})"
    title = _title(ref)
    opening = [_names(authors) + role, date, title] if authors else [title, date]
    return " ".join([*(_stopped(part) for part in (*opening, *_container(ref)) if part), *_address(ref)])


def render_apa_mark(reference: Reference, letter: str) -> str:
    """Return the mark that stands in the text: (Fordham et al., 2020)."""
    authors, _ = _responsible(reference)
    names = [name.family or name.literal for name in authors]
    if not names:
        named = reference.title
    elif len(names) == 2:
        named = " & ".join(names)
    else:
        named = names[0] if len(names) == 1 else f"{names[0]} et al."
    return f"({named}, {_year(reference, letter)})"


def heading_apa(reference: Reference) -> str:
    """Return what an entry begins with: its authors, or the title where there are none."""
    authors, _ = _responsible(reference)
    return _names(authors) if authors else reference.title


def _responsible(ref: Reference) -> tuple[tuple[Name, ...], str]:
    is_part = _is_part(ref) and (ref.container_title or ref.event_title)
    if ref.authors or is_part or not ref.editors:
        return ref.authors, ""
    return ref.editors, " (Ed.)" if len(ref.editors) == 1 else " (Eds.)"


def _names(names: tuple[Name, ...]) -> str:
    written = [_name(name) for name in names]
    if len(written) > _MOST_AUTHORS:
        return ", ".join(written[: _MOST_AUTHORS - 1]) + f", . . . {written[-1]}"
    return written[0] if len(written) == 1 else ", ".join(written[:-1]) + f", & {written[-1]}"


def _name(name: Name, *, family_last: bool = False) -> str:
    if not name.family:
        return name.literal
    cut = initials(name.given, keep_hyphen=True, stop=".")
    order = [" ".join(part for part in (cut, name.family) if part)] if family_last else [name.family, cut]
    return ", ".join(part for part in (*order, name.suffix) if part)


def _date(ref: Reference, letter: str) -> str:
    year, *rest = _year(ref, letter), *ref.issued.split("-")[1:]
    # What comes out day by day carries the day; every other carries its year (9.14).
    has_day = ref.kind.group in ("policy", "page", "spoken") or ref.type in ("article-newspaper", "article-magazine")
    if not rest or not has_day:
        return year
    return f"{year}, {_month_and_day(rest)}"


def _year(ref: Reference, letter: str) -> str:
    if not ref.issued:
        return f"n.d.{letter_apart(letter)}"
    return ("ca. " if ref.year_kind == "估计年" else "") + ref.years("–", "present") + letter


def _month_and_day(rest: list[str]) -> str:
    return " ".join([MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])])


def _title(ref: Reference) -> str:
    details = []
    if ref.translators:
        translators = " & ".join(_name(name, family_last=True) for name in ref.translators)
        details.append(f"{translators}, Trans.")
    in_host = _is_part(ref) and ref.container_title
    title = ref.title if in_host else _with_volume_title(ref, ref.title)
    if ref.number and not ref.is_article:
        details.append(ref.number)
    if ref.version:
        details.append(f"版本{ref.version}" if ref.is_chinese and ref.type == "webpage" else f"Version {ref.version}")
    if ref.type == "webpage" and not ref.address and ref.locator:
        details.append(ref.locator)
    within = [] if in_host else _within(ref, pages=ref.page if ref.type in ("book", "report") else "")
    details += [", ".join(within)] if within else []
    title = f"{title} ({'; '.join(details)})" if details else title
    label = ref.kind.apa
    if ref.type == "thesis":
        label = ", ".join(part for part in (ref.genre or "Thesis", ref.publisher) if part)
    elif ref.type == "paper-conference" and not in_host:
        label = "Paper presentation" if ref.event_title else ""
    elif ref.interviewers:
        label = f"{label or 'Interview'} by {' & '.join(_name(name, family_last=True) for name in ref.interviewers)}"
    return f"{title} [{label}]" if label else title


def _container(ref: Reference) -> list[str]:
    if ref.is_article:
        volume = ref.volume + (f"({ref.issue})" if ref.issue else "")
        number = f"Article {ref.article_number}" if ref.article_number else ""
        return [", ".join(part for part in (ref.container_title, volume, with_ranges(ref.page, "–"), number) if part)]
    if _is_part(ref) and ref.container_title:
        editors = " & ".join(_name(name, family_last=True) for name in ref.editors)
        editors += f" ({'Ed.' if len(ref.editors) == 1 else 'Eds.'}), " if ref.editors else ""
        within = ", ".join(_within(ref, pages=ref.page))
        host = _with_volume_title(ref, ref.container_title)
        return [f"In {editors}{host}" + (f" ({within})" if within else ""), ref.publisher]
    if ref.type in ("thesis", "periodical"):
        return []
    named = {name.literal for name in ref.authors}
    event = ", ".join(part for part in (ref.event_title, ref.event_place) if part)
    return [part for part in dict.fromkeys((event, ref.container_title, ref.publisher)) if part and part not in named]


def _address(ref: Reference) -> list[str]:
    address = f"https://doi.org/{ref.doi}" if ref.doi else ref.url
    if address and ref.accessed and not ref.issued and not ref.doi:
        year, *rest = ref.accessed.split("-")
        day = f"{_month_and_day(rest)}, {year}" if rest else year
        return [f"Retrieved {day}, from {address}"]
    return [address] if address else []


def _is_part(ref: Reference) -> bool:
    return ref.kind.group == "part" or ref.type == "paper-conference"


def _with_volume_title(ref: Reference, title: str) -> str:
    """Add a volume that has a name of its own; a number stands in brackets."""
    if _volumes(ref) or title.endswith(ref.own_volume):
        return title
    return f"{title}{'：' if ref.is_chinese else ': '}{ref.own_volume}"


def _within(ref: Reference, *, pages: str) -> list[str]:
    """Return edition, volume and pages of a book, as they stand in brackets after its title."""
    number = _volumes(ref)
    volume = f"{'Vols.' if re.search('[–、，,/]', number) else 'Vol.'} {number}" if number else ""
    later = "" if ref.edition == "1" else ref.edition
    edition = f"{ordinal(later)} ed." if later.isdecimal() else later
    return [part for part in (edition, volume, _pages(pages)) if part]


def _volumes(ref: Reference) -> str:
    """Return the volumes in figures; the CSL style takes those in Roman or Chinese numerals for a title."""
    return with_ranges(ref.volume_number, "–") if ref.own_volume[:1].isdecimal() else ""


def _pages(pages: str) -> str:
    shown = with_ranges(pages, "–")
    return f"{'pp.' if re.search('[–,，]', shown) else 'p.'} {shown}" if pages else ""


def _stopped(part: str) -> str:
    return part if part.endswith((".", "?", "!", "。", "？", "！")) else part + "."
