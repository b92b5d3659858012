"""Say what a change to the corpus does for readers: cases, fields, completeness, words, first hits, pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.model import UNKNOWN, Case, CaseHead, Corpus, Vocabulary
from kb.model.base import Model
from kb.publish.pages.all_pages import page_addresses
from kb.publish.view.completeness import Completeness, completeness_of
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from kb.search.query.search_query import SearchQuery

#: Review status of a case that stays readable but is no longer recommended.
_WITHDRAWN = "withdrawn"

_SHOWN = 60


@dataclass(frozen=True)
class FieldChange:
    """One field or section, as readers knew it and as it will be."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class CaseChange:
    """One case that is new, changed, withdrawn or removed."""

    id: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    before: Completeness | None = None
    after: Completeness | None = None


@dataclass(frozen=True)
class HitChange:
    """One query of the relevance set that another case now answers first."""

    query: str
    before: str | None
    after: str | None
    expected: bool


@dataclass(frozen=True)
class CorpusDiff:
    """Everything a reviewer wants to know first."""

    new: tuple[CaseChange, ...]
    changed: tuple[CaseChange, ...]
    withdrawn: tuple[CaseChange, ...]
    removed: tuple[CaseChange, ...]
    words_added: tuple[str, ...]
    words_removed: tuple[str, ...]
    sources_added: tuple[str, ...]
    hits: tuple[HitChange, ...]
    pages_added: tuple[str, ...]
    pages_removed: tuple[str, ...]


def compare(old: Corpus, new: Corpus, queries: Sequence[tuple[str, Sequence[str]]] = ()) -> CorpusDiff:
    """Compare two states of the corpus; each query comes with the ids that are a right first hit."""
    before = {case.id: case for case in old.cases}
    after = {case.id: case for case in new.cases}
    changes = {case_id: _change(before[case_id], case) for case_id, case in after.items() if case_id in before}
    real = {case_id: change for case_id, change in changes.items() if change.fields}
    leaving = {
        case_id for case_id in real if _is_withdrawn(after[case_id], new) and not _is_withdrawn(before[case_id], old)
    }
    words_before, words_after = set(_words(old.vocabulary)), set(_words(new.vocabulary))
    pages_before = page_addresses(old.published())
    pages_after = page_addresses(new.published())
    return CorpusDiff(
        new=tuple(
            CaseChange(case.id, case.title, after=completeness_of(case)) for case in new.cases if case.id not in before
        ),
        changed=tuple(change for case_id, change in real.items() if case_id not in leaving),
        withdrawn=tuple(real[case_id] for case_id in sorted(leaving)),
        removed=tuple(
            CaseChange(case.id, case.title, before=completeness_of(case)) for case in old.cases if case.id not in after
        ),
        words_added=tuple(sorted(words_after - words_before)),
        words_removed=tuple(sorted(words_before - words_after)),
        sources_added=tuple(
            f"{source.title}（{source.id}，{source.tier}）"
            for source in new.sources.values()
            if source.id not in old.sources
        ),
        hits=tuple(_hit_changes(old.published(), new.published(), queries)),
        pages_added=tuple(sorted(pages_after - pages_before)),
        pages_removed=tuple(sorted(pages_before - pages_after)),
    )


def _is_withdrawn(case: Case, corpus: Corpus) -> bool:
    term = corpus.vocabulary.term("review_statuses", case.review.status)
    return term is not None and term.id == _WITHDRAWN


def _change(old: Case, new: Case) -> CaseChange:
    fields = [
        FieldChange(str(info.title), *_told_apart(getattr(old, name), getattr(new, name)))
        for name, info in CaseHead.model_fields.items()
        if getattr(old, name) != getattr(new, name)
    ]
    texts_before = {section.heading: section.text.strip() for section in old.sections}
    texts_after = {section.heading: section.text.strip() for section in new.sections}
    for heading in dict.fromkeys((*texts_before, *texts_after)):
        earlier, later = texts_before.get(heading, ""), texts_after.get(heading, "")
        if earlier != later:
            fields.append(FieldChange(f"正文“{heading}”", f"{len(earlier)} 字", f"{len(later)} 字"))
    return CaseChange(new.id, new.title, tuple(fields), completeness_of(old), completeness_of(new))


def _told_apart(old: object, new: object) -> tuple[str, str]:
    """Return two values as a reviewer reads them; of two lists, what was taken out and what was put in."""
    if _is_list_of_models(old) or _is_list_of_models(new):
        earlier, later = list(_items(old)), list(_items(new))
        gone = [item for item in earlier if item not in later]
        come = [item for item in later if item not in earlier]
        return f"{len(earlier)} 条{_named('，删去', gone)}", f"{len(later)} 条{_named('，新增', come)}"
    return _told(old), _told(new)


def _is_list_of_models(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Model) for item in value)


def _items(value: object) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else ():
        yield _told(item)


def _named(words: str, items: Iterable[str]) -> str:
    shown = "；".join(items)
    return f"{words}：{shown}" if shown else ""


def _told(value: object) -> str:
    if value is None or value == ():
        return UNKNOWN
    if isinstance(value, tuple):
        return "、".join(_told(item) for item in value)
    if isinstance(value, Model):
        parts = [
            f"{info.title} {_told(getattr(value, name))}"
            for name, info in type(value).model_fields.items()
            if getattr(value, name) not in (None, ())
        ]
        return _short("，".join(parts)) if parts else UNKNOWN
    return _short(f"{value:g}" if isinstance(value, float) else str(value))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _words(vocabulary: Vocabulary) -> Iterator[str]:
    for family, info in Vocabulary.model_fields.items():
        for term in vocabulary.terms(family):
            yield f"{info.title}：{term.label}"
            for alias in term.aliases:
                yield f"{info.title}：{term.label}（别名 {alias}）"


def _hit_changes(old: Corpus, new: Corpus, queries: Sequence[tuple[str, Sequence[str]]]) -> Iterator[HitChange]:
    backends = []
    for corpus in (old, new) if queries else ():
        backend = MemoryBackend()
        backend.rebuild(collection_of(corpus))
        backends.append(backend)
    for text, expected in queries:
        firsts = [
            next((hit.id for hit in backend.search(SearchQuery(text, limit=1)).hits), None) for backend in backends
        ]
        if firsts[0] != firsts[1]:
            yield HitChange(text, firsts[0], firsts[1], firsts[1] in expected)
