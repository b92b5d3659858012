"""A reading list is published in its order, with the reason for each case, a handout, a feed and a citation."""

import re
import xml.etree.ElementTree as ElementTree

from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.exports.feeds import render_feeds
from kb.publish.pages.collection import render_collections
from kb.publish.view.catalogue import Catalogue
from tests.theme import page_renderer

SITE = "https://library.example/kb/"
ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "who-invests-who-operates"


def pages(corpus: Corpus, site_url: str | None) -> dict[str, str]:
    catalogue = Catalogue(corpus)
    return {
        page.uri: page.render()
        for page in render_collections(catalogue, page_renderer(catalogue, SiteOptions(site_url)))
    }


def test_a_list_keeps_its_order_and_says_why(corpus: Corpus) -> None:
    html = pages(corpus, SITE)[f"collections/{NAME}.html"]
    collection = corpus.collections[NAME]
    assert re.findall(r'data-case="([^"]+)"', html) == [one.case for one in collection.cases]
    assert all(one.why in html for one in collection.cases)
    assert collection.purpose in html
    assert collection.audience in html
    assert collection.maintainer in html


def test_a_list_leads_to_its_handout_comparison_and_feed(corpus: Corpus) -> None:
    html = pages(corpus, SITE)[f"collections/{NAME}.html"]
    ids = [one.case for one in corpus.collections[NAME].cases]
    assert f"../workshop.html?cases={','.join(ids)}&amp;n=" in html
    assert f"../compare.html?cases={','.join(ids)}" in html
    assert f'href="{NAME}.xml"' in html
    assert f"{SITE}collections/{NAME}.html." in html
    assert ".xml" not in pages(corpus, None)[f"collections/{NAME}.html"]


def test_the_first_page_names_every_list(corpus: Corpus) -> None:
    html = pages(corpus, None)["collections/index.html"]
    for name, collection in corpus.collections.items():
        assert f'href="{name}.html"' in html
        assert collection.title in html


def test_the_feed_of_a_list_has_its_cases_in_its_order(corpus: Corpus) -> None:
    feeds = render_feeds(Catalogue(corpus), SiteOptions(SITE), [])
    for name, collection in corpus.collections.items():
        feed = ElementTree.fromstring(feeds[f"collections/{name}.xml"])
        assert feed.findtext(f"{ATOM}title") == collection.title
        assert feed.findtext(f"{ATOM}id") == f"{SITE}collections/{name}.html"
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == collection.maintainer
        entries = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
        assert entries == [f"{SITE}cases/{one.case}.html" for one in collection.cases]


def test_a_library_without_lists_says_so(corpus: Corpus) -> None:
    bare = corpus.model_copy(update={"collections": {}})
    found = pages(bare, SITE)
    assert list(found) == ["collections/index.html"]
    assert "还没有合集" in found["collections/index.html"]
