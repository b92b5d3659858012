"""Keep the addresses of cases that were withdrawn or renamed, so that no citation of them is dead."""

from collections.abc import Iterator

from markupsafe import Markup

from kb.model import Corpus
from kb.publish.core.page import Page
from kb.publish.pages.renderer import HeadFacts, PageRenderer

_REDIRECT = Markup('<meta http-equiv="refresh" content="0; url={}.html">\n<meta name="robots" content="noindex">')


def render_redirects(corpus: Corpus, renderer: PageRenderer) -> Iterator[Page]:
    """Yield a page with a notice for each withdrawn case, and one that leads on for each old id."""
    for case in corpus.withdrawn:
        yield renderer.page(
            f"cases/{case.id}.html",
            "withdrawn.html",
            title=f"{case.title}（已撤下）",
            description="这个案例已经撤下，不再推荐。",
            date=case.review.date,
            about=HeadFacts("article"),
            case=case,
        )
    titles = {case.id: case.title for case in (*corpus.cases, *corpus.withdrawn)}
    for old, new in corpus.moved.items():
        if new in titles:
            yield renderer.page(
                f"cases/{old}.html",
                "redirect.html",
                title=titles[new],
                description=f"这个案例的网址改成了 cases/{new}.html。",
                about=HeadFacts(script=_REDIRECT.format(new)),
                new=new,
                name=titles[new],
            )
