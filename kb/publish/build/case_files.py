"""Make the files of each case beside its page: its record, and its payload for scripts."""

from collections.abc import Iterator, Mapping
from functools import partial

from kb.model import Case
from kb.publish.core.artifact import Artifact, digest_of, made_part
from kb.publish.core.options import SiteOptions
from kb.publish.core.script import to_script
from kb.publish.exports.case_payload import case_payload
from kb.publish.exports.downloads import case_record
from kb.publish.view.case_fingerprint import Ingredients
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import TEMPLATES_NAME, library_at, templates_script

#: Names every case, for addresses that once named cases by codes (web/workshop/old_codes.mjs).
_IDS = "kb/ids.js"


class CaseFiles:
    """The files of a catalogue's cases; no text is made before it is asked for."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions, ingredients: Ingredients) -> None:
        self._catalogue = catalogue
        self._options = options
        self._ingredients = ingredients
        self._library = library_at(options.site_url)

    def parts(self) -> Iterator[Artifact]:
        """Yield every file."""
        corpus = self._catalogue.corpus
        withdrawn = {case.id: case.title for case in corpus.withdrawn}
        yield made_part(TEMPLATES_NAME, templates_script(self._options.site_url))
        yield made_part(_IDS, to_script("kbIds", "all", [*self._catalogue.case_by_id, *withdrawn, *corpus.moved]))
        for case in self._catalogue.cases:
            made_of = digest_of("json", self._ingredients.of_case(case))
            make_record = partial(case_record, case, self._catalogue, self._options)
            yield Artifact(f"cases/{case.id}.json", made_of, make_record)
            yield self._payload(case.id, case)
        yield from self._older_names(withdrawn)

    def _payload(self, name: str, case: Case) -> Artifact:
        def make() -> str:
            return to_script("kbCase", name, case_payload(case, self._catalogue, self._library))

        return Artifact(f"cases/{name}.js", digest_of("payload", name, self._ingredients.of_case(case)), make)

    def _older_names(self, withdrawn: Mapping[str, str]) -> Iterator[Artifact]:
        """Let an address that names an old id or a withdrawn case still be answered."""
        cases = self._catalogue.case_by_id
        for name, target in (*((one, one) for one in withdrawn), *self._catalogue.corpus.moved.items()):
            if target in cases:
                yield self._payload(name, cases[target])
            elif target in withdrawn:
                yield made_part(f"cases/{name}.js", to_script("kbCase", name, {"withdrawn": withdrawn[target]}))
