"""Render pages with the theme's template environment: each once, whole, with addresses relative to it."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

from kb.model.base import number_in_full
from kb.model.facts import facts_in, is_known
from kb.publish.core.asset_urls import asset_url
from kb.publish.core.fingerprints import Fingerprints
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.formats import cost_in_words, effect_in_words, full_date, is_web, yuan
from kb.publish.view.taxonomies import TAXONOMIES, Taxonomy
from kb.publish.view.tile_grid import shade_ranges

#: Two files a case cost a build 60 ms and the disk 50 KB each; readers of a larger library make them in the page.
MOST_WITH_FILES = 2_000


class PageRenderer:
    """Makes the pages of one catalogue; nothing is rendered before it is asked for.

    ``environment`` is the theme's: it finds ``layout.html`` and has the filters ``url`` and ``script_tag``.
    """

    def __init__(self, catalogue: Catalogue, options: SiteOptions, environment: Environment) -> None:
        self.options = options
        self.fingerprints = Fingerprints(catalogue, options, environment)
        #: Whether each case and collection has files for Word and PowerPoint; a preview is made anew at every change.
        self.has_office_files = not options.layout.is_preview and len(catalogue.cases) <= MOST_WITH_FILES
        self._vocabulary = catalogue.vocabulary
        self._date = max((full_date(case.review.date) for case in catalogue.cases), default="2014-02-24")
        # The generator's environment does not escape, and titles come from case files.
        self._environment = environment.overlay(
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters |= {"yuan": yuan, "cost_in_words": cost_in_words, "is_web": is_web}
        self._environment.filters |= {"effect_in_words": effect_in_words, "number": number_in_full}
        self._environment.globals |= {
            "layout": options.layout,
            "site_url": options.site_url,
            "published_at": options.root,
            "site_root": urlsplit(options.root or "/").path,
            "repository": options.repository,
            "contact": options.contact,
            "archive": options.archive if _is_file(options.archive or "") else None,
            "page": None,  # looked for by the filter "url"
            "code": asset_url,
            "place_of": place_of,
            "in_parts": lambda family, labels: self._vocabulary.in_parts(family.folder, labels),
            "term_uri": self._term_uri,
            "evidence": self._vocabulary.evidence,
            "families": {family.field: family for family in TAXONOMIES},
            "is_known": is_known,
            "shade_ranges": shade_ranges,
            "labels": {fact.key: fact.labels["compare"] for fact in facts_in("compare")},
        }

    def page(self, uri: str, template: str = "", *, date: str | None = None, **values: object) -> Page:
        """Return one page; its template, called as the page is if no other is named, sets title and description.

        A template sees its values and what is the same on all pages of a build.
        """
        template = template or uri
        day = full_date(date) if date else self._date
        shown = {"uri": uri, "day": day, **values}
        fingerprint = self.fingerprints.of(template, shown)
        return Page(uri, fingerprint, partial(self.render, uri, template, shown), day)

    def render(self, uri: str, template: str, values: dict[str, object]) -> str:
        """Return the HTML of the page at ``uri``."""
        return self._environment.get_template(f"pages/{template}").render(
            values, url=_addresses_from(uri), base_url=_root_from(uri), address=self.address(uri)
        )

    def address(self, uri: str) -> str:
        """Return what a printed page or a citation gives as its address."""
        return self.options.root + uri

    def _term_uri(self, family: Taxonomy, label: str) -> str | None:
        """Return the page of a label, or None where the vocabulary lacks it."""
        term = self._vocabulary.term(family.folder, label)
        return f"{family.folder}/{term.id}.html" if term else None


def _is_file(address: str) -> bool:
    """Tell a web address, or a zip at the site's root (``kb pack --link``), from whatever else settings may say."""
    return is_web(address) or re.fullmatch(r"[\w.-]+\.zip", address) is not None


def _root_from(uri: str) -> str:
    return "../" * uri.count("/")


def _addresses_from(uri: str) -> Callable[[str], str]:
    """Return what gives the address of another page as this one's links say it."""
    folder = uri[: uri.rfind("/") + 1]
    root = _root_from(uri)
    return lambda target: target.removeprefix(folder) if target.startswith(folder) else root + target
