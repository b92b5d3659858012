"""Make pages: one template environment, addresses relative to each page, a YAML head before the HTML."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.model import Case
from kb.model.facts import is_known
from kb.publish.core.artifact import digest_of
from kb.publish.core.asset_urls import code_address
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.view.case_fingerprint import Ingredients
from kb.publish.view.catalogue import Catalogue, labels_of, place_of
from kb.publish.view.formats import full_date, is_web, yuan
from kb.publish.view.taxonomies import TAXONOMIES, Taxonomy

#: Cases on one page of a listing, so that a page weighs the same however many there are.
PAGE_LENGTH = 100


#: What a printed page ends with: how to cite it and where it is.
_PRINTED = Markup('<p class="kb-print">教育信息化典型案例库：《{title}》，{day} 更新，{address}</p>\n')

#: Stands between what belongs into the page's head element and the page itself.
HEAD_END = "<!--kb-head-end-->\n"


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
        self.ingredients = Ingredients(catalogue, options)
        self._catalogue = catalogue
        self._date = max((full_date(case.review.date) for case in catalogue.cases), default="2014-02-24")
        self._environment = _open_environment()
        self._environment.globals.update(
            code=code_address,
            place_of=place_of,
            labels_of=labels_of,
            has_region=frozenset(catalogue.places).__contains__,
            term_uri=_TermAddresses(catalogue),
            evidence=catalogue.vocabulary.evidence,
            families={family.field: family for family in TAXONOMIES},
            is_known=is_known,
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
        made_of: str | None = None,
        **values: object,
    ) -> Page:
        """Return one page, rendered now, or when it is asked for if ``made_of`` names all that its values say."""
        day = full_date(date) if date else self._date
        make = partial(self._render, uri, template, title, description, day, about, values)
        if made_of is None:
            text = make()
            return Page(uri, day, digest_of(text), lambda: text)
        return Page(uri, day, digest_of(self.ingredients.common, uri, template, title, description, day, made_of), make)

    def made_of_list(self, listing: Listing, *beside: object) -> str:
        """Name what a page of a list says: its cases, and what stands beside them."""
        digests = [self._catalogue.digest(case) for case in listing.cases]
        return digest_of(*digests, f"{listing.number} {len(listing.uris)}", *map(repr, beside))

    def _render(
        self,
        uri: str,
        template: str,
        title: str,
        description: str,
        day: str,
        about: HeadFacts,
        values: dict[str, object],
    ) -> str:
        url = _addresses_from(uri)
        foot = _PRINTED.format(title=title, address=self.address(uri), day=day)
        html = self._environment.get_template(template).render(
            url=url,
            address=self.address(uri),
            printed=foot,
            **values,
        )
        # A template may have a better place for it than behind everything.
        if foot in html:
            foot = Markup()
        head = self._environment.get_template("head.html").render(
            title=title,
            description=description,
            url=url,
            address=self.address(uri) if self.options.site_url else None,
            about=about,
        )
        meta = {
            "title": title,
            "date": day,
        }
        # A JSON value is a YAML value, and quicker to write.
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
        return f"---\n{lines}---\n\n{head}{HEAD_END}{html}{foot}"

    def part(self, name: str, uri: str, *values: object) -> Markup:
        """Render one macro of parts.html for the pages beside ``uri``, for those who need it on many of them."""
        parts = self._environment.get_template("parts.html").make_module({"url": _addresses_from(uri)})
        return Markup(getattr(parts, name)(*values))

    def address(self, uri: str) -> str:
        """Return what a printed page or a citation gives as its address."""
        return self.options.root + uri


def _addresses_from(uri: str) -> Callable[[str], str]:
    """Return what gives the address of another page as this one's links say it."""
    folder = uri[: uri.rfind("/") + 1]
    root = "../" * uri.count("/")
    return lambda target: target.removeprefix(folder) if target.startswith(folder) else root + target


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

    def __call__(self, family: Taxonomy, label: str) -> str | None:
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
