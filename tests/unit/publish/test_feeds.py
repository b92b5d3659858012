"""Feeds, sitemap and the browser's search box give absolute addresses, or are not written at all."""

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.exports.feeds import FEED_LENGTH, render_feeds
from kb.publish.view.catalogue import Catalogue
from tests.theme import render_pages

ROOT = "https://library.example/kb/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def feeds(corpus: Corpus, site_url: str | None = ROOT) -> dict[str, str]:
    options = SiteOptions(site_url)
    return render_feeds(Catalogue(corpus), options, render_pages(corpus, options))


def test_a_site_without_an_address_writes_nothing_that_needs_one(make_case: Any, make_corpus: Any) -> None:
    assert set(feeds(make_corpus(make_case()), None)) == {"robots.txt"}


def test_both_feeds_name_the_newest_reviews_first(make_case: Any, make_corpus: Any) -> None:
    old = make_case("old", review={"status": "已核对来源", "date": "2025"})
    new = make_case("new", title="新<案例>&", review={"status": "已核对来源", "date": "2026-03"})
    files = feeds(make_corpus(old, new))
    atom = ET.fromstring(files["feed.xml"])
    assert [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")] == [
        ROOT + "cases/new.html",
        ROOT + "cases/old.html",
    ]
    first = atom.find(f"{ATOM}entry")
    assert first is not None
    assert first.findtext(f"{ATOM}title") == "新<案例>&"
    assert first.findtext(f"{ATOM}updated") == atom.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00Z"
    feed = json.loads(files["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [ROOT + "cases/new.html", ROOT + "cases/old.html"]


def test_every_atom_feed_has_what_rfc_4287_asks_for(corpus: Corpus) -> None:
    files = feeds(corpus)
    atoms = {name: ET.fromstring(text) for name, text in files.items() if name.endswith(".xml") and "Atom" in text}
    assert len(atoms) > 1
    for name, feed in atoms.items():
        assert feed.tag == f"{ATOM}feed", name
        assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [ROOT + name]
        assert feed.findtext(f"{ATOM}author/{ATOM}name"), name
        entries = feed.findall(f"{ATOM}entry")
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) > 0
        for part in (feed, *entries):
            for one in ("id", "title", "updated"):
                assert len(part.findall(ATOM + one)) == 1, (name, one)
            assert str(part.findtext(f"{ATOM}id")).startswith(ROOT)
            assert INSTANT.fullmatch(str(part.findtext(f"{ATOM}updated")))
        for entry in entries:
            # Without content an entry must say where it is.
            assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
            assert entry.findtext(f"{ATOM}summary")


def test_the_feed_of_studies_leads_to_each_on_its_page(corpus: Corpus, make_case: Any, make_corpus: Any) -> None:
    feed = ET.fromstring(feeds(corpus)["research/feed.xml"])
    places = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert places
    assert set(places) == {f"{ROOT}research/index.html#study-{study.id}" for study in corpus.studies.studies}
    page = next(page for page in render_pages(corpus, SiteOptions(site_url=ROOT)) if page.uri == "research/index.html")
    html = page.render()
    assert all(f'id="{place.partition("#")[2]}"' in html for place in places)
    assert 'href="feed.xml"' in html
    assert "research/feed.xml" not in feeds(make_corpus(make_case()))


def test_the_json_feed_has_what_version_1_1_asks_for(corpus: Corpus) -> None:
    feed = json.loads(feeds(corpus)["feed.json"])
    assert feed["title"]
    assert feed["feed_url"] == ROOT + "feed.json"
    assert feed["home_page_url"] == ROOT + "index.html"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == len(corpus.cases)
    for item in feed["items"]:
        assert item["content_text"]
        assert INSTANT.fullmatch(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item["tags"])


def test_a_feed_stays_short_however_many_cases_there_are(make_case: Any, make_corpus: Any) -> None:
    files = feeds(make_corpus(*(make_case(f"case-{number}") for number in range(FEED_LENGTH + 20))))
    assert len(json.loads(files["feed.json"])["items"]) == FEED_LENGTH


def test_the_sitemap_names_every_page_and_robots_name_the_sitemap(make_case: Any, make_corpus: Any) -> None:
    corpus = make_corpus(make_case())
    files = feeds(corpus)
    found = {one.text for one in ET.fromstring(files["sitemap.xml"]).iter(f"{SITEMAP}loc")}
    assert found == {ROOT + page.uri for page in render_pages(corpus)}
    assert f"Sitemap: {ROOT}sitemap.xml" in files["robots.txt"]


def test_a_browser_can_search_the_site_from_its_own_box(make_case: Any, make_corpus: Any) -> None:
    description = ET.fromstring(feeds(make_corpus(make_case()))["opensearch.xml"])
    short_name = description.findtext(f"{OPEN_SEARCH}ShortName")
    assert short_name
    assert len(short_name) <= 16
    address = description.find(f"{OPEN_SEARCH}Url")
    assert address is not None
    assert address.get("template") == ROOT + "cases/index.html?q={searchTerms}"
