"""Write references by APA 7, with English terms and the entry's own script, in plain text (no italics)."""

import re

from kb.citation.name import Name, initials
from kb.citation.reference import POLICIES, Reference, ordinal, with_ranges

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: Types that carry the day they came out; every other carries its year (9.14).
_FULL_DATES = POLICIES | {"webpage", "post", "post-weblog", "article-newspaper", "article-magazine"}
_SERIALS = {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
_PARTS = {"chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"}
_LABELS = {"dataset": "Dataset", "software": "Computer software", "map": "Map"}
#: From the twenty-first author on, the nineteenth is followed by three points and the last (9.8).
_MOST_AUTHORS = 20


def render_apa(reference: Reference, letter: str = "") -> str:
    """Return one entry; ``letter`` tells two of the same author and year apart."""
    ref = reference
    authors, role = _responsible(ref)
    date = f"({_date(ref, letter)})"
    title = _title(ref)
    opening = [_names(authors) + role, date, title] if authors else [title, date]
    return " ".join([*(_stopped(part) for part in (*opening, *_container(ref)) if part), *_address(ref)])


def render_apa_mark(reference: Reference, letter: str = "") -> str:
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
    if ref.authors or ref.type in _PARTS or not ref.editors:
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
    if not rest or ref.type not in _FULL_DATES:
        return year
    return f"{year}, {_month_and_day(rest)}"


def _year(ref: Reference, letter: str) -> str:
    if not ref.issued:
        return f"n.d.-{letter}" if letter else "n.d."
    return f"ca. {ref.year}{letter}" if ref.year_kind == "估计年" else ref.year + letter


def _month_and_day(rest: list[str]) -> str:
    return " ".join([MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])])


def _title(ref: Reference) -> str:
    details = []
    if ref.translators:
        translators = " & ".join(_name(name, family_last=True) for name in ref.translators)
        details.append(f"{translators}, Trans.")
    in_host = ref.type in _PARTS and ref.container_title
    if ref.edition not in ("", "1") and not in_host:
        details.append(_edition(ref))
    if ref.number and ref.type not in _SERIALS:
        details.append(ref.number)
    if ref.version:
        details.append(f"版本{ref.version}" if ref.is_chinese and ref.type == "webpage" else f"Version {ref.version}")
    if ref.page and ref.type in ("book", "report"):
        details.append(_pages(ref))
    title = f"{ref.title} ({'; '.join(details)})" if details else ref.title
    label = _LABELS.get(ref.type, "")
    if ref.type == "thesis":
        label = ", ".join(part for part in (ref.genre or "Thesis", ref.publisher) if part)
    elif ref.type == "paper-conference" and not in_host:
        label = "Paper presentation"
    return f"{title} [{label}]" if label else title


def _container(ref: Reference) -> list[str]:
    if ref.type in _SERIALS or (ref.type == "article" and ref.volume):
        volume = ref.volume + (f"({ref.issue})" if ref.issue else "")
        return [", ".join(part for part in (ref.container_title, volume, with_ranges(ref.page, "–")) if part)]
    if ref.type in _PARTS and ref.container_title:
        editors = " & ".join(_name(name, family_last=True) for name in ref.editors)
        editors += f" ({'Ed.' if len(ref.editors) == 1 else 'Eds.'}), " if ref.editors else ""
        where = "; ".join(
            part for part in (_edition(ref) if ref.edition else "", _pages(ref) if ref.page else "") if part
        )
        return [f"In {editors}{ref.container_title}" + (f" ({where})" if where else ""), ref.publisher]
    if ref.type == "thesis":
        return []
    named = {name.literal for name in ref.authors}
    site = ref.event_title if ref.type == "paper-conference" else ref.container_title
    return [part for part in dict.fromkeys((site, ref.publisher)) if part and part not in named]


def _address(ref: Reference) -> list[str]:
    address = f"https://doi.org/{ref.doi}" if ref.doi else ref.url
    if address and ref.accessed and not ref.issued and not ref.doi:
        year, *rest = ref.accessed.split("-")
        day = f"{_month_and_day(rest)}, {year}" if rest else year
        return [f"Retrieved {day}, from {address}"]
    return [address] if address else []


def _edition(ref: Reference) -> str:
    if not ref.edition.isdecimal():
        return ref.edition
    return f"{ordinal(ref.edition)} ed."


def _pages(ref: Reference) -> str:
    pages = with_ranges(ref.page, "–")
    return f"{'pp.' if re.search('[–,，]', pages) else 'p.'} {pages}"


def _stopped(part: str) -> str:
    return part if part.endswith((".", "?", "!", "。", "？", "！")) else part + "."
