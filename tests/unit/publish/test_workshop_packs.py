"""What goes into a workshop pack: codes, references, questions, quotations, and nothing that becomes markup."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citation import Style, reference_of_source, render_entries, render_entry, render_mark, render_references
from kb.citation.reference_list import STYLES, reference_list
from kb.errors import PublishError
from kb.model import Corpus
from kb.publish.build.case_files import CaseFiles
from kb.publish.core.options import SiteOptions
from kb.publish.view.case_fingerprint import Ingredients
from kb.publish.view.catalogue import Catalogue
from kb.publish.workshop.cases import Ask, Workshop
from kb.publish.workshop.handout import Item, Session, View, chosen_questions, pack_body, pack_document, running_heads
from kb.publish.workshop.references import ACCESSED, LETTER, open_reference
from kb.publish.workshop.short_ids import code_of, codes_of, workshop_address
from kb.publish.workshop.tree import Cite, el, html_of, json_of
from tests.packed_scripts import opened

SITE = "https://library.example/kb/"


@pytest.fixture(scope="module")
def catalogue(corpus: Corpus) -> Catalogue:
    return Catalogue(corpus)


@pytest.fixture(scope="module")
def workshop(catalogue: Catalogue) -> Workshop:
    return Workshop(catalogue, SITE)


@pytest.mark.parametrize("style", list(STYLES))
def test_the_list_of_a_pack_is_the_list_the_citation_package_writes(
    style: Style, catalogue: Catalogue, workshop: Workshop
) -> None:
    cases = [workshop.case(case.id) for case in catalogue.cases]
    references = {one.case.id: one.reference(accessed="2026-11-24") for one in cases if one}
    references |= {name: reference_of_source(source) for name, source in catalogue.corpus.sources.items()}
    listed = reference_list(references, style)
    assert "".join(f"{entry}\n" for entry in listed.entries) == render_references(list(references.values()), style)
    assert len(set(listed.marks.values())) == len(references)


@pytest.mark.parametrize("style", list(STYLES))
def test_an_open_reference_filled_in_is_what_the_citation_package_writes(style: Style, workshop: Workshop) -> None:
    case = workshop.case("wuhu-online-classroom")
    assert case is not None
    left_open = open_reference(case.reference(accessed=ACCESSED))[style.value]
    for letter in ("", "c"):
        entry = str(left_open["entry"]).replace(LETTER, letter).replace(ACCESSED, "2026-11-24")
        assert entry == render_entry(case.reference(accessed="2026-11-24"), style, letter=letter)
        assert str(left_open["mark"]).replace(LETTER, letter) == render_mark(case.reference(), style, letter=letter)
    assert render_entries([case.reference(accessed="2026-11-24")], style) == [
        render_entry(case.reference(accessed="2026-11-24"), style)
    ]


def test_a_renamed_case_answers_to_its_old_code_and_a_withdrawn_one_says_so(catalogue: Catalogue) -> None:
    old = "old-name"
    gone = catalogue.corpus.cases[0].model_copy(update={"id": "gone-case", "title": "某案例"})
    corpus = catalogue.corpus.model_copy(update={"moved": {old: "wuhu-online-classroom"}, "withdrawn": (gone,)})
    catalogue, options = Catalogue(corpus), SiteOptions(SITE)
    parts = CaseFiles(catalogue, options, Ingredients(catalogue, options)).parts()
    files = {part.name: part.make() for part in parts}
    assert opened(f"workshop/{code_of(old)}.js", files)["code"] == code_of("wuhu-online-classroom")
    assert opened(f"workshop/{code_of('gone-case')}.js", files) == {"withdrawn": "某案例"}
    renamed = Workshop(Catalogue(corpus), SITE).case(old)
    assert renamed is not None
    assert renamed.case.id == "wuhu-online-classroom"


def test_two_ids_of_one_code_are_refused() -> None:
    # Found by trying: FNV-1a of both is the same.
    assert code_of("costarring") == code_of("liquid")
    with pytest.raises(PublishError, match="liquid"):
        codes_of(["costarring", "liquid"], {})
    assert codes_of(["costarring"], {"liquid": "costarring"}) == {code_of("liquid"): "costarring"}


def test_an_address_names_version_codes_and_title() -> None:
    address = workshop_address(["a", "b"], "谁来")
    assert re.fullmatch(r"workshop\.html\?w=1-[0-9a-z]{7}-[0-9a-z]{7}&n=[\w-]+", address)


def asks(*keys: str) -> list[Ask]:
    return [Ask(key, (f"{key}1", f"{key}2")) for key in keys]


def test_every_case_gets_a_question_and_what_many_share_comes_first() -> None:
    chosen = chosen_questions([asks("a", "b"), asks("b"), asks("c")])
    assert chosen[0] == ("b1", [0, 1])
    assert {at for _, about in chosen for at in about} == {0, 1, 2}
    assert len(chosen) == 6
    assert len({question for question, _ in chosen}) == len(chosen)


def test_no_question_is_asked_where_there_is_none() -> None:
    assert chosen_questions([]) == []
    assert chosen_questions([[Ask("a", ())]]) == []


def test_twenty_cases_with_problems_of_their_own_get_a_question_each() -> None:
    assert len(chosen_questions([asks(str(at)) for at in range(20)])) == 20


@given(st.text(), st.text())
def test_no_text_becomes_markup(words: str, value: str) -> None:
    html = html_of(el("p.a", words, Cite("x", value), title=value), lambda _: words)
    assert re.findall(r"<(/?\w+)", html) == ["p", "span", "/span", "/p"]


@given(st.text())
def test_a_title_never_ends_the_style_it_stands_in(title: str) -> None:
    rules = running_heads(Session((), title=title))
    assert "<" not in rules
    assert "\n" not in rules
    assert re.fullmatch(r'@page\{@top-left\{content:"(?:[^"\\]|\\.)*"\}\}', rules, re.DOTALL)


def test_a_picture_is_sent_once_by_name(workshop: Workshop) -> None:
    case = workshop.case("wuhu-online-classroom")
    assert case is not None
    text = json.dumps(case.told())
    assert text.count("data:image/svg+xml;base64,") == 1
    assert text.count('"qr:wuhu-online-classroom"') == 3
    assert json_of(el("img", src="x"), {"x": "short"}) == ["img", {"src": "short"}]


def test_a_site_without_an_address_has_no_codes_and_says_where_in_the_site(catalogue: Catalogue) -> None:
    case = Workshop(catalogue, None).case("wuhu-online-classroom")
    assert case is not None
    assert "<img" not in html_of(case.sheet, str)
    assert "cases/wuhu-online-classroom.html" in html_of(case.sheet, str)


def test_every_problem_and_model_of_every_case_is_asked_about(workshop: Workshop, catalogue: Catalogue) -> None:
    for one in catalogue.cases:
        case = workshop.case(one.id)
        assert case is not None
        assert case.asks
        assert all(len(ask.questions) >= 2 for ask in case.asks), one.id


def test_one_file_needs_no_other(workshop: Workshop) -> None:
    case = workshop.case("wuhu-online-classroom")
    assert case is not None
    session = Session((Item(case), Item(case, "practice-p1")), title="</style><script>alert(1)</script>")
    html = pack_document(session, workshop, View.HANDOUT, css="p{}", accessed="2026-11-24")
    assert "<script" not in html
    assert html.count("</style>") == 1
    assert not re.search(r'(?:src|href)="(?!data:)', html)


def test_passages_in_a_row_share_a_page_and_each_is_in_the_list(workshop: Workshop) -> None:
    case = workshop.case("wuhu-online-classroom")
    assert case is not None
    session = Session((Item(case, "practice-p1"), Item(case, "claim-1")))
    html = pack_body(session, workshop, View.HANDOUT, accessed="2026-11-24")
    assert html.count("kp-item") == 1
    assert "wuhu-online-classroom.html#practice-p1." in html
    assert "wuhu-online-classroom.html#claim-1." in html
    assert "比较" not in html
