"""Render the reading lists: one page for each, and one that names them all."""

import base64
from collections.abc import Iterator

from kb.citation.case_references import LIBRARY_NAME, Library, reference_of_page
from kb.citation.style import Style, render_references
from kb.model import Collection
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue

#: As many as can be compared side by side.
_SIDE_BY_SIDE = 4


def render_collections(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the page of all lists, then each list's own."""
    collections = catalogue.corpus.collections
    yield renderer.page(
        "collections/index.html",
        "collections.html",
        collections=[(name, one, len(one.cases)) for name, one in collections.items()],
    )
    for name, collection in collections.items():
        yield _render_collection(name, collection, catalogue, renderer)


def _render_collection(name: str, collection: Collection, catalogue: Catalogue, renderer: PageRenderer) -> Page:
    uri = f"collections/{name}.html"
    by_id = catalogue.case_by_id
    entries = [(by_id[one.case], one.why) for one in collection.cases if one.case in by_id]
    name_in_address = base64.urlsafe_b64encode(collection.title.encode("utf-8")).decode("ascii").rstrip("=")
    ids = [case.id for case, _ in entries]
    reference = reference_of_page(
        collection.title,
        uri,
        Library(LIBRARY_NAME, collection.maintainer, renderer.options.site_url or ""),
        date=collection.updated,
    )
    return renderer.page(
        uri,
        "collection.html",
        date=collection.updated,
        name=name,
        has_files=renderer.has_office_files,
        collection=collection,
        entries=entries,
        workshop=f"workshop.html?cases={','.join(ids)}&n={name_in_address}&from={name}",
        compare=f"compare.html?cases={','.join(ids)}" if 1 < len(ids) <= _SIDE_BY_SIDE else None,
        feed=f"collections/{name}.xml" if renderer.options.site_url else None,
        citation=render_references([reference], Style.GB_2025).strip(),
    )
