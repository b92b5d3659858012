"""Pages of one folder share a frame, and each comes out with its own words in it."""

import pytest

from kb.errors import PublishError
from kb.publish.build.page_frames import PageFrames, framed_folder
from kb.publish.pages.renderer import HEAD_END


def page(title: str, content: str) -> str:
    return f'---\ntitle: "{title}"\n---\n\n<meta name="x">{HEAD_END}{content}'


def finished(marked: str) -> str:
    """Frame a page of marks as the site generator's theme would."""
    head, _, content = marked.partition("---\n\n")[2].partition(HEAD_END)
    title = "\ue0001"
    return f'<title>{title}</title>\n\n  {head}<link href="/a/kb-frame.html">{content}'


def frames_for(folder: str) -> PageFrames:
    frames = PageFrames()
    for name, marked in frames.marked_pages([folder]):
        assert frames.take(name, finished(marked))
    return frames


def test_a_page_gets_its_title_head_address_and_content() -> None:
    frames = frames_for("a")
    assert frames.fill("a/b.html", page("一 < 二", "<p>文\n\n  字</p>")) == (
        '<title>一 &lt; 二</title>\n<meta name="x"><link href="/a/b.html"><p>文\n\n  字</p>'
    )


def test_what_looks_like_a_mark_in_a_case_stays_as_it_is() -> None:
    frames = frames_for("a")
    assert frames.fill("a/b.html", page("\ue0004", "\ue0001 kb-frame.html")).endswith(
        '<link href="/a/b.html">\ue0001 kb-frame.html'
    )


def test_only_pages_that_the_navigation_cannot_name_share_a_frame() -> None:
    assert framed_folder("cases/a.html") == "cases"
    assert framed_folder("themes/a/2.html") == "themes/a"
    for uri in ("about.html", "cases/index.html"):
        assert framed_folder(uri) is None


def test_a_page_that_is_no_frame_is_left_to_the_generator() -> None:
    assert not frames_for("a").take("about.md", "<html>")


@pytest.mark.parametrize("html", ["", "\ue0003", "\ue0003\ue0004\ue0004"])
def test_a_theme_that_loses_the_content_or_shows_it_twice_is_refused(html: str) -> None:
    frames = PageFrames()
    ((name, _),) = frames.marked_pages(["a"])
    with pytest.raises(PublishError, match="恰好出现一次"):
        frames.take(name, html)


def test_a_page_without_a_frame_is_an_error() -> None:
    with pytest.raises(PublishError, match=r"a/b\.html"):
        PageFrames().fill("a/b.html", page("题", "文"))
