"""Say what a change to the corpus does for readers: cases, lists, first hits, pages, each value before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

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
        entries=(*_entry_changes(_entries_of(old), _entries_of(new)), *_order_changes(old.corpus, new.corpus)),
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


@dataclass(frozen=True)
class _Entry:
    title: str
    value: Model | str


def _entries_of(library: Library) -> Mapping[tuple[str, str], _Entry]:
    """Return what stands beside the cases, by kind and id."""
    corpus, registry = library.corpus, library.registry
    entries = {("来源", source.id): _Entry(source.title, source) for source in corpus.sources.values()}
    for family, info in type(corpus.vocabulary).model_fields.items():
        terms = corpus.vocabulary.terms(family)
        entries |= {(f"词表“{info.title}”", term.id): _Entry(term.label, term) for term in terms}
    entries |= {("合集", name): _Entry(one.title, one) for name, one in corpus.collections.items()}
    for family, info in type(corpus.questions).model_fields.items() if corpus.questions else ():
        questions = getattr(corpus.questions, family)
        entries |= {(f"讨论题“{info.title}”", one.term): _Entry("", one) for one in questions}
    if corpus.notice:
        entries["通报", corpus.notice.source] = _Entry("通报数据", corpus.notice)
    entries |= {("研究", one.id): _Entry(one.title, one) for one in corpus.studies.studies}
    for kind, said in (("研究怎么说", corpus.studies.overviews), ("找过而没有找到", corpus.studies.searched)):
        entries |= {(kind, one.model or one.problem or ""): _Entry("", one) for one in said}
    for name in registry.lines if registry else ():
        entries["编号登记", name] = _Entry("", registry.moved.get(name, "在用") if registry else "")
    return entries


def _entry_changes(
    before: Mapping[tuple[str, str], _Entry], after: Mapping[tuple[str, str], _Entry]
) -> Iterator[EntryChange]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        entry = new or old
        assert entry
        if isinstance(entry.value, Model):
            fields = tuple(_field_changes(type(entry.value), old and old.value, new and new.value))
        else:
            fields = (FieldChange(key[0], *(str(one.value) if one else "" for one in (old, new))),)
        change = "新增" if old is None else "删去" if new is None else "修改"
        yield EntryChange(key[0], change, key[1], entry.title, fields)


def _order_changes(old: Corpus, new: Corpus) -> Iterator[EntryChange]:
    """Yield the lists of the vocabulary whose words readers will see in another order."""
    for family, info in type(new.vocabulary).model_fields.items():
        terms = old.vocabulary.terms(family), new.vocabulary.terms(family)
        common = {term.id for term in terms[0]} & {term.id for term in terms[1]}
        earlier, later = ([term for term in each if term.id in common] for each in terms)
        if [term.id for term in earlier] != [term.id for term in later]:
            orders = ("、".join(term.label for term in each) for each in (earlier, later))
            yield EntryChange(f"词表“{info.title}”", "修改", "", "", (FieldChange("次序", *orders),))


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
            if said[0] != said[1]:
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
