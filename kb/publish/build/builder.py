"""Make one build after another for the site generator: what it is asked to build, and what is added around it."""

import gc
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from kb.checks import load_valid_corpus
from kb.content.cache import cache_of
from kb.content.corpus_reader import without_collection
from kb.errors import KbError
from kb.publish.build.corpus import load_site_corpus
from kb.publish.build.index_source import SiteIndex, index_of
from kb.publish.build.output_cache import OutputCache
from kb.publish.build.search_files import SEARCH_FOLDER, search_files
from kb.publish.build.service_worker import write_worker
from kb.publish.build.site import Site
from kb.publish.core.artifact import Artifact, digest_of
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import SiteOptions
from kb.search.index.manifest import index_folder

#: Told what is being done, how many of its steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


T = TypeVar("T")


def _silent(_what: str, _done: int, _all: int) -> None: ...


class SiteBuild:
    """The builds of one run; a preview goes through many and keeps nothing on the disk."""

    def __init__(self, *, is_preview: bool = False) -> None:
        self.is_preview = is_preview
        self._site: Site | None = None
        self._index: SiteIndex | None = None
        self._outputs: OutputCache | None = None
        self.on_progress: Progress = _silent
        #: The site that the build is going to replace; its files are taken over where they are right.
        self.replaces: Path | None = None
        #: The zip of the site that its pages link to, by its name at the root.
        self.archive = ""

    def generate(
        self, cases: Path, options: SiteOptions, environment: Environment, *, drafts: bool = False
    ) -> KbError | None:
        """Read everything; while previewing, a fault is returned and the last valid pages stay."""
        cache = cache_of(cases)
        try:
            if self.is_preview:
                corpus, index = load_valid_corpus(cases, drafts=drafts), None
            else:
                corpus = load_site_corpus(cases, cache)
                index = index_of(corpus, cases, index_folder(cases), cache, self._tracked)
            with without_collection():
                site = Site(corpus, options, environment, index.more_like_this if index else None)
        except KbError as error:
            if self._site is None:
                raise
            return error
        self._site, self._index = site, index
        self._outputs = OutputCache(self.replaces, cache, site.catalogue) if self.replaces else None
        if not self.is_preview:
            gc.freeze()  # it stays to the end, so nobody need look through it again and again
        return None

    def _tracked(self, what: str, items: Sequence[T], /) -> Iterator[T]:
        for done, item in enumerate(items, start=1):
            self.on_progress(what, done, len(items))
            yield item

    def finish(self, folder: Path) -> None:
        """Write the site beside what the generator copied, and the service worker over it all."""
        if self._site:
            contact = self._site.options.contact
            if contact.picture_file:
                (folder / contact.picture).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(contact.picture_file, folder / contact.picture)
            self._write_all(self._site, self._site.artifacts(), folder, "写出网站", len(self._site))
            self._write_search(self._site, folder)
        if self._outputs:
            self._outputs.save()
        # A browser that kept a preview would show it to whatever is previewed at this address next.
        if not self.is_preview:
            write_worker(folder)
            gc.unfreeze()  # a process that builds again would never let go of this site and its index

    def _write_search(self, site: Site, folder: Path) -> None:
        if not (self._outputs and self._outputs.reuse_folder(SEARCH_FOLDER, site.fingerprint, str(folder))):
            corpus = site.catalogue.corpus
            files = search_files(corpus, self._index, site.fingerprint)
            self._write_all(site, files, folder, "写出检索数据", 2 * len(corpus.cases))

    def _write_all(self, site: Site, artifacts: Iterable[Artifact], folder: Path, what: str, total: int) -> None:
        folders: set[str] = set()
        for done, artifact in enumerate(artifacts, start=1):
            self.on_progress(what, min(done, total), total)
            path = f"{folder}/{artifact.name}"
            parent = path.rpartition("/")[0]
            if parent not in folders:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - sixty thousand Path objects take a second
                folders.add(parent)
            self._write(site.catalogue, artifact, path)

    def _write(self, lookup: Lookup, artifact: Artifact, path: str) -> None:
        name, fingerprint = artifact.name, artifact.fingerprint
        if fingerprint and self._outputs and self._outputs.reuse(name, fingerprint, path):
            return
        with lookup.recording() as read:
            content = artifact.render()
        if not fingerprint and self._outputs and self._outputs.reuse(name, fingerprint := digest_of(content), path):
            return
        with open(path, "wb") as file:  # noqa: PTH123 - as above
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        if self._outputs:
            self._outputs.note(name, fingerprint or digest_of(content), read, path)
