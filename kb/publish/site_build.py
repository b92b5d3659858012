"""Make one build after another for the site generator: what it is asked to build, and what is added around it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from kb.checks import require_sound
from kb.errors import KbError
from kb.publish.fingerprint import code_fingerprint
from kb.publish.finished_pages import FinishedPages
from kb.publish.site import SiteOptions, render_site
from kb.publish.text_cache import TextCache
from kb.publish.web_app import write_worker

#: Beside the settings file; may be deleted at any time.
CACHE: Final = ".kb/cache/pages.sqlite"

#: The generator and its theme: finished pages depend on them.
_GENERATOR: Final = ("mkdocs", "mkdocs-material", "jinja2")


class GeneratorSettings(NamedTuple):
    """What the generator adds to a page: its settings file and the folders its templates come from."""

    file: Path
    theme_folders: tuple[str, ...]


class SiteBuild:
    """The builds of one run; a preview goes through many and keeps nothing on the disk."""

    def __init__(self, *, is_preview: bool = False) -> None:
        # A browser that kept a preview would show it to whatever is previewed at this address next.
        self.is_app = not is_preview
        self._is_preview = is_preview
        self._generated: tuple[tuple[str, str], ...] = ()
        self._finished: FinishedPages | None = None

    def generate(
        self, cases: Path, options: SiteOptions, settings: GeneratorSettings, *, drafts: bool = False
    ) -> KbError | None:
        """Read and render everything; while previewing, a fault is returned and the last sound pages stay."""
        cache = None if self._is_preview else TextCache(settings.file.parent / CACHE)
        self._finished = FinishedPages(cache, _state_of(options, settings)) if cache else None
        try:
            corpus = require_sound(cases, drafts=drafts and self._is_preview)
            self._generated = tuple(render_site(corpus, options, cache).items())
        except KbError as error:
            if not self._generated:
                raise
            return error
        return None

    def left_to_build(self) -> Iterable[tuple[str, str]]:
        """Return name and content of the files that the generator has to build."""
        return self._finished.left_to_build(self._generated) if self._finished else self._generated

    def add(self, uri: str, html: str) -> None:
        """Remember a page as it came out finished."""
        if self._finished:
            self._finished.add(uri, html)

    def finish(self, site: Path) -> None:
        """Put the pages that had not changed beside the others, and the service worker over them all."""
        if self._finished:
            self._finished.write(site)
        if self.is_app:
            write_worker(site)


def _state_of(options: SiteOptions, settings: GeneratorSettings) -> str:
    """Name everything but its own content that a finished page depends on."""
    text = settings.file.read_text(encoding="utf-8")
    return f"{code_fingerprint(_GENERATOR)}\n{text}\n{(options, sorted(settings.theme_folders))}"
