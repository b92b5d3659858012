"""Make one build after another for the site generator: what it is asked to build, and what is added around it."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

from jinja2 import Environment

from kb.checks import load_valid_corpus
from kb.content.cache import cache_of
from kb.content.corpus_reader import without_collection
from kb.errors import KbError
from kb.publish.build.cache import KeptFiles
from kb.publish.build.corpus import load_site_corpus
from kb.publish.build.index_source import index_of
from kb.publish.build.search_files import SEARCH_FOLDER, SiteSearch
from kb.publish.build.service_worker import write_worker
from kb.publish.build.site import Site
from kb.publish.core.artifact import Artifact, made_part
from kb.publish.core.options import SiteOptions

#: Told what is being done, how many of its steps are done, and how many there are.
Progress = Callable[[str, int, int], None]

#: What ``kb search`` reads, too.
INDEX: Final = ".kb/index"

T = TypeVar("T")


def _untold(_what: str, _done: int, _all: int) -> None: ...


class SiteBuild:
    """The builds of one run; a preview goes through many and keeps nothing on the disk."""

    def __init__(self, *, is_preview: bool = False) -> None:
        self.is_preview = is_preview
        self._site: Site | None = None
        self._kept: KeptFiles | None = None
        self._search: SiteSearch | None = None
        self.on_progress: Progress = _untold
        #: The site that the build is going to replace; its files are taken over where they are right.
        self.replaces: Path | None = None

    def generate(
        self, cases: Path, options: SiteOptions, environment: Environment, root: Path, *, drafts: bool = False
    ) -> KbError | None:
        """Read everything; while previewing, a fault is returned and the last valid pages stay."""
        cache = cache_of(cases)
        try:
            if self.is_preview:
                corpus, index = load_valid_corpus(cases, drafts=drafts), None
            else:
                corpus = load_site_corpus(cases, cache)
                index = index_of(corpus, cases, root / INDEX, cache, self._tracked)
            self._kept = KeptFiles(self.replaces, cache) if self.replaces else None
            with without_collection():
                site = Site(corpus, options, environment, index.likeness if index else None)
        except KbError as error:
            if self._site is None:
                raise
            return error
        self._site, self._search = site, SiteSearch(corpus, index)
        if not self.is_preview:
            gc.freeze()  # it stays to the end, so nobody need look through it again and again
        return None

    def _tracked(self, what: str, items: Sequence[T], /) -> Iterator[T]:
        for done, item in enumerate(items, start=1):
            self.on_progress(what, done, len(items))
            yield item

    def finish(self, folder: Path) -> None:
        """Write the site beside what the generator copied, and the service worker over it all."""
        self._put_all(self._parts(), folder, "写出网站", len(self._site) if self._site else 0)
        if self._search:
            self._put_search(self._search, folder)
        if self._kept is not None:
            self._kept.save()
        # A browser that kept a preview would show it to whatever is previewed at this address next.
        if not self.is_preview:
            write_worker(folder)

    def _put_search(self, search: SiteSearch, folder: Path) -> None:
        if not (self._kept and self._kept.reuse_folder(SEARCH_FOLDER, search.made_of, str(folder))):
            self._put_all(search.parts(), folder, "写出检索数据", len(search))

    def _put_all(self, parts: Iterable[Artifact], folder: Path, what: str, total: int) -> None:
        folders: set[str] = set()
        for done, part in enumerate(parts, start=1):
            self.on_progress(what, min(done, total), total)
            path = f"{folder}/{part.name}"
            parent = path.rpartition("/")[0]
            if parent not in folders:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - sixty thousand Path objects take a second
                folders.add(parent)
            self._put(part, path)

    def _put(self, part: Artifact, path: str) -> None:
        if self._kept and self._kept.reuse(part.name, part.made_of, path):
            return
        with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - as above
            file.write(part.make())
        if self._kept is not None:
            self._kept.note(part.name, part.made_of, path)

    def _parts(self) -> Iterator[Artifact]:
        if self._site is None:
            return
        for page in self._site.pages:
            if page.fingerprint is None:
                yield made_part(page.uri, page.render())
            else:
                yield Artifact(page.uri, page.fingerprint, page.render)
        yield from self._site.files()
