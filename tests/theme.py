"""Render pages in tests with the theme that mkdocs.yml names."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.theme import Theme

import kb.publish
from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.core.page import Page
from kb.publish.pages.all_pages import pages_of
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue

TEMPLATES = Path(kb.publish.__file__).parent / "templates"


def theme_environment() -> Environment:
    """Return the environment that the plugin would hand over."""
    environment: Environment = Theme(name="material", custom_dir=str(TEMPLATES)).get_env()
    environment.bytecode_cache = FileSystemBytecodeCache()  # hundreds of tests would compile every template again
    return environment


def page_renderer(catalogue: Catalogue, options: SiteOptions | None = None) -> PageRenderer:
    """Return a renderer for the pages of a catalogue."""
    return PageRenderer(catalogue, options or SiteOptions(), theme_environment())


def render_pages(corpus: Corpus, options: SiteOptions | None = None) -> Iterator[Page]:
    """Yield every page of the site of a corpus."""
    catalogue = Catalogue(corpus)
    yield from pages_of(catalogue, page_renderer(catalogue, options))


def content_of(html: str) -> str:
    """Return what the layout is put around."""
    return html.split("<main")[1].split("</main>")[0]
