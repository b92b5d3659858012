"""Make pages: one template environment, addresses relative to each page, a YAML head before the HTML."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.model import Case
from kb.publish.catalogue import Catalogue, labels_of, place_of
from kb.publish.completeness import is_told
from kb.publish.families import FAMILIES, Family

#: Cases on one page of a listing, so that a page weighs the same however many there are.
PAGE_LENGTH = 100


#: What a printed page ends with: how to cite it and where it is.
_PRINTED = Markup('<p class="kb-print">教育信息化典型案例库：《{title}》，{day} 更新，{address}</p>\n')

#: Stands between what belongs into the page's head element and the page itself.
HEAD_END = "<!--kb-head-end-->\n"


@dataclass(frozen=True)
class Page:
    """One page of the site: its address under the root; a YAML head, HTML for the head element, HTML for the page."""

    uri: str
    content: str
    date: str


@dataclass(frozen=True)
class SiteOptions:
    """What the site knows about where it is published and where its files are edited."""

    site_url: str | None = None
    repository: str | None = None
    edit_uri: str | None = None

    def edit_address(self, path: str) -> str | None:
        """Return where a file of the repository is edited, when both the repository and the way in are known."""
        if not (self.repository and self.edit_uri):
            return None
        return "/".join((self.repository.rstrip("/"), self.edit_uri.strip("/"), path))


@dataclass(frozen=True)
class Listing:
    """One page of a long list, with the addresses of all its pages."""

    cases: Sequence[Case]
    number: int
    uris: tuple[str, ...]

    @property
    def shown_numbers(self) -> tuple[int, ...]:
        """Return the pages to offer: the ends and those around this one; 0 stands for a gap.

        So a page weighs the same however many there are.
        """
        near = {1, len(self.uris), *range(self.number - 2, self.number + 3)} & set(range(1, len(self.uris) + 1))
        numbers: list[int] = []
        for number in sorted(near):
            if numbers and number - numbers[-1] > 1:
                numbers.append(0 if number - numbers[-1] > 2 else number - 1)
            numbers.append(number)
        return tuple(numbers)


@dataclass(frozen=True)
class HeadFacts:
    """What a page's head element says of it beyond title and description."""

    kind: str = "website"
    dublin_core: Sequence[tuple[str, str]] = ()
    script: str = ""
    data_uri: str | None = None


_NO_FACTS = HeadFacts()


class Frame:
    """Renders templates for one catalogue; every page's addresses are relative, so the site opens from a disk."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions) -> None:
        self.options = options
        self._date = max((full_date(case.review.date) for case in catalogue.cases), default="2014-02-24")
        self._environment = _open_environment()
        self._environment.globals.update(
            place_of=place_of,
            labels_of=labels_of,
            has_region=frozenset(catalogue.places).__contains__,
            term_uri=_TermAddresses(catalogue),
            evidence=catalogue.vocabulary.evidence,
            families={family.field: family for family in FAMILIES},
            is_told=is_told,
        )

    def page(
        self,
        uri: str,
        template: str,
        *,
        title: str,
        description: str,
        date: str | None = None,
        about: HeadFacts = _NO_FACTS,
        **values: object,
    ) -> Page:
        """Render one page."""
        root = "../" * uri.count("/")
        html = self._environment.get_template(template).render(
            root=root,
            url=lambda target: root + target,
            address=self.address(uri),
            **values,
        )
        day = full_date(date) if date else self._date
        has_foot = 'class="kb-print"' in html
        foot = "" if has_foot else _PRINTED.format(title=title, address=self.address(uri), day=day)
        head = self._environment.get_template("head.html").render(
            title=title,
            description=description,
            url=lambda target: root + target,
            address=self.address(uri) if self.options.site_url else None,
            about=about,
        )
        meta = {
            "title": title,
            "description": description,
            "date": day,
            "hide": ["navigation", "toc"],
        }
        # A JSON value is a YAML value, and quicker to write.
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
        return Page(uri, f"---\n{lines}---\n\n{head}{HEAD_END}{html}{foot}", day)

    def part(self, name: str, uri: str, *values: object) -> Markup:
        """Render one macro of parts.html for the pages beside ``uri``, for those who need it on many of them."""
        root = "../" * uri.count("/")
        parts = self._environment.get_template("parts.html").make_module({"url": lambda target: root + target})
        return Markup(getattr(parts, name)(*values))

    def address(self, uri: str) -> str:
        """Return what a printed page or a citation gives as its address."""
        return (self.options.site_url.rstrip("/") + "/" + uri) if self.options.site_url else uri


def listings(cases: Sequence[Case], uri: str) -> Iterator[Listing]:
    """Cut a list into pages: ``x.html``, ``x/2.html`` … ; an empty list has one empty page."""
    count = max(1, -(-len(cases) // PAGE_LENGTH))
    stem = uri.removesuffix(".html")
    uris = (uri, *(f"{stem}/{number}.html" for number in range(2, count + 1)))
    for number in range(1, count + 1):
        yield Listing(cases[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH], number, uris)


class _TermAddresses:
    """Find the page of a label, or None where the vocabulary lacks it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, family: Family, label: str) -> str | None:
        term = self._catalogue.term(family, label)
        return f"{family.folder}/{term.id}.html" if term else None


def _open_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # looking for changed files at every page costs more than it helps: previews start anew
    )
    environment.filters["yuan"] = yuan
    environment.filters["is_web"] = is_web
    return environment


def yuan(amount: float) -> str:
    """Write a sum of money as people say it: 3000 万元."""
    if amount >= 10_000 and amount % 100 == 0:
        return f"{amount / 10_000:g} 万元" if amount < 1e10 else f"{amount / 1e8:g} 亿元"
    return f"{amount:,.0f} 元"


def is_web(address: str) -> bool:
    """Tell whether an address may become a link."""
    return re.match(r"https?://", address) is not None


def full_date(date: str) -> str:
    """Complete 2011 or 2011-09 to a day, as a sitemap needs it."""
    return date + "-01" * (2 - date.count("-"))
