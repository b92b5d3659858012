"""Turn a corpus into the pages of the site: addresses and content, for whatever tool builds it."""

from collections.abc import Iterator

from kb.model import Corpus
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.pages.case import CasePages
from kb.publish.pages.collection import render_collections
from kb.publish.pages.compare import render_compare
from kb.publish.pages.data import render_data
from kb.publish.pages.front import render_about, render_browse, render_home, render_notice
from kb.publish.pages.offline import render_offline
from kb.publish.pages.redirects import render_kept_addresses
from kb.publish.pages.region import render_regions
from kb.publish.pages.renderer import Frame
from kb.publish.pages.self_check import render_self_check
from kb.publish.pages.submit import render_submit
from kb.publish.pages.taxonomy import render_vocabulary
from kb.publish.pages.workshop import render_workshop
from kb.publish.view.catalogue import Catalogue

__all__ = ["Page", "SiteOptions", "pages_of", "render_pages"]

_NO_OPTIONS = SiteOptions()


def render_pages(corpus: Corpus, options: SiteOptions = _NO_OPTIONS) -> Iterator[Page]:
    """Yield every page of the site of a corpus."""
    catalogue = Catalogue(corpus)
    yield from pages_of(catalogue, Frame(catalogue, options))


def pages_of(catalogue: Catalogue, frame: Frame) -> Iterator[Page]:
    """Yield every page of the site; those that grow with the cases are rendered when their content is asked for."""
    case_pages = CasePages(catalogue, frame)
    yield render_home(catalogue, frame)
    yield from render_browse(catalogue, frame)
    yield from render_vocabulary(catalogue, frame)
    yield from render_regions(catalogue, frame)
    yield from render_collections(catalogue, frame)
    yield render_notice(catalogue, frame)
    yield render_about(catalogue, frame)
    yield render_data(catalogue, frame)
    yield render_compare(frame)
    yield render_workshop(catalogue, frame)
    yield render_offline(frame)
    yield render_submit(catalogue, frame)
    yield render_self_check(catalogue, frame)
    for case in catalogue.cases:
        yield case_pages.render(case)
    yield from render_kept_addresses(catalogue.corpus, frame)
