"""Make the files of each case beside its page: its record, its text as Markdown, and its payload for scripts."""

from collections.abc import Iterator, Mapping
from functools import partial

from kb.citation.case_references import Library
from kb.model import Case
from kb.publish.core.artifact import Artifact, finished
from kb.publish.core.fingerprints import Fingerprints
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.core.script import to_script
from kb.publish.exports.case_payload import case_payload
from kb.publish.exports.documents import case_markdown
from kb.publish.exports.downloads import case_record
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import TEMPLATES_NAME, library_at, templates_script

#: Names every case, for addresses that once named cases by codes (web/workshop/old_codes.mjs).
_IDS = "kb/ids.js"


class CaseFiles:
    """The files of a catalogue's cases; no text is made before it is asked for."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions, fingerprints: Fingerprints) -> None:
        self._catalogue = catalogue
        self._options = options
        self._fingerprints = fingerprints
        self._library = library_at(options.site_url)
        self._case_of_page = {f"cases/{case.id}.html": case for case in catalogue.cases}

    def artifacts(self) -> Iterator[Artifact]:
        """Yield the files that stand beside no page."""
        corpus = self._catalogue.corpus
        withdrawn = {case.id: case.title for case in corpus.withdrawn}
        yield finished(TEMPLATES_NAME, templates_script(self._options.site_url))
        yield finished(_IDS, to_script("kbIds", "all", [*self._catalogue.case_by_id, *withdrawn, *corpus.moved]))
        yield from self._older_names(withdrawn)

    def beside(self, page: Page) -> Iterator[Artifact]:
        """Yield the files of the case that a page shows."""
        if case := self._case_of_page.get(page.uri):
            render = partial(case_record, case, self._catalogue, self._options)
            yield Artifact(f"cases/{case.id}.json", self._fingerprints.of("record", case), render)
            yield self._markdown(case)
            yield self._payload(case.id, case)

    def _markdown(self, case: Case) -> Artifact:
        render = partial(case_markdown, case, self._catalogue, self._options.site_url)
        return Artifact(f"cases/{case.id}.md", self._fingerprints.of("markdown", case), render)

    def _payload(self, name: str, case: Case) -> Artifact:
        render = partial(_payload_script, name, case, self._catalogue, self._library)
        return Artifact(f"cases/{name}.js", self._fingerprints.of("payload", name, case), render)

    def _older_names(self, withdrawn: Mapping[str, str]) -> Iterator[Artifact]:
        """Let an address that names an old id or a withdrawn case still be answered."""
        cases = self._catalogue.case_by_id
        for name, target in (*((one, one) for one in withdrawn), *self._catalogue.corpus.moved.items()):
            if target in cases:
                yield self._payload(name, cases[target])
            elif target in withdrawn:
                yield finished(f"cases/{name}.js", to_script("kbCase", name, {"withdrawn": withdrawn[target]}))


def _payload_script(name: str, case: Case, lookup: Lookup, library: Library) -> str:
    return to_script("kbCase", name, case_payload(case, lookup, library))
