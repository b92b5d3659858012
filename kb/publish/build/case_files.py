"""Make the files of each case beside its page: its data, and what is told of it to other pages."""

from collections.abc import Callable, Iterator
from functools import partial

from kb.model import Case
from kb.publish.build.shared_words import shared_words
from kb.publish.core.artifact import Artifact, digest_of
from kb.publish.core.options import SiteOptions
from kb.publish.exports.case_payload import case_told
from kb.publish.exports.csv import case_record
from kb.publish.view.case_fingerprint import Ingredients
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import citations_told
from kb.publish.workshop.cases import Workshop, WorkshopCase, workshop_codes


class CaseFiles:
    """The files of a catalogue's cases; no text is made before it is asked for."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions, ingredients: Ingredients) -> None:
        self._catalogue = catalogue
        self._options = options
        self._ingredients = ingredients
        self._words = shared_words(catalogue, options.site_url)
        self._workshop = Workshop(catalogue, options.site_url)
        self._codes = workshop_codes(catalogue.corpus)

    def parts(self) -> Iterator[Artifact]:
        """Yield every file."""
        yield self._words.part()
        for case in self._catalogue.cases:
            yield from self._files_of(case)
        yield from self._kept_names()
        yield from self._workshop_files()

    def _files_of(self, case: Case) -> Iterator[Artifact]:
        catalogue, options = self._catalogue, self._options
        made_of = self._ingredients.of_case(case)
        make_record = partial(case_record, case, catalogue, options)
        yield Artifact(f"cases/{case.id}.json", digest_of("json", made_of), make_record)
        told = partial(case_told, case, catalogue)
        yield self._script(f"cases/{case.id}.js", "kbCase", case.id, made_of, told)
        cited = partial(citations_told, case, catalogue, options.site_url)
        yield self._script(f"cases/{case.id}.cite.js", "kbCite", case.id, made_of, cited)

    def _kept_names(self) -> Iterator[Artifact]:
        """Let the address of a comparison that names an old id or a withdrawn case still be answered."""
        corpus = self._catalogue.corpus
        cases = {case.id: case for case in self._catalogue.cases}
        withdrawn = {case.id: case.title for case in corpus.withdrawn}
        for name, target in (*((one, one) for one in withdrawn), *corpus.moved.items()):
            if target in cases:
                told = partial(case_told, cases[target], self._catalogue)
                yield self._script(f"cases/{name}.js", "kbCase", name, self._ingredients.of_case(cases[target]), told)
            elif target in withdrawn:
                gone = {"withdrawn": withdrawn[target]}
                yield self._script(f"cases/{name}.js", "kbCase", name, withdrawn[target], gone.copy)

    def _workshop_files(self) -> Iterator[Artifact]:
        corpus = self._catalogue.corpus
        questions = corpus.questions.model_dump_json() if corpus.questions else ""
        withdrawn = {case.id: case.title for case in corpus.withdrawn}
        for code, name in self._codes.items():
            case = self._workshop.case(name)
            if case:
                made_of = digest_of(self._ingredients.of_case(case.case), questions)
                yield self._script(f"workshop/{code}.js", "kbWorkshop", code, made_of, partial(WorkshopCase.told, case))
            elif name in withdrawn:
                gone = {"withdrawn": withdrawn[name]}
                yield self._script(f"workshop/{code}.js", "kbWorkshop", code, withdrawn[name], gone.copy)

    def _script(self, name: str, function: str, key: str, made_of: str, told: Callable[[], object]) -> Artifact:
        def make() -> str:
            return self._words.packed(function, key, told())

        return Artifact(name, digest_of(function, key, self._words.name, made_of), make)
