"""Check what files say about each other: ids, sources, related cases, the lists themselves."""

from collections.abc import Iterable, Iterator

from kb.checks.citation_marks import cited_in
from kb.checks.scope import Scope
from kb.content.case_reader import CaseFile
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.vocabulary_fields import fold
from kb.content.yaml_nodes import Entries, Node, Position, Scalar, items_of, key_position, scalars
from kb.model import ROLES, Problem, Vocabulary


def check_duplicate_cases(scope: Scope) -> Iterator[Problem]:
    """Find ids that an earlier file already has."""
    first: dict[str, str] = {}
    # A copy is at fault, not the file whose name is the id.
    for digest in sorted(scope.digests, key=lambda digest: all(value.text != digest.name for value in digest.ids)):
        for value in digest.ids:
            if value.text in first:
                yield problem("KB301", digest.shown, value.position, value=value.text, path=first[value.text])
            elif value.text:
                first[value.text] = digest.shown


def check_sources(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find citations of sources that the bibliography or the case itself does not list."""
    listed = {value.text for value in scalars(file.head, "sources", "source")}
    known = scope.sources_of(file)
    for value in cited_in(file):
        if not value.text:
            continue
        if known is not None and value.text not in known:
            yield unknown_source(file.shown, value, known, scope)
        elif listed and value.text not in listed:
            yield problem("KB304", file.shown, value.position, value=value.text)
            listed.add(value.text)


def check_notice_source(scope: Scope) -> Iterator[Problem]:
    """Find a notice, or what is told of its outcome, whose source the bibliography does not list."""
    notice = scope.reading.notice
    for value in (*scalars(notice.root, "source"), *scalars(notice.root, "afterwards", "source")):
        if scope.source_ids is not None and value.text not in scope.source_ids:
            yield unknown_source(notice.shown, value, scope.source_ids, scope)


def check_related(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find related cases that do not exist, and a case related to itself."""
    for value in scalars(file.head, "related"):
        if value.text == file.id:
            yield problem("KB305.self", file.shown, value.position)
        elif value.text and value.text not in scope.case_ids:
            hint = hint_for(value.text, scope.case_ids)
            yield problem("KB305", file.shown, value.position, value=value.text, hint=hint)


def check_vocabulary(scope: Scope) -> Iterator[Problem]:
    """Find words that one list holds twice, related terms that do not exist, and levels or roles left out."""
    file = scope.reading.vocabulary
    if file.root is None:
        return
    for family in Vocabulary.model_fields:
        terms = file.root.get(family)
        yield from doubled(file.shown, scalars(terms, "id"))
        yield from _double_names(file.shown, terms)
        ids = [value.text for value in scalars(terms, "id")]
        for value in (*scalars(terms, "related"), *scalars(terms, "parts")):
            if value.text not in ids:
                yield problem("KB306", file.shown, value.position, value=value.text, hint=hint_for(value.text, ids))
    yield from _left_out(file.shown, file.root, "evidence_levels", "level", [str(level) for level in range(6)])
    yield from _left_out(file.shown, file.root, "mechanism_roles", "id", list(ROLES))


def unknown_source(shown: str, value: Scalar, known: Iterable[str], scope: Scope) -> Problem:
    """Return what is wrong with the id of a source that is not listed."""
    hint = hint_for(value.text, known)
    return problem("KB303", shown, value.position, value=value.text, hint=hint, path=scope.reading.sources.shown)


def hint_for(word: str, words: Iterable[str]) -> str:
    """Ask whether the nearest of the words was meant; nothing if none is near."""
    return meant_hint(nearest(word, sorted(words)))


def doubled(shown: str, values: Iterator[Scalar]) -> Iterator[Problem]:
    """Find values that stand twice in a list in which each may stand once."""
    first: dict[str, Position] = {}
    for value in values:
        if value.text in first:
            yield problem("KB302", shown, value.position, value=value.text, line=first[value.text].line)
        first.setdefault(value.text, value.position)


def _double_names(shown: str, terms: Node | None) -> Iterator[Problem]:
    """Compare labels and aliases as search does: case and width do not matter."""
    first: dict[str, Scalar] = {}
    for term in items_of(terms):
        for value in (*scalars(term, "label"), *scalars(term, "aliases")):
            earlier = first.setdefault(fold(value.text), value)
            if earlier is not value:
                values = {"value": value.text, "line": earlier.position.line, "other": earlier.text}
                yield problem("KB302.name", shown, value.position, **values)


def _left_out(shown: str, root: Entries, family: str, key: str, wanted: list[str]) -> Iterator[Problem]:
    present = {value.text for value in scalars(root.get(family), key)}
    missing = [word for word in wanted if word not in present]
    if missing and root.get(family) is not None:
        yield problem("KB307", shown, key_position(root, (family,)), key=key, values="、".join(missing))


CASE_CHECKS = (check_sources, check_related)
CHECKS = (check_duplicate_cases, check_notice_source, check_vocabulary)
