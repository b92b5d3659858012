"""A file is made again when anything it was given or looked up changes; what cannot be named is always made."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from kb.model import Case, Corpus
from kb.publish.core.fingerprints import Fingerprints
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import LayoutOptions, SiteOptions
from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from tests.theme import page_renderer, render_pages


@dataclass(frozen=True)
class Row:
    case: Case
    counts: dict[str, int]
    labels: frozenset[str]


def named(corpus: Corpus, options: SiteOptions, *values: object) -> str | None:
    return Fingerprints(Lookup(corpus), options, Environment()).of(*values)


def test_it_changes_with_every_part_of_a_value(corpus: Corpus) -> None:
    case = corpus.cases[0]
    row = Row(case, {"a": 1}, frozenset({"x", "y"}))
    others: list[object] = [
        replace(row, case=corpus.cases[1]),
        replace(row, counts={"a": 2}),
        replace(row, counts={"b": 1}),
        replace(row, labels=frozenset({"x"})),
        [row],
        (row, None),
        case,
        corpus.sources[case.sources[0].source],
        "",
        "None",
        None,
        0,
        False,
    ]
    names = [named(corpus, SiteOptions(), value) for value in (row, *others)]
    assert None not in names
    assert len(set(names)) == len(names)
    assert named(corpus, SiteOptions(), replace(row, labels=frozenset({"y", "x"}))) == names[0]


def test_a_case_is_named_by_its_file_or_by_what_it_says(corpus: Corpus) -> None:
    case = corpus.cases[0]
    name = named(corpus, SiteOptions(), case)
    other_file = corpus.model_copy(update={"content_hashes": {case.id: "f" * 64}})
    assert named(other_file, SiteOptions(), case) != name
    no_file = corpus.model_copy(update={"content_hashes": {}})
    titled = case.model_copy(update={"title": "别的题目"})
    assert named(no_file, SiteOptions(), case) != named(no_file, SiteOptions(), titled)


def test_it_changes_with_what_every_file_rests_on(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "partials").mkdir()
    template = tmp_path / "partials/footer.html"
    template.write_text("一", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path))
    lookup, options = Lookup(corpus), SiteOptions()
    names = {Fingerprints(lookup, options, environment).of()}
    names.add(Fingerprints(lookup, replace(options, layout=LayoutOptions(site_name="别的")), environment).of())
    themes = tuple(term.model_copy(update={"definition": "别的。"}) for term in corpus.vocabulary.themes)
    vocabulary = corpus.vocabulary.model_copy(update={"themes": themes})
    names.add(Fingerprints(Lookup(corpus.model_copy(update={"vocabulary": vocabulary})), options, environment).of())
    template.write_text("二", encoding="utf-8")
    names.add(Fingerprints(lookup, options, environment).of())
    monkeypatch.setattr("kb.publish.core.fingerprints.code_fingerprint", lambda: "other code")
    names.add(Fingerprints(lookup, options, environment).of())
    assert len(names) == 5


@pytest.mark.parametrize("value", [object(), iter([]), len, Environment(loader=DictLoader({})), [{"a": lambda: 1}]])
def test_what_cannot_be_named_has_no_name(value: object, corpus: Corpus) -> None:
    assert named(corpus, SiteOptions(), value) is None


def test_pages_that_grow_with_the_library_can_be_named(corpus: Corpus) -> None:
    unnamed = {page.uri for page in render_pages(corpus) if page.fingerprint is None}
    assert unnamed <= {"notice.html"}, "rendered at every build"


def test_sources_that_are_looked_up_are_recorded_found_or_not(corpus: Corpus) -> None:
    lookup = Lookup(corpus)
    known = next(iter(corpus.sources))
    with lookup.recording() as read:
        assert lookup.sources[known]
        assert lookup.sources.get("missing") is None
        assert "also-missing" not in lookup.sources
    lookup.sources.get("afterwards")
    assert read == {known, "missing", "also-missing"}
    with lookup.recording() as read:
        list(lookup.sources)
    added = corpus.model_copy(update={"sources": {**corpus.sources, "new": corpus.sources[known]}})
    assert Lookup(added).digest_of_sources(read) != lookup.digest_of_sources(read)


def test_a_case_page_reads_the_sources_it_shows_and_no_others(corpus: Corpus) -> None:
    catalogue = Catalogue(corpus)
    case = catalogue.cases[0]
    page = CasePages(catalogue, page_renderer(catalogue)).render(case)
    with catalogue.recording() as read:
        page.render()
    assert read == set(case.cited_sources())
