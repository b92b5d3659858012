"""Put everything the site is generated from side by side: pages, the cases' own files, downloads and feeds."""

from collections.abc import Iterator
from functools import cached_property

from jinja2 import Environment

from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.build.case_files import CaseFiles
from kb.publish.build.office_files import OfficeFiles
from kb.publish.core.artifact import Artifact, finished
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.core.script import to_script
from kb.publish.core.stylesheet import ADDRESS, page_styles
from kb.publish.exports.downloads import render_downloads
from kb.publish.exports.feeds import render_feeds
from kb.publish.exports.llms_txt import NAME as LLMS_TXT
from kb.publish.exports.llms_txt import render_llms_txt
from kb.publish.exports.research_payload import research_payload
from kb.publish.forms.page_payload import NAME as FORM_PAYLOAD
from kb.publish.forms.page_payload import payload_script
from kb.publish.forms.site_files import form_files
from kb.publish.pages.all_pages import pages_of
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.static import render_not_found
from kb.publish.view.catalogue import Catalogue
from kb.search.ranking.more_like_this import MoreLikeThis

__all__ = ["Site", "SiteOptions"]

#: Files of each case beside its page, and those for Word and PowerPoint.
_BESIDE, _OFFICE = 3, 2


class Site:
    """All that is generated from a corpus; no text is made before it is asked for."""

    def __init__(
        self, corpus: Corpus, options: SiteOptions, environment: Environment, more_like_this: MoreLikeThis | None = None
    ) -> None:
        """Sort the corpus and lay out its pages.

        ``environment`` is the theme's and finds the templates; ``more_like_this`` knows which cases read alike.
        """
        self.options = options
        self.catalogue = Catalogue(corpus, more_like_this)
        self._renderer = PageRenderer(self.catalogue, options, environment)
        self.pages: tuple[Page, ...] = tuple(pages_of(self.catalogue, self._renderer))
        _refuse_doubles(self.pages)
        self._case_files = CaseFiles(self.catalogue, options, self._renderer.fingerprints)
        self._office_files = OfficeFiles(self.catalogue, options, self._renderer.fingerprints)

    @cached_property
    def fingerprint(self) -> str:
        """Name all that editors wrote, with our code and the settings."""
        corpus = self.catalogue.corpus
        named = self._renderer.fingerprints.of(*(getattr(corpus, name) for name in Corpus.model_fields))
        assert named
        return named

    def __len__(self) -> int:
        beside = _BESIDE + _OFFICE * self._renderer.has_office_files
        return len(self.pages) + beside * len(self.catalogue.cases)

    def artifacts(self) -> Iterator[Artifact]:
        """Yield every file but those of the search."""
        for page in self.pages:
            yield page
            yield from self._case_files.beside(page)
        if self._renderer.has_office_files:
            yield from self._office_files.artifacts(self.fingerprint)
        yield from form_files(self.catalogue.corpus, self._renderer.fingerprints)
        yield finished(ADDRESS, page_styles())
        yield render_not_found(self._renderer)
        yield from self._case_files.artifacts()
        for term in self.catalogue.vocabulary.models:
            # Without studies it says so: a script that is not there is an error in the console.
            research = research_payload(term.label, self.catalogue.corpus)
            yield finished(f"models/{term.id}.js", to_script("kbResearch", term.id, research))
        for name, text in render_downloads(self.catalogue, self.options):
            yield finished(name, text)
        yield finished(FORM_PAYLOAD, payload_script(self.catalogue.corpus))
        yield finished(LLMS_TXT, render_llms_txt(self.catalogue, self.options))
        for name, text in render_feeds(self.catalogue, self.options, self.pages).items():
            yield finished(name, text)


def _refuse_doubles(pages: tuple[Page, ...]) -> None:
    seen: set[str] = set()
    for page in pages:
        if page.uri in seen:
            raise PublishError(f"两个页面都要用地址 {page.uri}。请给案例换一个编号（id）。")
        seen.add(page.uri)
