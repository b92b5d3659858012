"""A case's page gives Zotero what its translator «Embedded Metadata» reads.

Its rules (zotero/translators, ``Embedded Metadata.js`` and ``RDF.js``, read 2026-11-24): the kind of an item is that
of ``z:itemType``, without which ``citation_title`` makes a journal article; fields come from ``citation_`` tags, and
else from Dublin Core and Open Graph, the name of the site from ``dc:source`` before ``og:site_name``; authors are cut
at ``;`` and, between two words, at ``,``.
"""

import re
from html import unescape
from typing import Any

import pytest

from kb.publish import SiteOptions
from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from tests.theme import page_renderer

META = re.compile(r'<meta (?:name|property)="([^"]+)"[^>]*? content="([^"]*)">')
TITLE, LIBRARY = '“一”<二>&"三"；四, 五', "教育信息化典型案例库"


@pytest.fixture
def tags_of(make_case: Any, make_corpus: Any) -> Any:
    def render(site_url: str | None) -> dict[str, list[str]]:
        catalogue = Catalogue(make_corpus(make_case(title=TITLE)))
        page = CasePages(catalogue, page_renderer(catalogue, SiteOptions(site_url))).render(catalogue.cases[0])
        found: dict[str, list[str]] = {}
        for name, content in META.findall(page.render().split("</head>")[0]):
            found.setdefault(name, []).append(unescape(content))
        return found

    return render


def test_zotero_makes_a_web_page_with_title_author_date_publisher_language_and_address(tags_of: Any) -> None:
    tags = tags_of("https://kb.example.cn/")
    address = "https://kb.example.cn/cases/one.html"
    assert tags["z:itemType"] == ["webpage"]
    for fields, value in (
        (("citation_title", "DC.title"), TITLE),
        (("citation_author", "DC.creator", "DC.publisher", "og:site_name"), LIBRARY),
        (("citation_date", "DC.date"), "2026-11-23"),
        (("DC.language",), "zh-CN"),
        (("citation_public_url", "DC.identifier"), address),
        (("DC.rights",), "CC BY 4.0"),
    ):
        assert {field: tags[field] for field in fields} == {field: [value] for field in fields}
    assert tags["description"][0].startswith("这是一段足够长的摘要")
    # They would give the item the name of a source, and a kind that is none.
    assert not {"DC.source", "DCTERMS.source", "DC.type", "DCTERMS.type"} & set(tags)


def test_without_an_address_no_tag_gives_one(tags_of: Any) -> None:
    tags = tags_of(None)
    assert "citation_public_url" not in tags
    assert tags["DC.identifier"] == ["one"]
    assert ".html" not in str(tags)
