"""Make one build after another for the site generator: what it is asked to build, and what is added around it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kb.checks import require_sound
from kb.errors import KbError
from kb.model import Corpus
from kb.publish.page_frames import FrameKind, PageFrames, kind_of
from kb.publish.site import SiteOptions, render_site
from kb.publish.spool import Spool
from kb.publish.text_cache import TextCache
from kb.publish.web_app import write_worker

#: Told what is being done, how many of its steps are done, and how many there are.
Progress = Callable[[str, int, int], None]

#: Every generated text, and the kind of each page that shares its frame.
_Generated = tuple[Spool, dict[str, FrameKind]]

#: Beside the settings file; may be deleted at any time.
CACHE: Final = ".kb/cache"


class SiteBuild:
    """The builds of one run; a preview goes through many and keeps nothing on the disk."""

    def __init__(self, *, is_preview: bool = False) -> None:
        # A browser that kept a preview would show it to whatever is previewed at this address next.
        self.is_app = not is_preview
        self._is_preview = is_preview
        self._generated: Spool | None = None
        self._kinds: dict[str, FrameKind] = {}
        self._frames = PageFrames()
        self.on_progress: Progress = lambda _what, _done, _all: None

    def generate(self, cases: Path, options: SiteOptions, root: Path, *, drafts: bool = False) -> KbError | None:
        """Read and render everything; while previewing, a fault is returned and the last sound pages stay."""
        cache = None if self._is_preview else TextCache(root / CACHE / "pages.sqlite")
        try:
            corpus = require_sound(cases, drafts=drafts and self._is_preview)
            generated = self._rendered(corpus, options, root, cache)
        except KbError as error:
            if self._generated is None:
                raise
            return error
        if cache is not None:
            cache.save()
            cache.close()
        if self._generated is not None:
            self._generated.close()
        self._generated, self._kinds = generated
        return None

    def _rendered(self, corpus: Corpus, options: SiteOptions, root: Path, cache: TextCache | None) -> _Generated:
        generated, kinds, cases_done = Spool(root / CACHE), {}, 0
        try:
            for name, text in render_site(corpus, options, cache):
                generated.add(name, text)
                if name.startswith("cases/") and name.endswith(".md"):
                    cases_done += 1
                    self.on_progress("生成案例页", min(cases_done, len(corpus.cases)), len(corpus.cases))
                kind = kind_of(name, text)
                if kind is not None:
                    kinds[name] = kind
        except KbError:
            generated.close()
            raise
        return generated, kinds

    def left_to_build(self) -> Iterator[tuple[str, str]]:
        """Yield name and content of the pages that the generator has to build."""
        for name, text in self._generated or ():
            if name.endswith(".md") and name not in self._kinds:
                yield name, text
        yield from self._frames.marked_pages(sorted(set(self._kinds.values())))

    def take(self, name: str, html: str) -> str:
        """Return what the generator shall write of a page it has finished: nothing where it was a frame."""
        return "" if self._frames.take(name, html) else html

    def finish(self, site: Path) -> None:
        """Put everything the generator was not asked for beside its pages, and the service worker over them all."""
        folders: set[Path] = set()
        generated = self._generated or ()
        for place, (name, text) in enumerate(generated, start=1):
            self.on_progress("写出网站", place, len(generated))
            if name in self._kinds:
                path, text = site / (name.removesuffix("md") + "html"), self._frames.fill(name, text)
            elif name.endswith(".md"):
                continue
            else:
                path = site / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            path.write_text(text, encoding="utf-8", newline="")
        if self.is_app:
            write_worker(site)
