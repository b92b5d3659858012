"""Readers are told where to send what they know; a setting that leads nowhere is refused in plain words."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import PublishError
from kb.model import Case, Corpus
from kb.publish.core.contact import Contact, read_contact
from kb.publish.core.options import SiteOptions
from tests.theme import content_of, render_pages

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PAGES = ("submit.html", "about.html", "cases/one.html", "regions/520000.html", "themes/term-1.html")
WAYS = Contact("bianji@kb.example.cn", "https://form.example.cn/kb", "某市某路 1 号 <教研室>", "kb/contact-1234.png")


def settings(**contact: object) -> dict[str, object]:
    return {"kb": {"contact": contact}}


@pytest.fixture
def pages(make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]) -> Callable[..., dict[str, str]]:
    def render(contact: Contact) -> dict[str, str]:
        made = render_pages(make_corpus(make_case()), SiteOptions(contact=contact))
        return {page.uri: page.render() for page in made if page.uri in (*PAGES, "index.html")}

    return render


def test_every_page_that_asks_for_something_says_where_to_send_it(pages: Callable[..., dict[str, str]]) -> None:
    rendered = pages(WAYS)
    for uri, html in rendered.items():
        assert 'href="mailto:bianji@kb.example.cn"' in html.split("<footer")[1], uri
    for uri in set(rendered) - {"index.html"}:
        assert 'href="mailto:bianji@kb.example.cn"' in content_of(rendered[uri]), uri
    for uri in ("submit.html", "about.html"):
        for way in ('href="https://form.example.cn/kb"', "某路 1 号 &lt;教研室&gt;", 'src="kb/contact-1234.png"'):
            assert way in content_of(rendered[uri]), f"{uri}: {way}"


@pytest.mark.parametrize(
    ("contact", "way"),
    [
        (Contact(web="https://form.example.cn/kb"), 'href="https://form.example.cn/kb"'),
        (Contact(post="某市某路 1 号"), "：某市某路 1 号</p>"),
        (Contact(picture="kb/contact-1234.png"), ">扫二维码</a>"),
    ],
)
def test_a_case_and_an_empty_region_name_whatever_way_there_is(
    pages: Callable[..., dict[str, str]], contact: Contact, way: str
) -> None:
    rendered = pages(contact)
    for uri in ("cases/one.html", "regions/520000.html"):
        assert way in content_of(rendered[uri]), uri
        assert way in rendered[uri].split("<footer")[1], uri


def test_every_invitation_leads_to_the_one_place_that_says_how(pages: Callable[..., dict[str, str]]) -> None:
    for contact in (WAYS, Contact()):
        rendered = pages(contact)
        assert 'id="contribute"' in rendered["about.html"]
        for uri in ("cases/one.html", "regions/520000.html", "themes/term-1.html"):
            linked = re.findall(r'href="([^"]*)"[^>]*>告诉我们', content_of(rendered[uri]))
            assert linked, uri
            assert {link.rpartition("/")[2] for link in linked} == {"about.html#contribute"}, uri


def test_without_a_contact_the_form_says_so_before_its_first_field(pages: Callable[..., dict[str, str]]) -> None:
    html = pages(Contact())["submit.html"]
    assert "还没有填编辑的联系方式" in html.split("<form id=")[0].split("<main")[1]
    assert "联系编辑" not in html.split("<footer")[1]
    assert "还没有填编辑的联系方式" not in pages(WAYS)["submit.html"]


def test_nothing_set_is_no_contact_and_no_fault(tmp_path: Path) -> None:
    for extra in ({}, {"kb": None}, {"kb": {"contact": None}}, settings(mail="", web=None, post=" ")):
        assert not read_contact(extra, tmp_path)


def test_a_picture_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "qr.jpg").write_bytes(PNG)
    first = read_contact(settings(picture="qr.jpg"), tmp_path)
    assert re.fullmatch(r"kb/contact-[0-9a-f]{8}\.png", first.picture)
    (tmp_path / "qr.jpg").write_bytes(PNG + b"other")
    assert read_contact(settings(picture="qr.jpg"), tmp_path).picture != first.picture


def test_a_postcode_by_itself_may_be_a_number_to_yaml(tmp_path: Path) -> None:
    assert read_contact(settings(post=100816), tmp_path).post == "100816"


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ({"mail": "bianji"}, "extra.kb.contact.mail（邮箱）写成了“bianji”"),
        ({"mail": "a@b.cn, c@d.cn"}, "写一个邮箱"),
        ({"mail": "a@b.cn?bcc=x@y.cn"}, "写一个邮箱"),
        ({"web": "form.example.cn"}, "以 https:// 或 http:// 开头"),
        ({"web": "javascript:alert(1)"}, "以 https:// 或 http:// 开头"),
        ({"post": "一行\n两行"}, "写成一行文字"),
        ({"post": "长" * 201}, "不超过 200 字"),
        ({"post": ["甲"]}, "写成一行文字"),
        ({"picture": "none.png"}, "找不到这个文件"),
        ({"picture": "drawing.svg"}, "只能用 PNG、JPEG 或 WebP 图片"),
        ({"picture": "huge.png"}, "请压缩到 200 KB 以内"),
        ({"email": "a@b.cn"}, "里没有“email”这一项。可以写：mail、web、post、picture"),
    ],
)
def test_a_setting_that_leads_nowhere_is_refused(tmp_path: Path, contact: dict[str, object], words: str) -> None:
    (tmp_path / "drawing.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "huge.png").write_bytes(PNG + bytes(200_000))
    with pytest.raises(PublishError) as refused:
        read_contact(settings(**contact), tmp_path)
    assert words in str(refused.value)


def test_settings_that_are_no_keys_and_values_are_refused(tmp_path: Path) -> None:
    for extra in ({"kb": "甲"}, {"kb": {"contact": "a@b.cn"}}):
        with pytest.raises(PublishError, match="要分行写“键: 值”"):
            read_contact(extra, tmp_path)
