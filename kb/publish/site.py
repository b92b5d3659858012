"""Put everything the site is generated from side by side: pages, the cases' own scripts and the search index."""

from collections.abc import Iterator

from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.browser_index import render_browser_index
from kb.publish.case_script import render_case_scripts
from kb.publish.catalogue import Catalogue
from kb.publish.citation_panel import render_citation_scripts
from kb.publish.downloads import render_downloads
from kb.publish.feeds import render_feeds
from kb.publish.frame import Page
from kb.publish.page_styles import ADDRESS, page_styles
from kb.publish.pages import SiteOptions, render_pages
from kb.publish.text_cache import TextCache
from kb.publish.workshop_data import render_workshop_scripts
from kb.search.case_document import collection_of

__all__ = ["SiteOptions", "render_site"]


def render_site(corpus: Corpus, options: SiteOptions, cache: TextCache | None = None) -> Iterator[tuple[str, str]]:
    """Yield every generated file, name and text; a page is a ``.md`` file that holds a YAML head and HTML."""
    catalogue = Catalogue(corpus)
    days: dict[str, str] = {}
    for page in render_pages(corpus, options, cache):
        if page.uri in days:
            raise PublishError(f"两个页面都要用地址 {page.uri}。请给案例换一个编号（id）。")
        days[page.uri] = page.date
        yield page.uri.removesuffix("html") + "md", page.content
    yield ADDRESS, page_styles()
    yield from render_case_scripts(catalogue).items()
    yield from render_citation_scripts(catalogue, options.site_url).items()
    yield from render_workshop_scripts(catalogue, options.site_url, cache)
    yield from render_downloads(catalogue, options)
    yield from render_feeds(catalogue, options, [Page(uri, "", day) for uri, day in days.items()]).items()
    yield from render_browser_index(collection_of(corpus)).items()
