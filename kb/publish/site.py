"""Put everything the site is generated from side by side: pages, the cases' own scripts and the search index."""

from kb.model import Corpus
from kb.publish.browser_index import render_browser_index
from kb.publish.case_script import render_case_scripts
from kb.publish.catalogue import Catalogue
from kb.publish.pages import SiteOptions, render_pages
from kb.search.case_document import collection_of

__all__ = ["SiteOptions", "render_site"]


def render_site(corpus: Corpus, options: SiteOptions) -> dict[str, str]:
    """Return every generated file, name → text; a page is a ``.md`` file that holds a YAML head and HTML."""
    files = {page.uri.removesuffix("html") + "md": page.content for page in render_pages(corpus, options)}
    files |= render_case_scripts(Catalogue(corpus))
    return files | dict(render_browser_index(collection_of(corpus)))
