"""Say what a change to the corpus does for readers: cases, lists, first hits, pages, each value before and after."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from kb.content.id_registry import IdRegistry
from kb.content.regions import region_of
from kb.model import UNKNOWN, Case, CaseHead, Corpus
from kb.model.base import Model, number_in_full
from kb.publish.pages.all_pages import page_addresses
from kb.publish.view.completeness import Completeness, completeness_of
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from kb.search.query.search_query import SearchQuery


@dataclass(frozen=True)
class FieldChange:
    """One value, in full, as readers knew it and as it will be; empty where there was or will be none."""

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
class EntryChange:
    """One entry of what stands beside the cases, such as a source or a word, and what became of it."""

    kind: str
    change: str
    id: str
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class HitChange:
    """One query of the relevance set that another case now answers first."""

    query: str
    before: str | None
    after: str | None
    expected: bool


@dataclass(frozen=True)
class CorpusDiff:
    """Everything a reviewer wants to know first.

    ``errors`` counts those of the new state, ``unreadable`` names cases that could not be compared for theirs.
    """

    errors: int
    new: tuple[CaseChange, ...]
    changed: tuple[CaseChange, ...]
    withdrawn: tuple[CaseChange, ...]
    removed: tuple[CaseChange, ...]
    unreadable: tuple[str, ...]
    entries: tuple[EntryChange, ...]
    hits: tuple[HitChange, ...]
    pages_added: tuple[str, ...]
    pages_removed: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """One state of the corpus, its register of ids, the ids of cases that could not be read, how many errors it has."""

    corpus: Corpus
    registry: IdRegistry | None = None
    unreadable: frozenset[str] = frozenset()
    errors: int = 0


def compare(old: Library, new: Library, queries: Sequence[tuple[str, Sequence[str]]] = ()) -> CorpusDiff:
    """Compare two states; each query comes with the ids that are a right first hit."""
    before = {case.id: case for case in old.corpus.cases}
    after = {case.id: case for case in new.corpus.cases}
    unreadable = old.unreadable | new.unreadable
    changes = {name: _case_change(before[name], case) for name, case in after.items() if name in before}
    real = {name: change for name, change in changes.items() if change.fields}
    leaving = {
        name
        for name in real
        if new.corpus.review_of(after[name]) == "withdrawn" and old.corpus.review_of(before[name]) != "withdrawn"
    }
    entries = dict(_entries_of(old)), dict(_entries_of(new))
    published = old.corpus.published(), new.corpus.published()
    pages_before, pages_after = map(page_addresses, published)
    return CorpusDiff(
        errors=new.errors,
        new=tuple(
            CaseChange(case.id, case.title, after=completeness_of(case))
            for name, case in after.items()
            if name not in before and name not in unreadable
        ),
        changed=tuple(change for name, change in real.items() if name not in leaving),
        withdrawn=tuple(real[name] for name in sorted(leaving)),
        removed=tuple(
            CaseChange(case.id, case.title, before=completeness_of(case))
            for name, case in before.items()
            if name not in after and name not in unreadable
        ),
        unreadable=tuple(sorted(unreadable)),
        entries=(*_entry_changes(*entries), *_order_changes(*entries)),
        hits=tuple(_hit_changes(published, queries)),
        pages_added=tuple(sorted(pages_after - pages_before)),
        pages_removed=tuple(sorted(pages_before - pages_after)),
    )


def _case_change(old: Case, new: Case) -> CaseChange:
    # A case's own sources stand among the entries, wherever they are written.
    old, new = (case.model_copy(update={"new_sources": ()}) for case in (old, new))
    fields = list(_field_changes(CaseHead, old, new))
    texts_before, texts_after = ({section.heading: section.text for section in case.sections} for case in (old, new))
    for heading in dict.fromkeys((*texts_before, *texts_after)):
        paragraphs = (texts.get(heading, "").strip().split("\n\n") for texts in (texts_before, texts_after))
        fields += _list_changes(f"正文“{heading}”", *paragraphs)
    return CaseChange(new.id, new.title, tuple(fields), completeness_of(old), completeness_of(new))


class _Key(NamedTuple):
    """Kind and id of an entry, and which of those with the same it is: more than one search may be told of a term."""

    kind: str
    id: str
    number: int


class _Entry(NamedTuple):
    title: str
    value: Model | str


def _entries_of(library: Library) -> Iterator[tuple[_Key, _Entry]]:
    """Yield what stands beside the cases."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, name, entry in _named_entries(library):
        counts[kind, name] += 1
        yield _Key(kind, name, counts[kind, name]), entry


def _named_entries(library: Library) -> Iterator[tuple[str, str, _Entry]]:
    corpus, registry = library.corpus, library.registry
    for name in sorted(corpus.sources):
        yield "来源", name, _Entry(corpus.sources[name].title, corpus.sources[name])
    for family, info in type(corpus.vocabulary).model_fields.items():
        for term in corpus.vocabulary.terms(family):
            yield f"词表“{info.title}”", term.id, _Entry(term.label, term)
    for name in sorted(corpus.collections):
        yield "合集", name, _Entry(corpus.collections[name].title, corpus.collections[name])
    for family, info in type(corpus.questions).model_fields.items() if corpus.questions else ():
        for asked in getattr(corpus.questions, family):
            yield f"讨论题“{info.title}”", asked.term, _Entry("", asked)
    if corpus.notice:
        yield "通报", corpus.notice.source, _Entry("通报数据", corpus.notice)
    for study in corpus.studies.studies:
        yield "研究", study.id, _Entry(study.title, study)
    for kind, said in (("研究怎么说", corpus.studies.overviews), ("找过而没有找到", corpus.studies.searched)):
        for one in said:
            yield kind, one.model or one.problem or "", _Entry("", one)
    for name in sorted(registry.lines) if registry else ():
        yield "编号登记", name, _Entry("", registry.moved.get(name, "在用") if registry else "")


def _entry_changes(before: Mapping[_Key, _Entry], after: Mapping[_Key, _Entry]) -> Iterator[EntryChange]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        entry = new or old
        assert entry
        if isinstance(entry.value, Model):
            fields = tuple(_field_changes(type(entry.value), old and old.value, new and new.value))
        else:
            fields = (FieldChange(key.kind, *(str(one.value) if one else "" for one in (old, new))),)
        change = "新增" if old is None else "删去" if new is None else "修改"
        yield EntryChange(key.kind, change, key.id, entry.title, fields)


def _order_changes(before: Mapping[_Key, _Entry], after: Mapping[_Key, _Entry]) -> Iterator[EntryChange]:
    """Yield the lists that readers will see in another order."""
    for kind in dict.fromkeys(key.kind for key in after):
        earlier, later = (
            [key for key in one if key.kind == kind and key in other]
            for one, other in ((before, after), (after, before))
        )
        if earlier != later:
            orders = (
                "、".join(entries[key].title or key.id for key in keys)
                for entries, keys in ((before, earlier), (after, later))
            )
            yield EntryChange(kind, "修改", "", "", (FieldChange("次序", *orders),))


def _field_changes(model: type[Model], old: object, new: object) -> Iterator[FieldChange]:
    """Yield what differs between two values of a model, either of which may be missing."""
    for name, info in model.model_fields.items():
        earlier, later = (getattr(one, name, None) for one in (old, new))
        earlier, later = (None if value == () else value for value in (earlier, later))
        if earlier == later:
            continue
        title = str(info.title)
        if _is_list_of_models(earlier) or _is_list_of_models(later):
            yield from _list_changes(title, *([*map(_text, value or ())] for value in (earlier, later)))
        else:
            said = [_text(value, name) if one is not None else "" for one, value in ((old, earlier), (new, later))]
            if said[0] == said[1]:
                # 甲、乙 may be one name or two.
                said = [_as_data(value) for value in (earlier, later)]
            yield FieldChange(title, *said)


def _list_changes(title: str, earlier: Sequence[str], later: Sequence[str]) -> Iterator[FieldChange]:
    """Yield the items that were put in, taken out or written anew, those in one place side by side."""
    for what, start, end, at, to in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
        if what != "equal":
            for before, after in zip_longest(earlier[start:end], later[at:to], fillvalue=""):
                yield FieldChange(title, before, after)


def _is_list_of_models(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Model) for item in value)


def _text(value: object, name: str = "") -> str:
    """Return a value as a reviewer reads it, in full."""
    match value:
        case None | ():
            return UNKNOWN
        case bool():
            return "是" if value else "否"
        case float():
            return number_in_full(value)
        case tuple():
            return "、".join(map(_text, value))
        case Model():
            parts = ((info.title, key, getattr(value, key)) for key, info in type(value).model_fields.items())
            known = (f"{title} {_text(part, key)}" for title, key, part in parts if part not in (None, ()))
            return "，".join(known) or UNKNOWN
        case str() if name == "region" and (region := region_of(value)):
            return f"{region.full_name}（{value}）"
    return str(value)


def _as_data(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda model: model.model_dump())


def _hit_changes(corpora: Sequence[Corpus], queries: Sequence[tuple[str, Sequence[str]]]) -> Iterator[HitChange]:
    backends = []
    for corpus in corpora if queries else ():
        backend = MemoryBackend()
        backend.rebuild(collection_of(corpus))
        backends.append(backend)
    for text, expected in queries:
        firsts = [
            next((hit.id for hit in backend.search(SearchQuery(text, limit=1)).hits), None) for backend in backends
        ]
        if firsts[0] != firsts[1]:
            yield HitChange(text, firsts[0], firsts[1], firsts[1] in expected)
