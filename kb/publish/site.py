"""Put everything the site is generated from side by side: pages, the cases' own scripts and the search index."""

from collections import Counter

from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.browser_index import render_browser_index
from kb.publish.case_script import render_case_scripts
from kb.publish.catalogue import Catalogue
from kb.publish.downloads import render_downloads
from kb.publish.feeds import render_feeds
from kb.publish.pages import SiteOptions, render_pages
from kb.publish.text_cache import TextCache
from kb.search.case_document import collection_of

__all__ = ["SiteOptions", "render_site"]


def render_site(corpus: Corpus, options: SiteOptions, cache: TextCache | None = None) -> dict[str, str]:
    """Return every generated file, name → text; a page is a ``.md`` file that holds a YAML head and HTML."""
    catalogue = Catalogue(corpus)
    pages = list(render_pages(corpus, options, cache))
    files = {page.uri.removesuffix("html") + "md": page.content for page in pages}
    if len(files) < len(pages):
        uri = next(uri for uri, count in Counter(page.uri for page in pages).items() if count > 1)
        raise PublishError(f"两个页面都要用地址 {uri}。请给案例换一个编号（id）。")
    files |= render_case_scripts(catalogue)
    files |= render_downloads(catalogue, options)
    files |= render_feeds(catalogue, options, pages)
    return files | dict(render_browser_index(collection_of(corpus)))
