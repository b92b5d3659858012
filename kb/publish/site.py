"""Put everything the site is generated from side by side: pages and the search index."""

from kb.model import Corpus
from kb.publish.browser_index import render_browser_index
from kb.publish.pages import SiteOptions, render_pages
from kb.search.case_document import collection_of

__all__ = ["SiteOptions", "render_site"]


def render_site(corpus: Corpus, options: SiteOptions) -> dict[str, str]:
    """Return every generated file, name → text; a page is a ``.md`` file that holds a YAML head and HTML."""
    files = {page.uri.removesuffix("html") + "md": page.content for page in render_pages(corpus, options)}
    return files | dict(render_browser_index(collection_of(corpus)))
