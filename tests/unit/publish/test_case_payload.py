"""A case's payload says everything that scripts show of it, and nothing that could break out of its script."""

import json
from collections.abc import Callable
from typing import Any

from kb.citation.case_references import Library
from kb.model import Case, Corpus
from kb.publish.build.site import Site
from kb.publish.core.options import SiteOptions
from kb.publish.core.script import to_script
from kb.publish.exports.case_payload import case_payload, quotable_places, statement_key
from kb.publish.view.catalogue import Catalogue
from tests.theme import theme_environment

MakeCase = Callable[..., Case]
MakeCorpus = Callable[..., Corpus]
LIBRARY = Library("教育信息化典型案例库", "教育信息化典型案例库", "https://library.example/")


def payload(make_case: MakeCase, make_corpus: MakeCorpus, **changes: object) -> Any:
    catalogue = Catalogue(make_corpus(make_case(**changes)))
    return case_payload(catalogue.cases[0], catalogue, LIBRARY)


def files_of(catalogue: Catalogue, options: SiteOptions) -> dict[str, str]:
    site = Site(catalogue.corpus, options, theme_environment())
    scripts = (artifact for artifact in site.artifacts() if artifact.name.endswith(".js"))
    return {script.name: script.render() for script in scripts}


def read(script: str) -> list[Any]:
    """Return what a script hands over."""
    call: list[Any] = json.loads(f"[{script.partition('(')[2].removesuffix(');' + chr(10))}]")
    return call


def test_sources_stand_in_the_order_that_statements_count_them_by(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    claim = {"text": "一句话。", "source": "press", "locator": "正文", "as_of": "2014"}
    found = payload(make_case, make_corpus, claims=[claim], prerequisites=["有网络"])
    assert found["facts"]["claims"][0][1] == 2
    assert [source["title"] for source in found["sources"]] == ["某通报", "某报道"]
    assert found["keys"] == [statement_key("有网络")]


def test_a_paragraph_keeps_its_citations_in_their_places(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    found = payload(make_case, make_corpus, practice_text="先**建网**〔press，正文〕，后上课〔nobody，一〕。")
    places = {place["id"]: place for place in found["places"]}
    assert places["practice-p1"]["text"] == ["先建网", [2, "正文"], "，后上课。"]
    assert "text" not in places["practice"]
    assert [source["id"] for source in found["sources"]] == ["notice", "press"]


def test_what_can_be_quoted_is_what_the_payload_has_words_for(corpus: Corpus) -> None:
    catalogue = Catalogue(corpus)
    for case in catalogue.cases:
        places: Any = case_payload(case, catalogue, LIBRARY)["places"]
        quoted = [place["id"] for place in places if "text" in place or place["id"].startswith("claim-")]
        assert quoted == list(quotable_places(case, catalogue))


def test_a_key_stays_while_the_words_stay() -> None:
    assert statement_key("教室里有网") == statement_key("教室里有网") != statement_key("教室里有网络")


def test_a_script_cannot_be_broken_out_of() -> None:
    script = to_script("kbCase", "</script><b>\u2028")
    assert "<" not in script
    assert "\u2028" not in script
    assert read(script) == ["</script><b>\u2028"]


def test_each_case_has_one_script_beside_its_page(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    case = make_case(title="</script><script>alert(1)</script>")
    catalogue, options = Catalogue(make_corpus(case)), SiteOptions(LIBRARY.url)
    files = files_of(catalogue, options)
    assert sorted(name for name in files if not name.startswith("models/")) == [
        "cases/one.js",
        "kb/citations.js",
        "kb/form_questions.js",
        "kb/ids.js",
    ]
    assert "<" not in files["cases/one.js"]
    expected = json.loads(json.dumps(case_payload(case, catalogue, LIBRARY)))
    assert read(files["cases/one.js"]) == ["one", expected]


def test_an_old_id_leads_to_the_case_and_a_withdrawn_one_says_so(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    gone = make_case("gone", title="某案例")
    corpus = make_corpus(make_case()).model_copy(update={"moved": {"old": "one"}, "withdrawn": (gone,)})
    files = files_of(Catalogue(corpus), SiteOptions())
    assert read(files["cases/old.js"])[1]["id"] == "one"
    assert read(files["cases/gone.js"]) == ["gone", {"withdrawn": "某案例"}]
    assert read(files["kb/ids.js"]) == ["all", ["one", "gone", "old"]]


def test_a_site_without_an_address_has_no_code(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    catalogue = Catalogue(make_corpus(make_case()))
    assert case_payload(catalogue.cases[0], catalogue, Library("库", "库"))["qr"] is None
