"""A case's page gives Zotero what its translator «Embedded Metadata» reads.

The rules, as its source states them (zotero/translators, ``Embedded Metadata.js`` and ``RDF.js``, read 2026-11-24):

- a ``meta`` whose name begins with a known prefix (``DC``, ``og``, ``z`` …) and one of ``. : _`` becomes an
  RDF statement, the property's first letter made small;
- the item's type is that of ``z:itemType`` where there is one; without it ``citation_title`` makes a journal article;
- fields come from the ``citation_`` tags below, in which several contents of one name are joined; authors from each
  ``citation_author``, cut at ``;`` and, between two words, at ``,``;
- RDF fills in what they leave out, from the first of the properties below that is there; a ``meta`` that has a name is
  not asked for its ``property``; an abstract that nothing gave is the page's ``description``.
"""

from html.parser import HTMLParser
from typing import Any

import pytest

from kb.publish import SiteOptions
from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from tests.theme import page_renderer

HIGHWIRE = {
    "citation_title": "title",
    "citation_date": "date",
    "citation_publisher": "publisher",
    "citation_abstract": "abstractNote",
    "citation_public_url": "url",
    "citation_language": "language",
}
RDF = {
    "publisher": ("dc:publisher", "dcterms:publisher"),
    "language": ("dc:language", "dcterms:language"),
    "rights": ("dc:rights", "dcterms:rights"),
    "websiteTitle": ("dc:source", "dcterms:source", "og:site_name"),
    "websiteType": ("dc:type", "dcterms:type"),
    "abstractNote": ("og:description", "dcterms:abstract", "dc:description", "dcterms:description"),
}
PREFIXES = {"dc", "dcterms", "og", "z"}


class MetaTags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or found.get("property")
        if tag == "meta" and name and found.get("content"):
            self.tags.append((name, str(found["content"])))


def imported(html: str) -> dict[str, Any]:
    """Return the item that the translator makes of a page's head."""
    reader = MetaTags()
    reader.feed(html)
    item: dict[str, Any] = {"creators": [], "itemType": None}
    statements: dict[str, list[str]] = {}
    for name, content in reader.tags:
        place = min((name.find(sign) for sign in ".:_" if sign in name), default=-1)
        prefix, prop = name[:place].lower(), name[place + 1 :]
        if place > 0 and prefix in PREFIXES:
            statements.setdefault(f"{prefix}:{prop[:1].lower()}{prop[1:]}", []).append(content)
        elif name == "citation_title":
            item["itemType"] = "journalArticle"
    item["itemType"] = (statements.get("z:itemType") or [item["itemType"]])[0]
    for tag, field in HIGHWIRE.items():
        if values := [content for name, content in reader.tags if name.endswith(tag)]:
            item[field] = ", ".join(values)
    for field, properties in RDF.items():
        if field not in item and (values := next((statements[one] for one in properties if one in statements), [])):
            item[field] = values[0]
    item.setdefault("abstractNote", dict(reader.tags).get("description"))
    item["creators"] = [
        one.strip() for name, content in reader.tags if name == "citation_author" for one in content.split(";")
    ]
    item["rdf"] = statements
    return item


@pytest.fixture
def head_of(make_case: Any, make_corpus: Any) -> Any:
    def render(site_url: str | None) -> str:
        case = make_case(title='“一”<二>&"三"；四, 五')
        catalogue = Catalogue(make_corpus(case))
        return (
            CasePages(catalogue, page_renderer(catalogue, SiteOptions(site_url)))
            .render(case)
            .render()
            .split("</head>")[0]
        )

    return render


def test_zotero_makes_a_web_page_with_title_author_date_publisher_language_and_address(head_of: Any) -> None:
    item = imported(head_of("https://kb.example.cn/"))
    rdf = item.pop("rdf")
    assert item.pop("abstractNote").startswith("这是一段足够长的摘要")
    assert item == {
        "itemType": "webpage",
        "title": '“一”<二>&"三"；四, 五',
        "creators": ["教育信息化典型案例库"],
        "date": "2026-11-23",
        "publisher": "教育信息化典型案例库",
        "language": "zh-CN",
        "url": "https://kb.example.cn/cases/one.html",
        "rights": "CC BY 4.0",
        # The library's, not that of a source; and no type, where Dublin Core's would say "Text".
        "websiteTitle": "教育信息化典型案例库",
    }
    # What RDF says beside it does not contradict.
    assert rdf["dc:title"] == [item["title"]]
    assert rdf["dc:creator"] == item["creators"]
    assert rdf["dc:date"] == [item["date"]]
    assert rdf["dc:language"] == [item["language"]]
    assert rdf["dc:identifier"] == [item["url"]]
    assert rdf["og:site_name"] == ["教育信息化典型案例库"]


def test_without_an_address_no_tag_gives_one(head_of: Any) -> None:
    item = imported(head_of(None))
    assert "url" not in item
    assert item["rdf"]["dc:identifier"] == ["one"]
    assert ".html" not in str(item)
