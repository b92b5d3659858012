"""What a case page tells machines is schema.org's own vocabulary, and nothing that the case does not say."""

import json
import re
from html import unescape
from typing import Any

import jsonschema
import pytest

from kb.publish import SiteOptions
from tests.theme import render_pages

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_ADDRESS = {"type": "string", "pattern": "^https?://"}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def _node(kind: object, required: list[str] | None = None, **properties: object) -> dict[str, object]:
    named = {"@type": {"const": kind}, **properties}
    return {
        "type": "object",
        "properties": named,
        "required": ["@type", *(required or [])],
        "additionalProperties": False,
    }


#: The properties that schema.org gives Article, LearningResource and their parents, as far as we use them, and what
#: type each expects (schema.org, release 29).
ARTICLE = _node(
    ["Article", "LearningResource"],
    [
        "@context",
        "headline",
        "description",
        "inLanguage",
        "dateModified",
        "spatialCoverage",
        "citation",
        "license",
        "creativeWorkStatus",
        "author",
        "publisher",
    ],
    **{"@context": {"const": "https://schema.org"}, "@id": _ADDRESS},
    url=_ADDRESS,
    identifier=_TEXT,
    headline={"type": "string", "minLength": 1},
    alternativeHeadline=_TEXT,
    alternateName=_TEXTS,
    description=_TEXT,
    inLanguage={"const": "zh-CN"},
    dateModified=_DATE,
    creativeWorkStatus=_TEXT,
    learningResourceType=_TEXT,
    isAccessibleForFree={"const": True},
    license=_TEXT,
    educationalLevel=_TEXTS,
    temporalCoverage={"type": "string", "pattern": r"^\d{4}[0-9-]*/\d{4}[0-9-]*$"},
    author=_node("Organization", ["name"], name=_TEXT),
    publisher=_node("Organization", ["name"], name=_TEXT),
    about={"type": "array", "items": _node("DefinedTerm", ["name"], name=_TEXT, inDefinedTermSet=_TEXT)},
    contributor={"type": "array", "items": _node("Person", ["name"], name=_TEXT)},
    spatialCoverage=_node(
        "Place",
        ["name"],
        name=_TEXT,
        identifier=_node("PropertyValue", ["propertyID", "value"], propertyID=_TEXT, value=_TEXT),
        address=_node("PostalAddress", addressCountry={"const": "CN"}, addressRegion=_TEXT),
    ),
    citation={
        "type": "array",
        "minItems": 1,
        "items": _node(
            "CreativeWork",
            ["name"],
            name=_TEXT,
            author={
                "type": "array",
                "items": {"properties": {"@type": {"enum": ["Person", "Organization"]}, "name": _TEXT}},
            },
            datePublished=_DATE,
            identifier=_TEXT,
            url=_TEXT,
        ),
    },
)


def page_of(case: Any, make_corpus: Any, **options: str) -> str:
    pages = render_pages(make_corpus(case), SiteOptions(**options))
    return next(page.render() for page in pages if page.uri == f"cases/{case.id}.html")


def described(page: str) -> dict[str, Any]:
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert script
    node: dict[str, Any] = json.loads(script[1])
    return node


@pytest.mark.parametrize("site_url", ["", "https://library.example/kb/"])
def test_a_full_and_a_bare_case_are_valid_descriptions(site_url: str, make_case: Any, make_corpus: Any) -> None:
    full = make_case(
        title_en="One",
        aliases=["一"],
        practice={"status": "仍在进行", "since": "2010-09", "as_of": "2020"},
        contributors=["某人"],
        sources=[{"source": "notice"}, {"source": "press"}],
    )
    for case in (full, make_case(stage="未知")):
        node = described(page_of(case, make_corpus, site_url=site_url))
        jsonschema.validate(node, ARTICLE)
        assert ("url" in node) is bool(site_url)


def test_the_description_says_what_the_case_says(make_case: Any, make_corpus: Any) -> None:
    node = described(page_of(make_case(title='引号"<b>&amp;</script>'), make_corpus))
    assert node["headline"] == '引号"<b>&amp;</script>'
    assert node["educationalLevel"] == ["小学"]
    assert node["spatialCoverage"]["name"] == "安徽省 芜湖市"
    assert node["spatialCoverage"]["address"]["addressRegion"] == "安徽省"
    assert node["creativeWorkStatus"] == "已核对来源"
    assert [one["name"] for one in node["citation"]] == ["某通报"]
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_time_told_ends_where_the_sources_end_whether_the_practice_does_or_not(
    make_case: Any, make_corpus: Any
) -> None:
    practice = {"status": "仍在进行", "since": "2010-09", "as_of": "2014-02-24"}
    assert described(page_of(make_case(practice=practice), make_corpus))["temporalCoverage"] == "2010-09/2014-02-24"


def test_what_is_unknown_is_left_out(make_case: Any, make_corpus: Any) -> None:
    node = described(page_of(make_case(stage="未知"), make_corpus))
    assert {"educationalLevel", "temporalCoverage", "contributor", "alternativeHeadline"} & set(node) == set()


def test_dublin_core_carries_the_same_facts(make_case: Any, make_corpus: Any) -> None:
    page = page_of(make_case(title="甲<乙"), make_corpus)
    found = re.findall(r'<meta name="(DC(?:TERMS)?\.\w+)"(?: property="og:title")? content="([^"]*)">', page)
    values = [(name, unescape(value)) for name, value in found]
    assert ("DC.title", "甲<乙") in values
    assert ("DC.subject", "缺老师") in values
    assert ("DC.coverage", "安徽省 芜湖市") in values
    assert ("DCTERMS.references", "某通报") in values
    assert ("DC.rights", "CC BY 4.0") in values
    allowed = {"title", "creator", "publisher", "contributor", "subject", "date"}
    allowed |= {"identifier", "language", "coverage", "rights"}
    assert {name.split(".")[1] for name, _ in values if name.startswith("DC.")} <= allowed
