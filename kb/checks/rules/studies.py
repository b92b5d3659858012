"""Check studies: that their figures have a place, their level fits their design, and what they name exists."""

from collections.abc import Collection, Iterator

from kb.checks.rules.references import doubled, hint_for, unknown_source
from kb.checks.scope import CaseCheck, Scope
from kb.checks.sentences import numbers_in
from kb.content.problems import problem
from kb.content.vocabulary_fields import STUDY_TERMS
from kb.content.yaml_nodes import Entries, Position, items_of, key_position, position_of, scalars
from kb.model import Problem, Study
from kb.model.claim import Citation
from kb.model.study import FAMILIES, MORE_IS_BETTER, Overview

#: Above it a level says that one thing was compared with another.
MOST_WITHOUT_COMPARISON = 3


def check_names(scope: Scope) -> Iterator[Problem]:
    """Find sources, terms and cases that do not exist, and what is told twice."""
    file, vocabulary = scope.reading.studies, scope.reading.vocabulary.value
    if vocabulary is None:
        return
    yield from doubled(file.shown, scalars(file.root, "studies", "id"))
    for key in ("model", "problem"):
        yield from doubled(file.shown, (value for value in scalars(file.root, "overviews", key) if value.text))
    for part in ("sources", "effects", "figures"):
        for value in scalars(file.root, "studies", part, "source"):
            if scope.source_ids is not None and value.text not in scope.source_ids:
                yield unknown_source(file.shown, value, scope.source_ids, scope)
    for part, key, family in STUDY_TERMS:
        labels = [term.label for term in vocabulary.terms(family)]
        for value in scalars(file.root, part, key):
            if value.text and value.text not in labels:
                hint = hint_for(value.text, labels)
                yield problem("KB701.term", file.shown, value.position, value=value.text, hint=hint)
    for value in scalars(file.root, "studies", "cases"):
        if value.text not in scope.case_ids:
            hint = hint_for(value.text, scope.case_ids)
            yield problem("KB701.case", file.shown, value.position, value=value.text, hint=hint)


def check_figures(scope: Scope) -> Iterator[Problem]:
    """Find what has no place in what was read, intervals beside their value, and figures that stand nowhere."""
    found = tuple(_studies(scope))
    figures = {study.id: _figures(study) for study, _, _ in found}
    for study, node, shown in found:
        listed = {citation.source for citation in study.sources}
        others = set[float]().union(*(figures.get(other.study, ()) for other in study.disagrees_with))
        known = figures[study.id] | others
        first: dict[tuple[str, str | None], Position] = {}
        for at, citation in enumerate(study.sources):
            place = position_of(node, ("sources", at))
            if citation.locator is None:
                yield problem("KB702.source", shown, place, value=study.id)
            earlier = first.setdefault((citation.source, citation.locator), place)
            if earlier != place:
                yield problem("KB302", shown, place, value=citation.source, line=earlier.line)
        for at, effect in enumerate(study.effects):
            place = position_of(node, ("effects", at))
            if not _has_place(effect, listed):
                yield problem("KB702", shown, place, value=study.id)
            low, high = effect.low, effect.high
            if (low is None) != (high is None):
                yield problem("KB705.half", shown, place, value=study.id)
            if (low is not None and low > effect.value) or (high is not None and high < effect.value):
                yield problem("KB705", shown, place, value=study.id)
        for at, figure in enumerate(study.figures):
            if not _has_place(figure, listed):
                yield problem("KB702.figure", shown, position_of(node, ("figures", at)), value=figure.what)
        for key, text in study.words().items():
            yield from _unbacked(text, known, shown, position_of(node, (key,)))
        for at, other in enumerate(study.disagrees_with):
            yield from _unbacked(other.why, known, shown, position_of(node, ("disagrees_with", at)))


def check_reach(scope: Scope) -> Iterator[Problem]:
    """Find studies that stand on the page of no model and no problem."""
    for study, node, shown in _studies(scope):
        if not any(getattr(study, family) for family in FAMILIES):
            yield problem("KB709", shown, position_of(node, ("id",)), value=study.id)


def check_directions(scope: Scope) -> Iterator[Problem]:
    """Find studies that say one direction while all their effects have the sign of the other."""
    for study, node, shown in _studies(scope):
        signs = {effect.value > 0 for effect in study.effects if effect.unit in MORE_IS_BETTER and effect.value}
        if (study.direction, signs) in (("有利", {False}), ("不利", {True})):
            yield problem("KB708", shown, position_of(node, ("direction",)), value=study.direction)


def check_figures_of_overviews(scope: Scope) -> Iterator[Problem]:
    """Find figures in the words on a term that none of its studies has."""
    file = scope.reading.studies
    all_studies = [study for study, _, _ in _studies(scope)]
    for at, overview in enumerate(file.value.overviews if file.value else ()):
        place = file.position("overviews", at, "text")
        studies = [study for study in all_studies if overview.is_general or _bears_on(study, overview)]
        known = {number for study in studies for number in _figures(study)} | {float(len(studies))}
        yield from _unbacked(overview.text, known, file.shown, place)


def _bears_on(study: Study, overview: Overview) -> bool:
    return any(overview.is_on(family, label) for family in FAMILIES for label in getattr(study, family))


def _has_place(citation: Citation, listed: Collection[str]) -> bool:
    return citation.source in listed and citation.locator is not None


def _figures(study: Study) -> set[float]:
    numbers = [number for effect in study.effects for number in (effect.value, effect.low, effect.high)]
    numbers += [figure.value for figure in study.figures]
    return {abs(float(number)) for number in (*numbers, *(number for _, number in study.size)) if number is not None}


def _unbacked(text: str, known: set[float], shown: str, place: Position) -> Iterator[Problem]:
    for _, words, number in numbers_in(text):
        if number not in known:
            yield problem("KB704", shown, place, value=words)


def check_levels(scope: Scope) -> Iterator[Problem]:
    """Find levels that the design of a study cannot carry, or that say of a description that it compares."""
    for study, node, shown in _studies(scope):
        term = scope.term("study_designs", study.design)
        if term and term.level is not None and study.level > term.level:
            values = {"value": study.level, "design": study.design, "most": term.level}
            yield problem("KB703", shown, position_of(node, ("level",)), **values)
        elif study.direction == "只作描述" and study.level > MOST_WITHOUT_COMPARISON:
            values = {"value": study.level, "most": MOST_WITHOUT_COMPARISON}
            yield problem("KB703.described", shown, position_of(node, ("level",)), **values)


def check_disagreements(scope: Scope) -> Iterator[Problem]:
    """Find studies that disagree with one that does not exist, with themselves, or with one that does not say so."""
    studies = {study.id: study for study, _, _ in _studies(scope)}
    for study, node, shown in _studies(scope):
        for at, other in enumerate(study.disagrees_with):
            place = position_of(node, ("disagrees_with", at))
            found = studies.get(other.study)
            if other.study == study.id:
                yield problem("KB706.self", shown, place, value=study.id)
            elif found is None:
                hint = hint_for(other.study, studies)
                yield problem("KB701.study", shown, place, value=other.study, hint=hint)
            elif all(back.study != study.id for back in found.disagrees_with):
                yield problem("KB706", shown, place, value=other.study, other=study.id)


def check_terms_without_study(scope: Scope) -> Iterator[Problem]:
    """Find models and problems on which no study stands and no search in vain is told."""
    file, vocabulary = scope.reading.studies, scope.reading.vocabulary.value
    studies = file.value
    if studies is None or file.root is None or vocabulary is None:
        return
    for family in FAMILIES:
        missing = [
            term.label
            for term in vocabulary.terms(family)
            if not studies.on(family, term.label) and not studies.searches_on(family, term.label)
        ]
        if missing:
            yield problem("KB707", file.shown, key_position(file.root, ("studies",)), values="、".join(missing))


def _studies(scope: Scope) -> Iterator[tuple[Study, Entries, str]]:
    """Yield every study with its place in the file."""
    file = scope.reading.studies
    nodes = items_of(file.root.get("studies") if file.root else None)
    for study, node in zip(file.value.studies if file.value else (), nodes, strict=False):
        if isinstance(node, Entries):
            yield study, node, file.shown


CASE_CHECKS: tuple[CaseCheck, ...] = ()
CHECKS = (
    check_names,
    check_figures,
    check_reach,
    check_directions,
    check_figures_of_overviews,
    check_levels,
    check_disagreements,
    check_terms_without_study,
)
