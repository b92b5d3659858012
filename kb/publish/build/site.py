"""Put everything the site is generated from side by side: pages, the cases' own files, downloads and feeds."""

from collections.abc import Iterator

from jinja2 import Environment

from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.build.case_files import CaseFiles
from kb.publish.core.artifact import Artifact, made_part
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.core.stylesheet import ADDRESS, page_styles
from kb.publish.exports.downloads import render_downloads
from kb.publish.exports.feeds import render_feeds
from kb.publish.pages.all_pages import pages_of
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.static import render_not_found
from kb.publish.view.catalogue import Catalogue
from kb.search.ranking.more_like_this import Likeness

__all__ = ["Site", "SiteOptions"]

#: Files of each case beside its page.
_BESIDE = 2


class Site:
    """All that is generated from a corpus; no text is made before it is asked for."""

    def __init__(
        self, corpus: Corpus, options: SiteOptions, environment: Environment, likeness: Likeness | None = None
    ) -> None:
        """Sort the corpus and lay out its pages.

        ``environment`` is the theme's and finds the templates; ``likeness`` knows which cases read alike.
        """
        self._options = options
        self._catalogue = Catalogue(corpus, likeness)
        self._renderer = PageRenderer(self._catalogue, options, environment)
        self.pages: tuple[Page, ...] = tuple(pages_of(self._catalogue, self._renderer))
        _refuse_doubles(self.pages)
        self._case_files = CaseFiles(self._catalogue, options, self._renderer.ingredients)

    def __len__(self) -> int:
        return len(self.pages) + _BESIDE * len(self._catalogue.cases)

    def files(self) -> Iterator[Artifact]:
        """Yield every file that is no page, without those of the search."""
        yield made_part(ADDRESS, page_styles())
        yield made_part("404.html", render_not_found(self._renderer).render())
        yield from self._case_files.parts()
        for name, text in render_downloads(self._catalogue, self._options):
            yield made_part(name, text)
        for name, text in render_feeds(self._catalogue, self._options, self.pages).items():
            yield made_part(name, text)


def _refuse_doubles(pages: tuple[Page, ...]) -> None:
    seen: set[str] = set()
    for page in pages:
        if page.uri in seen:
            raise PublishError(f"两个页面都要用地址 {page.uri}。请给案例换一个编号（id）。")
        seen.add(page.uri)
