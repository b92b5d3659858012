"""Name what the files of a case are made of: whatever is made of the same is the same and need not be made again."""

from functools import cache

from kb.content.cache import code_fingerprint
from kb.model import Case
from kb.publish.core.artifact import digest_of
from kb.publish.core.options import SiteOptions
from kb.publish.view.catalogue import Catalogue


class Ingredients:
    """What texts of one build rest on: our code, settings, vocabulary, and of each case its file and its sources."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions) -> None:
        self._catalogue = catalogue
        self.common = digest_of(code_fingerprint(), repr(options), catalogue.vocabulary.model_dump_json())
        self._source = cache(self._source_digest)
        self._of_case: dict[str, str] = {}

    def of_case(self, case: Case) -> str:
        """Name all that a case's own files rest on but other cases."""
        if case.id not in self._of_case:
            sources = [self._source(name) for name in case.cited_sources()]
            self._of_case[case.id] = digest_of(self.common, self._catalogue.digest(case), *sources)
        return self._of_case[case.id]

    def _source_digest(self, name: str) -> str:
        source = self._catalogue.corpus.sources.get(name)
        return digest_of(name, source.model_dump_json() if source else "")
