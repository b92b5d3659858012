"""Tell other programs what is new and how to search: Atom, JSON Feed, sitemap, robots, OpenSearch.

All but robots.txt must name absolute addresses, so they are written only when the site knows its own.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from kb.citation.case_references import LIBRARY_NAME
from kb.model import Case
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.formats import full_date

#: Entries of a feed: the latest reviews.
FEED_LENGTH: Final = 50
#: Where the feed of studies is.
STUDIES_FEED: Final = "research/feed.xml"

_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>{title}</title>
<subtitle>{subtitle}</subtitle>
<id>{id}</id>
<link rel="self" type="application/atom+xml" href="{feed}"/>
<link rel="alternate" type="text/html" href="{page}"/>
<updated>{updated}</updated>
<author><name>{author}</name></author>
<rights>CC BY 4.0</rights>
{entries}</feed>
"""

_ENTRY = """<entry>
<title>{title}</title>
<id>{address}</id>
<link rel="alternate" type="text/html" href="{address}"/>
<updated>{updated}</updated>
<summary>{summary}</summary>
{categories}</entry>
"""

_OPEN_SEARCH = """<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{title}</ShortName>
<Description>搜索{title}</Description>
<Language>zh-CN</Language>
<InputEncoding>UTF-8</InputEncoding>
<Image type="image/svg+xml">{root}kb/favicon.svg</Image>
<Url type="text/html" method="get" template="{root}cases/index.html?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


@dataclass(frozen=True)
class _Entry:
    """One entry of a feed."""

    address: str
    title: str
    summary: str
    date: str
    labels: tuple[str, ...]


def render_feeds(catalogue: Catalogue, options: SiteOptions, pages: Iterable[Page]) -> dict[str, str]:
    """Return the files for other programs, address → text."""
    if not options.site_url:
        return {"robots.txt": "User-agent: *\nAllow: /\n"}
    root = options.root
    newest = sorted(catalogue.cases, key=lambda case: case.review.date, reverse=True)[:FEED_LENGTH]
    entries = [_entry(root, case) for case in newest]
    head = {"title": LIBRARY_NAME, "subtitle": "带出处的教育信息化案例", "author": LIBRARY_NAME}
    return {
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n",
        "sitemap.xml": _sitemap(root, pages),
        "feed.xml": _atom(entries, "2014-02-24", **head, id=root, page=f"{root}index.html", feed=f"{root}feed.xml"),
        **{f"collections/{name}.xml": _collection_feed(root, name, catalogue) for name in catalogue.corpus.collections},
        **_studies_feed(root, catalogue),
        "feed.json": _json_feed(root, entries),
        "opensearch.xml": _OPEN_SEARCH.format(title=LIBRARY_NAME, root=escape(root)),
    }


def _collection_feed(root: str, name: str, catalogue: Catalogue) -> str:
    """Return a reading list as a feed, in its own order."""
    collection, by_id = catalogue.corpus.collections[name], catalogue.case_by_id
    entries = [_entry(root, by_id[one.case]) for one in collection.cases if one.case in by_id]
    page = f"{root}collections/{name}.html"
    head = {"title": collection.title, "subtitle": collection.purpose, "author": collection.maintainer}
    return _atom(entries, collection.updated, **head, id=page, page=page, feed=f"{root}collections/{name}.xml")


def _studies_feed(root: str, catalogue: Catalogue) -> dict[str, str]:
    """Return the studies as a feed, those that the editors read last first; nothing where there are none."""
    sources, page = catalogue.corpus.sources, f"{root}research/index.html"
    entries = [
        _Entry(f"{page}#study-{one.id}", one.title, one.finding, read, (one.design, *one.models))
        for one in catalogue.corpus.studies.studies
        if (read := sources[one.sources[0].source].accessed)
    ]
    newest = sorted(entries, key=lambda entry: entry.date, reverse=True)[:FEED_LENGTH]
    head = {"title": f"{LIBRARY_NAME}：研究", "subtitle": "各种做法有没有用，认真的研究怎么说", "author": LIBRARY_NAME}
    feed = f"{root}{STUDIES_FEED}"
    return {STUDIES_FEED: _atom(newest, newest[-1].date, **head, id=page, page=page, feed=feed)} if newest else {}


def _entry(root: str, case: Case) -> _Entry:
    labels = (*case.theme, *case.model)
    return _Entry(f"{root}cases/{case.id}.html", case.title, case.summary, case.review.date, labels)


def _atom(entries: Sequence[_Entry], updated: str, **head: str) -> str:
    """Return a feed whose date is that of its newest entry, or ``updated`` if that is later."""
    written = (
        _ENTRY.format(
            title=escape(one.title),
            address=escape(one.address),
            updated=_instant(one.date),
            summary=escape(one.summary),
            categories="".join(f'<category term="{escape(label)}"/>\n' for label in one.labels),
        )
        for one in entries
    )
    last = _instant(max([updated, *(one.date for one in entries)]))
    return _ATOM.format(updated=last, entries="".join(written), **{key: escape(value) for key, value in head.items()})


def _json_feed(root: str, entries: Iterable[_Entry]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": LIBRARY_NAME,
        "home_page_url": f"{root}index.html",
        "feed_url": f"{root}feed.json",
        "language": "zh-CN",
        "items": [
            {
                "id": one.address,
                "url": one.address,
                "title": one.title,
                "content_text": one.summary,
                "date_modified": _instant(one.date),
                "tags": one.labels,
            }
            for one in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _sitemap(root: str, pages: Iterable[Page]) -> str:
    entries = "".join(
        f"<url><loc>{escape(root + page.uri)}</loc><lastmod>{page.date}</lastmod></url>\n" for page in pages
    )
    opening = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{opening}{entries}</urlset>\n"


def _instant(date: str) -> str:
    return f"{full_date(date)}T00:00:00Z"
