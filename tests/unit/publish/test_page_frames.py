"""Pages of one folder share a frame, and each comes out with its own words in it."""

import pytest

from kb.errors import PublishError
from kb.publish.frame import HEAD_END
from kb.publish.page_frames import FrameKind, PageFrames, kind_of


def page(title: str, content: str) -> str:
    return f'---\ntitle: "{title}"\ndescription: "说明 & 说明"\n---\n\n<meta name="x">{HEAD_END}{content}'


def finished(marked: str) -> str:
    """Frame a page of marks as the site generator's theme would."""
    head, _, content = marked.partition("---\n\n")[2].partition(HEAD_END)
    title, description = "\ue0001", "\ue0002"
    return (
        f'<title>{title}</title>\n\n  <meta content="{description}">{head}<link href="/a/kb-frame-plain.html">{content}'
    )


def frames_for(kind: FrameKind) -> PageFrames:
    frames = PageFrames()
    for name, marked in frames.marked_pages([kind]):
        assert frames.take(name, finished(marked))
    return frames


def test_a_page_gets_its_title_description_head_address_and_content() -> None:
    frames = frames_for(FrameKind("a", shows_cases=False))
    assert frames.fill("a/b.md", page("一 < 二", "<p>文\n\n  字</p>")) == (
        '<title>一 &lt; 二</title>\n<meta content="说明 &amp; 说明"><meta name="x">'
        '<link href="/a/b.html"><p>文\n\n  字</p>'
    )


def test_what_looks_like_a_mark_in_a_case_stays_as_it_is() -> None:
    frames = frames_for(FrameKind("a", shows_cases=False))
    assert frames.fill("a/b.md", page("\ue0004", "\ue0001 kb-frame-plain.html")).endswith(
        '<link href="/a/b.html">\ue0001 kb-frame-plain.html'
    )


def test_only_pages_that_the_navigation_cannot_name_share_a_frame() -> None:
    assert kind_of("cases/a.md", '<li data-case="b">') == FrameKind("cases", shows_cases=True)
    assert kind_of("cases/a.md", "<p>") == FrameKind("cases", shows_cases=False)
    for name in ("about.md", "cases/index.md", "cases/a.json", "cases.json"):
        assert kind_of(name, "") is None


def test_a_page_that_is_no_frame_is_left_to_the_generator() -> None:
    assert not frames_for(FrameKind("a", shows_cases=False)).take("about.md", "<html>")


@pytest.mark.parametrize("html", ["", "\ue0003", "\ue0003\ue0004\ue0004"])
def test_a_theme_that_loses_the_content_or_shows_it_twice_is_refused(html: str) -> None:
    frames = PageFrames()
    ((name, _),) = frames.marked_pages([FrameKind("a", shows_cases=False)])
    with pytest.raises(PublishError, match="恰好出现一次"):
        frames.take(name, html)


def test_a_page_without_a_frame_is_an_error() -> None:
    with pytest.raises(PublishError, match=r"a/b\.md"):
        PageFrames().fill("a/b.md", page("题", "文"))
