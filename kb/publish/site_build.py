"""Make one build after another for the site generator: what it is asked to build, and what is added around it."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from kb.checks import require_sound
from kb.checks.memory import MEMORY
from kb.content.corpus_reader import without_collection
from kb.errors import KbError
from kb.publish.frame import Page
from kb.publish.kept_files import KeptFiles
from kb.publish.page_frames import PageFrames, framed_folder
from kb.publish.site import SEARCH_FOLDER, Site
from kb.publish.site_index import index_of
from kb.publish.site_options import SiteOptions
from kb.publish.site_part import SitePart
from kb.publish.sound_corpus import sound_corpus
from kb.publish.web_app import write_worker

#: Told what is being done, how many of its steps are done, and how many there are.
Progress = Callable[[str, int, int], None]

#: Beside the settings file; may be deleted at any time.
CACHE: Final = ".kb/cache"
#: What ``kb search`` reads, too.
INDEX: Final = ".kb/index"

T = TypeVar("T")


class SiteBuild:
    """The builds of one run; a preview goes through many and keeps nothing on the disk."""

    def __init__(self, *, is_preview: bool = False) -> None:
        # A browser that kept a preview would show it to whatever is previewed at this address next.
        self.is_app = not is_preview
        self._is_preview = is_preview
        self._site: Site | None = None
        self._frames = PageFrames()
        self._kept: KeptFiles | None = None
        self.on_progress: Progress = lambda _what, _done, _all: None
        #: The site that the build is going to replace; its files are taken over where they are right.
        self.replaces: Path | None = None

    def generate(self, cases: Path, options: SiteOptions, root: Path, *, drafts: bool = False) -> KbError | None:
        """Read everything; while previewing, a fault is returned and the last sound pages stay."""
        try:
            if self._is_preview:
                corpus, index = require_sound(cases, drafts=drafts), None
            else:
                corpus = sound_corpus(cases, root / MEMORY, root / CACHE / "cases.sqlite")
                index = index_of(corpus, cases, root / INDEX, root / CACHE, self._tracked)
            with without_collection():
                site = Site(corpus, options, index)
            if index:
                index.keep_likeness()
        except KbError as error:
            if self._site is None:
                raise
            return error
        self._site = site
        if not self._is_preview:
            gc.freeze()  # it stays to the end, so nobody need look through it again and again
        self._kept = KeptFiles(self.replaces, root / CACHE) if self.replaces else None
        return None

    def _tracked(self, what: str, items: Sequence[T], /) -> Iterator[T]:
        for done, item in enumerate(items, start=1):
            self.on_progress(what, done, len(items))
            yield item

    def left_to_build(self) -> Iterator[tuple[str, str]]:
        """Yield name and content of the pages that the generator has to build."""
        pages = self._site.pages if self._site else ()
        for page in pages:
            if framed_folder(page.uri) is None:
                yield page.uri.removesuffix("html") + "md", page.content
        folders = {framed_folder(page.uri) for page in pages}
        yield from self._frames.marked_pages(sorted(folder for folder in folders if folder))

    def take(self, name: str, html: str) -> str:
        """Return what the generator shall write of a page it has finished: nothing where it was a frame."""
        return "" if self._frames.take(name, html) else html

    def finish(self, folder: Path) -> None:
        """Put everything the generator was not asked for beside its pages, and the service worker over them all."""
        self._put_all(self._parts(), folder, "写出网站", len(self._site) if self._site else 0)
        if self._site and not self._are_search_files_kept(self._site, folder):
            self._put_all(self._site.search_files(), folder, "写出检索数据", self._site.search_size)
        if self._kept:
            self._kept.save()
        if self.is_app:
            write_worker(folder)

    def _are_search_files_kept(self, site: Site, folder: Path) -> bool:
        return bool(self._kept and self._kept.reuse_folder(SEARCH_FOLDER, site.search_made_of, str(folder)))

    def _put_all(self, parts: Iterable[SitePart], folder: Path, what: str, total: int) -> None:
        folders: set[str] = set()
        for done, part in enumerate(parts, start=1):
            self.on_progress(what, min(done, total), total)
            path = f"{folder}/{part.name}"
            parent = path.rpartition("/")[0]
            if parent not in folders:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - sixty thousand Path objects take a second
                folders.add(parent)
            self._put(part, path)

    def _put(self, part: SitePart, path: str) -> None:
        if self._kept and self._kept.reuse(part.name, part.made_of, path):
            return
        with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - as above
            file.write(part.make())
        if self._kept:
            self._kept.note(part.name, part.made_of, path)

    def _filled(self, page: Page) -> str:
        return self._frames.fill(page.uri, page.content)

    def _parts(self) -> Iterator[SitePart]:
        if self._site is None:
            return
        for page in self._site.pages:
            if framed_folder(page.uri) is not None:
                yield SitePart(page.uri, self._frames.made_of(page.uri, page.made_of), partial(self._filled, page))
        yield from self._site.files()
