"""Check that what a case says rests on what it cites: claims, levels, effects, sources."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kb.checks.citation_marks import body_of
from kb.checks.scope import Scope
from kb.checks.sentences import numbers_in, passages_of
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import SourceList
from kb.content.problems import problem
from kb.content.validation_messages import date_paths, name_of
from kb.content.yaml_nodes import Entries, items_of, scalars
from kb.model import CITING_FIELDS, UNKNOWN, CaseHead, Collection, Problem
from kb.model.base import DATE_FORM, Model
from kb.model.case import Mechanism
from kb.model.study import Studies

#: A case with data this strong may say that something was measured.
MEASURED_LEVEL = 3
#: Dates that sources print ahead → by so many years at most: journals bear next year's date, laws come into force.
PRINTED_AHEAD = {"issued": 1, "effective": 5}


def check_numbers(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find passages with a number that neither a claim nor a mark in the passage stands behind."""
    body = body_of(file)
    backed: set[float] | None = None
    for passage in passages_of(file):
        if passage.is_analysis or passage.has_source:
            continue
        for offset, words, value in numbers_in(passage.text):
            backed = _backed_numbers(file) if backed is None else backed
            if value not in backed:
                at = body.position(passage.offset + offset)
                yield problem("KB501", file.shown, at, value=words)
                break


def _backed_numbers(file: CaseFile) -> set[float]:
    texts = [
        value.text for part in CITING_FIELDS for key in ("text", "note") for value in scalars(file.head, part, key)
    ]
    found = {value for text in texts for _, _, value in numbers_in(text)}
    for path in (("claims", "value"), ("cost", "amount")):
        for scalar in scalars(file.head, *path):
            try:
                found.add(float(scalar.text))
            except ValueError:
                continue
    return found


def check_claims(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find claims that do not say where in their source they stand."""
    claims = file.head.get("claims") if file.head else None
    for claim in items_of(claims):
        if not any(value.text not in ("", UNKNOWN) for value in scalars(claim, "locator")):
            yield problem("KB502", file.shown, claim.position)


def check_flow(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find arrows of who gives what to whom that no source stands behind, and those that say nothing."""
    for place, one in enumerate(file.case.flow if file.case else ()):
        if one.giver is None and one.taker is None and one.what is None:
            yield problem("KB512.nothing", file.shown, file.position("flow", place))
        elif one.is_known and not (one.source and one.locator):
            yield problem("KB512", file.shown, file.position("flow", place))


def check_follow_up(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find what editors say came later without saying where it stands, or where they looked in vain."""
    for place, one in enumerate(file.case.follow_up if file.case else ()):
        if one.source and not one.locator:
            yield problem("KB513.place", file.shown, file.position("follow_up", place))
        elif not one.source and not one.searched:
            yield problem("KB513", file.shown, file.position("follow_up", place))


def check_level(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find an evidence level that none of the case's sources can carry."""
    case = file.case
    if case is None or scope.sources is None:
        return
    own = {source.id: source for source in case.new_sources}
    cited = (own.get(citation.source) or scope.sources.get(citation.source) for citation in case.sources)
    ceilings = [scope.ceiling_of(source) if source else None for source in cited]
    most = max((ceiling for ceiling in ceilings if ceiling is not None), default=0)
    if None not in ceilings and case.evidence > most:
        yield problem("KB503", file.shown, file.position("evidence"), value=case.evidence, most=most)


def check_mechanism(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find parts of the mechanism that no source is named for, and sources of what is unknown."""
    case = file.case
    if case is None:
        return
    for key in Mechanism.model_fields:
        value, cited = getattr(case.mechanism, key), case.role_source(key)
        name = name_of(CaseHead, ("mechanism", key))
        at = file.position("mechanism", key)
        if value and cited is None:
            said = value if isinstance(value, str) else "、".join(value)
            yield problem("KB514", file.shown, at, name=name, value=said)
        elif value and cited and not cited.locator:
            yield problem("KB514.locator", file.shown, at, name=name)
        elif cited and not value:
            yield problem("KB514.idle", file.shown, file.position("mechanism_sources"), name=name)


def check_inferred(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find what editors are said to have inferred and the case does not have."""
    case = file.case
    for value in scalars(file.head, "inferred") if case else ():
        if case and value.text in case.inferred and value.text not in (*case.problem, *case.model):
            yield problem("KB515", file.shown, value.position, value=value.text)


def check_effect(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find an effect that nothing in the case carries."""
    case = file.case
    term = scope.term("effects", case.effect) if case and case.effect else None
    if case is None or term is None:
        return
    if term.id.startswith("measured-") and case.evidence < MEASURED_LEVEL:
        values = {"value": term.label, "level": case.evidence}
        yield problem("KB506", file.shown, file.position("effect"), **values)
    elif term.id != "not-stated" and not case.claims:
        yield problem("KB507", file.shown, file.position("effect"), value=term.label)


def check_dates(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find dates of a case that have not come yet."""
    yield from _future_dates(file.shown, file.head, CaseHead)


def check_dates_of_lists(scope: Scope) -> Iterator[Problem]:
    """Find the same in the bibliography and the reading lists; a deadline of the notice may be to come."""
    yield from _future_dates(scope.reading.sources.shown, scope.reading.sources.root, SourceList)
    yield from _future_dates(scope.reading.studies.shown, scope.reading.studies.root, Studies)
    for file in scope.reading.collections:
        yield from _future_dates(file.shown, file.root, Collection)


def _future_dates(shown: str, root: Entries | None, model: type[Model]) -> Iterator[Problem]:
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()  # a day's grace covers time zones
    for path in date_paths(model):
        years = PRINTED_AHEAD.get(path[-1])
        most = f"{int(latest[:4]) + years}-12-31" if years else latest
        for value in scalars(root, *path):
            if re.search(DATE_FORM, value.text) and value.text > most[: len(value.text)]:
                yield problem("KB505", shown, value.position, name=name_of(model, path), value=value.text)


CASE_CHECKS = (
    *(check_numbers, check_claims, check_mechanism, check_inferred, check_flow, check_follow_up),
    *(check_level, check_effect, check_dates),
)
CHECKS = (check_dates_of_lists,)
