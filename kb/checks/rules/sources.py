"""Check the sources of the bibliography, and those that a case defines in its own head until they are moved there."""

import re
from collections.abc import Iterator

from kb.checks.citation_marks import cited_in
from kb.checks.rules.fields import not_in_list
from kb.checks.rules.references import doubled
from kb.checks.scope import Scope
from kb.citation.source_types import SOURCE_TYPES
from kb.content.case_reader import CaseFile
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import Node, items_of, scalars
from kb.model import Problem

#: What people and other programs write for a type.
_USUAL = {word: name for name, kind in SOURCE_TYPES.items() for word in kind.also.split()}

#: A source of this type is what those who did something say of it themselves.
SELF_ACCOUNT = "self-account"
#: The tier, by its id in the vocabulary, that such a source has and no other type need have.
SELF_REPORT = "self-report"


def check_list(scope: Scope) -> Iterator[Problem]:
    """Look at the bibliography: kinds, tiers, ids that stand twice, sources that nothing cites."""
    listed = scope.reading.sources
    sources = listed.root.get("sources") if listed.root else None
    yield from _each(listed.shown, sources, scope)
    yield from doubled(listed.shown, scalars(sources, "id"))
    yield from _unused(scope)


def check_own(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Look at a case's own sources as if they stood in the bibliography, and say that they are to be moved there."""
    own = file.head.get("new_sources") if file.head else None
    if own is None:
        return
    yield from _each(file.shown, own, scope)
    yield from doubled(file.shown, scalars(own, "id"))
    cited = {value.text for value in cited_in(file)}
    explained = {value.text for item in items_of(own) if any(scalars(item, "note")) for value in scalars(item, "id")}
    for value in scalars(own, "id"):
        if value.text in (scope.source_ids or ()):
            yield problem(
                "KB302.listed", file.shown, value.position, value=value.text, path=scope.reading.sources.shown
            )
        elif value.text and value.text not in cited | explained:
            yield problem("KB504", file.shown, value.position, value=value.text)
        else:
            yield problem("KB216.source", file.shown, value.position, value=value.text)


def check_own_elsewhere(scope: Scope) -> Iterator[Problem]:
    """Find sources that two cases define under one id."""
    first: dict[str, str] = {}
    for digest in scope.digests:
        for value in digest.new_sources:
            earlier = first.setdefault(value.text, digest.shown)
            if earlier != digest.shown:
                yield problem("KB302.case", digest.shown, value.position, value=value.text, path=earlier)


def _each(shown: str, sources: Node | None, scope: Scope) -> Iterator[Problem]:
    for value in scalars(sources, "type"):
        if value.text and value.text not in SOURCE_TYPES:
            meant = _USUAL.get(re.sub(r"[-_ ]", "", value.text.casefold())) or nearest(value.text, list(SOURCE_TYPES))
            yield problem("KB213", shown, value.position, value=value.text, hint=meant_hint(meant))
    vocabulary = scope.reading.vocabulary.value
    for value in scalars(sources, "tier"):
        if vocabulary and value.text and vocabulary.term("source_tiers", value.text) is None:
            yield not_in_list(shown, value, "source_tiers", scope)
    tier = next((term.label for term in vocabulary.source_tiers if term.id == SELF_REPORT), "") if vocabulary else ""
    for source in items_of(sources) if tier else ():
        kinds = [value.text for value in scalars(source, "type")]
        for value in scalars(source, "tier") if kinds == [SELF_ACCOUNT] else ():
            if value.text and value.text != tier:
                yield problem("KB215", shown, value.position, value=value.text, tier=tier)


def _unused(scope: Scope) -> Iterator[Problem]:
    """Find sources that nothing cites and nobody explained."""
    listed, notice, studies = scope.reading.sources, scope.reading.notice, scope.reading.studies
    used = {source for digest in scope.digests for source in digest.cited}
    for steps in (("source",), ("afterwards", "source")):
        used |= {value.text for value in scalars(notice.root, *steps)}
    for part in ("sources", "effects"):
        used |= {value.text for value in scalars(studies.root, "studies", part, "source")}
    sources = listed.value.sources if listed.value else ()
    explained = " ".join(source.note or "" for source in sources)
    for place, source in enumerate(sources):
        if source.id not in used and not source.note and source.id not in explained:
            yield problem("KB504", listed.shown, listed.position("sources", place, "id"), value=source.id)


CASE_CHECKS = (check_own,)
CHECKS = (check_list, check_own_elsewhere)
