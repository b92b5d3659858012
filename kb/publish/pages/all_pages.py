"""Turn a corpus into the pages of the site: addresses and content, for whatever tool builds it."""

from collections.abc import Iterator

from jinja2 import Environment

from kb.model import Corpus
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.pages.case import CasePages
from kb.publish.pages.collection import render_collections
from kb.publish.pages.data import render_data
from kb.publish.pages.fit import render_fit
from kb.publish.pages.home import render_home
from kb.publish.pages.known import render_known
from kb.publish.pages.notice import render_notice
from kb.publish.pages.redirects import render_redirects
from kb.publish.pages.region import render_regions
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.research import render_research
from kb.publish.pages.static import render_static
from kb.publish.pages.submit import render_submit
from kb.publish.pages.taxonomy import render_browse, render_vocabulary
from kb.publish.view.catalogue import Catalogue


def page_addresses(corpus: Corpus) -> set[str]:
    """Return the addresses of all pages of a corpus; nothing is rendered."""
    catalogue = Catalogue(corpus)
    return {page.uri for page in pages_of(catalogue, PageRenderer(catalogue, SiteOptions(), Environment()))}


def pages_of(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield every page of the site."""
    case_pages = CasePages(catalogue, renderer)
    yield render_home(catalogue, renderer)
    yield from render_browse(catalogue, renderer)
    yield from render_vocabulary(catalogue, renderer)
    yield from render_regions(catalogue, renderer)
    yield from render_collections(catalogue, renderer)
    yield render_research(catalogue, renderer)
    yield render_notice(catalogue, renderer)
    yield from render_static(catalogue, renderer)
    yield from render_known(catalogue, renderer)
    yield render_data(catalogue, renderer)
    yield render_submit(catalogue, renderer)
    yield from render_fit(catalogue, renderer)
    for case in catalogue.cases:
        yield case_pages.render(case)
    yield from render_redirects(catalogue.corpus, renderer)
