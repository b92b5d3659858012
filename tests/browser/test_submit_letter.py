"""The file has somebody to go to: a letter beside it, the editors' address, a link to where files are edited."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kb.model import Corpus
from kb.publish.core.contact import Contact
from kb.publish.core.options import SiteOptions
from kb.publish.pages.submit import form_data
from tests.browser.ready import Open
from tests.browser.submit_page import SUMMARY


def test_the_letter_names_the_editors_and_opens_as_a_mail(call: Callable[..., Any], corpus: Corpus) -> None:
    data = form_data(corpus, SiteOptions(contact=Contact("bianji@kb.example.cn", post="某路 1 号")))
    head = {"title": "甲&乙", "summary": SUMMARY, "unit": {"name": "某校"}}
    letter = call("submission/letter.mjs", "letterFor", data, {"head": head}, "material", "a.md")
    assert letter.endswith("收件：bianji@kb.example.cn；某路 1 号")
    address = urlsplit(call("submission/letter.mjs", "mailLink", "bianji@kb.example.cn", letter))
    assert (address.scheme, address.path) == ("mailto", "bianji@kb.example.cn")
    assert parse_qs(address.query)["subject"] == ["投稿：甲&乙"]
    assert "我看到某校的做法" in unquote(address.query)


def test_the_form_warns_at_its_top_where_there_is_nobody_to_send_it_to(open_page: Open) -> None:
    page = open_page("submit.html", width=375, height=667)
    notice = page.get_by_text("还没有填编辑的联系方式")
    box = notice.bounding_box()
    assert box
    assert box["y"] + box["height"] < 667


def test_each_host_gets_its_own_new_file_link_and_an_unknown_one_none_made_up(
    call: Callable[..., Any], corpus: Corpus
) -> None:
    for address, edit_uri, new_file in (
        ("https://github.com/o/r", "edit/main/", "https://github.com/o/r/new/main/cases?filename=a.md&value=%E6%96%87"),
        ("https://gitlab.com/o/r", "-/edit/dev/", "https://gitlab.com/o/r/-/new/dev/cases?file_name=a.md"),
        ("https://gitee.com/o/r", "edit/master/", "https://gitee.com/o/r/new/master/cases"),
    ):
        repository = form_data(corpus, SiteOptions(repository=address, edit_uri=edit_uri))["repository"]
        assert call("submission/repo_links.mjs", "newFileLink", repository, "a.md", "文")["url"] == new_file
        issue = call("submission/repo_links.mjs", "issueLink", repository, "标题", "文" * 5000)
        assert issue["url"].startswith(f"{address}/")
        assert not issue["complete"]
        assert len(issue["url"]) < 1000
    unknown = {"address": "https://code.example/o/r", "kind": "", "branch": "main"}
    assert call("submission/repo_links.mjs", "newFileLink", unknown, "a.md", "文") is None
