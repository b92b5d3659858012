"""Put everything the site is generated from side by side: pages, the cases' own files and the search index."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.browser_index import FOLDER, render_browser_index
from kb.publish.case_files import CaseFiles
from kb.publish.catalogue import Catalogue
from kb.publish.downloads import render_downloads
from kb.publish.feeds import render_feeds
from kb.publish.fingerprint import code_fingerprint
from kb.publish.frame import Frame, Page
from kb.publish.page_styles import ADDRESS, page_styles
from kb.publish.pages import pages_of
from kb.publish.site_options import SiteOptions
from kb.publish.site_part import SitePart, digest_of, made_part
from kb.search.case_document import collection_of

if TYPE_CHECKING:
    # Needs numpy, which a preview starts quicker without.
    from kb.publish.site_index import SiteIndex

__all__ = ["SEARCH_FOLDER", "Site", "SiteOptions"]

#: Where the browser's search has its files.
SEARCH_FOLDER = FOLDER.removesuffix("/")

#: Files of each case beside its page.
_BESIDE = 4


class Site:
    """All that is generated from a corpus; no text is made before it is asked for."""

    def __init__(self, corpus: Corpus, options: SiteOptions, index: "SiteIndex | None" = None) -> None:
        """Take what search needs from ``index``, where there is one of the very corpus."""
        self._corpus = corpus
        self._index = index
        self._options = options
        self._catalogue = Catalogue(corpus, index.likeness if index else None)
        self._frame = Frame(self._catalogue, options)
        self.pages: tuple[Page, ...] = tuple(pages_of(self._catalogue, self._frame))
        _refuse_doubles(self.pages)
        self._case_files = CaseFiles(self._catalogue, options, self._frame.ingredients)

    def __len__(self) -> int:
        return len(self.pages) + _BESIDE * len(self._catalogue.cases)

    @property
    def search_size(self) -> int:
        """Return about how many files the browser's search has."""
        return 2 * len(self._catalogue.cases)

    def files(self) -> Iterator[SitePart]:
        """Yield every file that is no page, without those of the search."""
        yield made_part(ADDRESS, page_styles())
        yield from self._case_files.parts()
        for name, text in render_downloads(self._catalogue, self._options):
            yield made_part(name, text)
        for name, text in render_feeds(self._catalogue, self._options, self.pages).items():
            yield made_part(name, text)

    @property
    def search_made_of(self) -> str:
        """Return what tells whether the files of the browser's search would be the same."""
        corpus = self._corpus
        lists = (corpus.vocabulary.model_dump_json(), *(each.model_dump_json() for each in corpus.sources.values()))
        return digest_of("search", code_fingerprint(), *lists, *(self._catalogue.digest(each) for each in corpus.cases))

    def search_files(self) -> Iterator[SitePart]:
        """Yield the files of the browser's search, which one changed case may change all."""
        made_of = self.search_made_of
        collection = collection_of(self._corpus)
        files = self._index.search_files(collection) if self._index else render_browser_index(collection)
        for name, text in files:
            yield made_part(name, text, made_of)


def _refuse_doubles(pages: tuple[Page, ...]) -> None:
    seen: set[str] = set()
    for page in pages:
        if page.uri in seen:
            raise PublishError(f"两个页面都要用地址 {page.uri}。请给案例换一个编号（id）。")
        seen.add(page.uri)
