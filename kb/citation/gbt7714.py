"""Write references by GB/T 7714-2025 and -2015, numeric and author-date; docs/citations.md names the rules."""

import re

from kb.citation.gbt7714_edition import Edition, Layout, form_of, is_online
from kb.citation.name import Name, initials
from kb.citation.reference import Reference, letter_apart, ordinal, with_ranges

#: More names than this are cut to this many and 等 / et al.
_SHOWN = 3
_NUMBERED = {"R", "S", "P", "A", "EB", "Z"}
#: Between the number and the name of a standard stands one character's space (2025: 8.9).
_EM_SPACE = "\u2003"
#: The colon before a subtitle, however it is typed; one between digits is a time or a ratio.
_SUBTITLE = re.compile(r"\s*[：﹕∶]\s*|\s*:\s+|(?<=[\u4e00-\u9fff》”）]):|:(?=[\u4e00-\u9fff《“])")
#: The semicolon between several titles of one author.
_NEXT_TITLE = re.compile(r"\s*；\s*|(?<=[\u4e00-\u9fff》”）]);\s*")


def render_gb(reference: Reference, edition: Edition, *, author_date: bool = False, letter: str = "") -> str:
    """Return one entry without its number; ``letter`` tells two of the same author and year apart."""
    return _Entry(reference, edition, author_date=author_date, letter=letter).text()


def render_gb_mark(reference: Reference, edition: Edition, letter: str = "") -> str:
    """Return the author-date mark that stands in the text: （张伯伟，2002）."""
    entry = _Entry(reference, edition, author_date=True, letter=letter)
    authors = entry.responsible()
    named = (authors[0].family or authors[0].literal) if authors else entry.anonymous()
    others = f" {entry.others()}" if len(authors) > 1 else ""
    return f"{edition.opening}{named}{others}{edition.comma}{entry.entry_year()}{edition.closing}"


def heading_gb(reference: Reference, edition: Edition) -> str:
    """Return what an author-date entry begins with."""
    entry = _Entry(reference, edition, author_date=True, letter="")
    return entry.names(entry.responsible()) or entry.anonymous()


class _Entry:
    """One entry being written: the reference, the edition, and what follows from both."""

    def __init__(self, reference: Reference, edition: Edition, *, author_date: bool, letter: str) -> None:
        self.ref = reference
        self.edition = edition
        self.author_date = author_date
        self.letter = letter
        self.code, self.layout = form_of(reference, edition)

    def text(self) -> str:
        ref = self.ref
        others = [
            self.with_role(ref.translators, "译" if ref.is_chinese else "trans."),
            self.with_role(ref.interviewers, "采访" if ref.is_chinese else "interviewer"),
        ]
        if self.layout is Layout.JOURNAL and not self.edition.is_2025:
            others = []  # 2015 4.4.1 has no place for other roles in a serial's article
        opening = [self.head(), self.title_part(), *others]
        closing = [self.issue_part(), self.extent(), *self.addresses()]
        if self.layout in (Layout.PART, Layout.MEETING):
            opening = [*(part for part in opening if part)]
            host, *rest = [part for part in (*self.host(), *closing) if part]
            opening[-1] += f"//{host}"
            closing = rest
        elif self.layout is Layout.PERIODICAL:
            closing.insert(0, self.run())
        elif self.layout is not Layout.BARE_STANDARD:
            closing.insert(0, self.edition_part())
        return _joined([*opening, *closing])

    # Who and when

    def responsible(self) -> tuple[Name, ...]:
        ref = self.ref
        if ref.authors:
            return ref.authors
        if self.layout not in (Layout.PART, Layout.MEETING) and ref.editors:
            return ref.editors
        if self.layout is Layout.WEB and ref.container_title:
            return (Name(ref.container_title),)  # our choice: the site answers for a page that names nobody
        return ()

    def head(self) -> str:
        written = self.names(self.responsible())
        if self.author_date:
            return f"{written or self.anonymous()}{self.edition.comma}{self.entry_year()}"
        repeats = written == self.ref.title
        return "" if repeats or self.layout is Layout.BARE_STANDARD else written

    def names(self, names: tuple[Name, ...]) -> str:
        """Return up to three names, then 等 or et al. (2025: 7.1.2; 2015: 8.1.2)."""
        written = [self._name(name) for name in names[:_SHOWN]]
        return self.edition.comma.join([*written, self.others()] if len(names) > _SHOWN else written)

    def _name(self, name: Name) -> str:
        if not name.family:
            return name.literal
        suffix = name.suffix.rstrip(".")
        if self.edition.is_2025:
            given = name.given if name.is_pinyin else initials(name.given, keep_hyphen=True)
            return " ".join(part for part in (name.family, given, suffix) if part)
        cut = " ".join(part for part in (name.family.upper(), initials(name.given, keep_hyphen=False)) if part)
        return f"{cut}, {suffix}" if suffix else cut

    def with_role(self, names: tuple[Name, ...], role: str) -> str:
        return self.names(names) + self.edition.comma + role if names else ""

    def others(self) -> str:
        return "等" if self.ref.is_chinese else "et al."

    def anonymous(self) -> str:
        return "佚名" if self.ref.is_chinese else "Anon"

    def entry_year(self) -> str:
        if self.ref.issued:
            return self._year_as_known(self.letter)
        if self.ref.accessed:
            return f"[{self.ref.accessed[:4]}{self.letter}]"
        return ("无日期" if self.ref.is_chinese else "n.d.") + letter_apart(self.letter)

    def _year_as_known(self, letter: str = "") -> str:
        year = self.ref.years(self.edition.until) + letter
        match self.ref.year_kind:
            case "版权年":
                return f"c{year}"
            case "印刷年":
                return f"{year}印刷" if self.ref.is_chinese else f"{year} printing"
            case "估计年":
                return f"[{year}]"
        return year

    def list_year(self) -> str:
        """Return the year where the layout has it; in author-date it already stands after the author."""
        return "" if self.author_date or not self.ref.issued else self._year_as_known()

    # What

    def title_part(self) -> str:
        ref = self.ref
        volume = "" if self.layout is Layout.PART else self.volume_of(ref.title)
        if self.layout is Layout.BARE_STANDARD:
            title = self.edition.colon.join(part for part in (self.titled(ref.title), volume) if part)
            return f"{_EM_SPACE.join(part for part in (ref.number, title) if part)}[{self.mark()}]"
        numbered = ref.number if self.code in _NUMBERED and self.layout is not Layout.DATA else ""
        version = place = ""
        if self.code == "EB" and ref.version:
            version = f"版本{ref.version}" if ref.is_chinese else f"version {ref.version}"
        if self.layout is Layout.WEB and not ref.address:
            place = ref.locator  # an address would lead there
        parts = (self.titled(ref.title), volume, numbered, version, place)
        return f"{self.edition.colon.join(part for part in parts if part)}[{self.mark()}]"

    def titled(self, title: str) -> str:
        """Set the signs between title and subtitle, and between several titles (2025: 6.2, 7.2.3; 2015: 7, 8.2.3)."""
        return _NEXT_TITLE.sub(self.edition.semicolon, _SUBTITLE.sub(self.edition.colon, title))

    def volume_of(self, title: str) -> str:
        """Return the volume that follows the title of a work (2025: 7.2.3), unless that names it already."""
        ref = self.ref
        volume = ref.own_volume
        if not volume or title.endswith(volume):
            return ""
        if ref.is_chinese:
            return ref.chinese_volume
        return f"v.{volume}" if ref.volume_number else volume

    def mark(self) -> str:
        return f"{self.code}/OL" if is_online(self.ref) else self.code

    def edition_part(self) -> str:
        ref = self.ref
        if self.layout is Layout.DATA:
            version = f"V{ref.version}" if ref.version[:1].isdecimal() else ref.version
            return version if self.edition.is_2025 else ""
        if self.layout not in (Layout.BOOK, Layout.PART) or ref.edition in ("", "1"):
            return ""
        if not ref.edition.isdecimal():
            return ref.edition
        return f"{ref.edition} 版" if ref.is_chinese else f"{ordinal(ref.edition)} ed."

    def host(self) -> list[str]:
        ref = self.ref
        if self.layout is Layout.MEETING:
            return [] if self.edition.is_2025 else [ref.event_title]
        editors = self.names(ref.editors)
        volume = self.volume_of(ref.container_title)
        host = self.edition.colon.join(part for part in (self.titled(ref.container_title), volume) if part)
        return [editors, host, self.edition_part()]

    # Where it was issued

    def issue_part(self) -> str:
        ref, edition = self.ref, self.edition
        match self.layout:
            case Layout.BARE_STANDARD:
                return ""
            case Layout.JOURNAL:
                return self._serial() + self.access_2015()
            case Layout.NEWSPAPER:
                page = f"{edition.opening}{ref.page}{edition.closing}" if ref.page else ""
                return edition.comma.join(p for p in (ref.container_title, ref.issued) if p) + page + self.access_2015()
            case Layout.MEETING if edition.is_2025:
                return self._imprint(ref.event_title, self.list_year())
            case Layout.RELEASE if edition.is_2025 or not is_online(ref):
                return self._imprint("", ref.issued if edition.is_2025 else self.list_year())
            case Layout.WEB | Layout.RELEASE:
                return with_ranges(ref.page, "-") + self._dated() + self.access()
            case Layout.DATA if edition.is_2025 or not ref.publisher:
                return ref.publisher + self._dated() + self.access()
            case Layout.ARCHIVE:
                year = ref.issued if edition.is_2025 else self.list_year()
                return self._imprint(self._issuer(), year) + self.access_2015()
            case Layout.PATENT:
                return self._imprint("", ref.issued) + self.access_2015()
            case Layout.SPOKEN:
                return self._occasion()
        return self._imprint(self._issuer(), self.list_year()) + self.access_2015()

    def _imprint(self, issuer: str, year: str) -> str:
        issued = self.edition.comma.join(part for part in (issuer, year) if part)
        return self.edition.colon.join(part for part in (issued, with_ranges(self.ref.page, "-")) if part)

    def _issuer(self) -> str:
        ref = self.ref
        place, publisher = ref.publisher_place, ref.publisher
        if self.code in ("M", "C", "G") and self.layout is not Layout.MEETING and not is_online(ref):
            place = place or ("[出版地不详]" if ref.is_chinese else "[S.l.]")
            publisher = publisher or ("[出版者不详]" if ref.is_chinese else "[s.n.]")
        return self.edition.colon.join(part for part in (place, publisher) if part)

    def _serial(self) -> str:
        ref, edition = self.ref, self.edition
        numbered = ref.volume or ref.issue
        online_first = edition.is_2025 and not numbered and is_online(ref) and len(ref.issued) > 4
        year = ref.issued if online_first else self.list_year()
        text = edition.comma.join(part for part in (ref.container_title, year, ref.volume) if part)
        if ref.issue:
            text += f"{edition.opening}{ref.issue}{edition.closing}"
        # 7.7: an article number stands in the place of the pages.
        return edition.colon.join(part for part in (text, with_ranges(ref.page, "-") or ref.article_number) if part)

    def run(self) -> str:
        """Return year, volume and issue that a periodical began with (8.4), or its whole run, if the volume does."""
        ref, edition = self.ref, self.edition
        if (not ref.volume and not ref.issue) or re.match(r"\d{4}\b", ref.volume):
            return ref.volume
        first = edition.comma.join(part for part in (ref.year, ref.volume) if part)
        issue = f"{edition.opening}{ref.issue}{edition.closing}" if ref.issue else ""
        return first + issue + (ref.years(edition.until).removeprefix(ref.year) if ref.issued_until else "")

    def _occasion(self) -> str:
        """Return where and when something was said or shown, with the full date."""
        ref = self.ref
        where = [ref.event_title or ref.container_title, ref.event_place, self._issuer()]
        occasion = self.edition.comma.join(part for part in where if part)
        if is_online(ref):
            return occasion + self._dated() + self.access()
        return self._imprint(occasion, ref.issued)

    def extent(self) -> str:
        """Return the size of a map, the length of a recording."""
        return self.ref.dimensions if self.code == "CM" or self.layout is Layout.SPOKEN else ""

    def _dated(self) -> str:
        return f"{self.edition.opening}{self.ref.issued}{self.edition.closing}" if self.ref.issued else ""

    def access(self) -> str:
        return f"[{self.ref.accessed}]" if self.ref.accessed and is_online(self.ref) else ""

    def access_2015(self) -> str:
        """Return the access date where only 2015 wants one (2025: 8.11, 8.14 and 8.15 alone)."""
        return "" if self.edition.is_2025 else self.access()

    # Where it is found

    def addresses(self) -> list[str]:
        ref = self.ref
        found = [ref.url] if ref.url else []
        if ref.doi and ref.doi.lower() not in ref.url.lower():
            found.append(f"DOI:{ref.doi}")
        if ref.cstr and self.edition.is_2025 and ref.cstr.lower() not in ref.url.lower():
            found.append(f"CSTR:{ref.cstr}")
        return found


def _joined(parts: list[str]) -> str:
    """Join elements with a full stop and a space; one that already ends in a stop gets no second."""
    text = ""
    for part in parts:
        if part:
            text += ("" if not text else " " if text.endswith(".") else ". ") + part
    return text if text.endswith(".") else text + "."
