"""Turn a corpus into the pages of the site: addresses and content, for whatever tool builds it."""

from collections.abc import Iterator

from kb.model import Corpus
from kb.publish.case_page import CasePages
from kb.publish.catalogue import Catalogue
from kb.publish.collection_pages import render_collections
from kb.publish.compare_page import render_compare
from kb.publish.data_page import render_data
from kb.publish.frame import Frame, Page
from kb.publish.front_pages import render_about, render_browse, render_home, render_notice
from kb.publish.kept_addresses import render_kept_addresses
from kb.publish.offline_page import render_offline
from kb.publish.region_pages import render_regions
from kb.publish.self_check_page import render_self_check
from kb.publish.site_options import SiteOptions
from kb.publish.submit_page import render_submit
from kb.publish.vocabulary_pages import render_vocabulary
from kb.publish.workshop_page import render_workshop

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
    yield render_workshop(frame)
    yield render_offline(frame)
    yield render_submit(catalogue, frame)
    yield render_self_check(catalogue, frame)
    for case in catalogue.cases:
        yield case_pages.render(case)
    yield from render_kept_addresses(catalogue.corpus, frame)
