"""Name and make the files of the browser's search in a corpus."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.content.cache import code_fingerprint
from kb.model import Corpus
from kb.publish.core.artifact import Artifact, digest_of, made_part
from kb.publish.search_index.files import FOLDER, render_browser_index
from kb.search.case_document import collection_of

if TYPE_CHECKING:
    # Needs numpy, which a preview starts quicker without.
    from kb.publish.build.index_source import SiteIndex

#: Where they lie in the site.
SEARCH_FOLDER = FOLDER.removesuffix("/")


class SiteSearch:
    """The files of the browser's search, which one changed case may change all."""

    def __init__(self, corpus: Corpus, index: "SiteIndex | None" = None) -> None:
        """Take impacts from ``index``, where there is one of the very corpus."""
        self._corpus = corpus
        self._index = index

    def __len__(self) -> int:
        """Return about how many files there are."""
        return 2 * len(self._corpus.cases)

    @property
    def made_of(self) -> str:
        """Return what tells whether the files would be the same."""
        corpus = self._corpus
        lists = (corpus.vocabulary.model_dump_json(), *(each.model_dump_json() for each in corpus.sources.values()))
        cases = (corpus.content_hashes.get(case.id) or case.model_dump_json() for case in corpus.cases)
        return digest_of("search", code_fingerprint(), *lists, *cases)

    def parts(self) -> Iterator[Artifact]:
        """Yield the files."""
        made_of = self.made_of
        collection = collection_of(self._corpus)
        files = self._index.search_files(collection) if self._index else render_browser_index(collection)
        for name, text in files:
            yield made_part(name, text, made_of)
