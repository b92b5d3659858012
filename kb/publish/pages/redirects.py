"""Keep the addresses of cases that were withdrawn or renamed, so that no citation of them is dead."""

from collections.abc import Iterator

from kb.model import Corpus
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer


def render_redirects(corpus: Corpus, renderer: PageRenderer) -> Iterator[Page]:
    """Yield a page with a notice for each withdrawn case, and one that leads on for each old id."""
    for case in corpus.withdrawn:
        yield renderer.page(f"cases/{case.id}.html", "withdrawn.html", date=case.review.date, case=case)
    titles = {case.id: case.title for case in (*corpus.cases, *corpus.withdrawn)}
    for old, new in corpus.moved.items():
        if new in titles:
            yield renderer.page(f"cases/{old}.html", "redirect.html", new=new, name=titles[new])
