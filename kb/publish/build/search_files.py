"""Name and make the files of the browser's search in a corpus."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from kb.model import Corpus
from kb.publish.core.artifact import Artifact
from kb.publish.search_index.files import FOLDER, render_browser_index
from kb.search.case_document import collection_of

if TYPE_CHECKING:
    # Needs numpy, which a preview starts quicker without.
    from kb.publish.build.index_source import SiteIndex

#: Where they lie in the site.
SEARCH_FOLDER = FOLDER.removesuffix("/")


def search_files(corpus: Corpus, index: "SiteIndex | None", fingerprint: str) -> Iterator[Artifact]:
    """Yield the files of the browser's search, with the impacts of ``index`` where there is one of the very corpus.

    One changed case may change all, so they have the fingerprint of the corpus.
    """
    collection = collection_of(corpus)
    for name, text in render_browser_index(collection, index.rows if index else None):
        yield Artifact(name, fingerprint, partial(str, text))
