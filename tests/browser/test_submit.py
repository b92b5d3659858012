"""A case written only through the form, in a real browser, passes the check, is published and is found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from kb.model import BODY_SECTIONS
from kb.publish.pages.submit import form_data
from tests.cases import CORPUS, copy_cases
from tests.commands import KB, run

SUMMARY = (
    "某县中心校每周两次通过在线课堂给三个教学点上音乐课，县里出设备钱，中心校的音乐教师主讲。"
    "只有当地报纸报道过，没有测量数据。"
)
TEXTS = (
    "教学点没有音乐教师。",
    "中心校的教师主讲，教学点的教师在场照看。",
    "报道没有给出数字。",
    "先要有能稳定传声音的网络。",
    "- 上了多少节课？",
)

#: As browsers do in private windows; the theme's own keys are left alone.
REFUSE_STORAGE = """for (const name of ["getItem", "setItem"]) {
  const own = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("kb-submit")) throw new Error("refused");
    return own.call(this, key, ...rest);
  };
}"""

#: Codes that the faults below must raise on the page and in the file alike.
CHECKED = {"KB206", "KB207", "KB303", "KB404", "KB406", "KB410"}


@pytest.fixture
def form(page: Page, base_url: str) -> Page:
    page.goto(f"{base_url}submit.html")
    expect(page.locator("#f-title")).to_be_visible()
    return page


def write_a_case(page: Page) -> None:
    """Fill in everything a case must have, as a person would, with a source that nobody has registered yet."""
    page.locator("#f-title").fill("某县中心校: 用在线课堂给教学点上音乐课")
    page.locator("#f-summary").fill(SUMMARY)
    page.locator("#f-unit-name").fill("某县中心小学")
    page.locator("#f-unit-type").select_option("中小学校")
    page.locator("#f-region").select_option(label="安徽省")
    page.locator("#f-region-1").select_option(label="芜湖市")
    choose(page, "学段", "小学")
    choose(page, "主题", "未知")
    choose(page, "要解决的问题", "教学点开不齐课")
    choose(page, "做法模式", "同步课堂")
    page.get_by_role("button", name="登记一份新材料").click()
    page.locator("#f-new-sources-0-title").fill("音乐课进了教学点")
    page.locator("#f-new-sources-0-type").select_option("article-newspaper")
    page.locator("#f-new-sources-0-URL").fill("https://www.xxnews.example/a?id=1")
    page.locator("#f-new-sources-0-issued").fill("2019-05-06")
    page.locator("#f-new-sources-0-tier").select_option("媒体报道")
    page.locator("#f-sources-0-source").select_option("example-2019")
    page.locator("#f-sources-0-locator").fill("第 2 段")
    page.locator("#f-evidence").select_option("2")
    page.get_by_role("button", name="加一条事实陈述").click()
    page.locator("#f-claims-0-source").select_option("example-2019")
    page.locator("#f-claims-0-text").fill("三个教学点 #1 到 #3 参加。")
    page.locator("#f-claims-0-locator").fill("第 3 段")
    page.locator("#f-claims-0-value").fill("3")
    page.locator("#f-practice-status").select_option("现况未知")
    page.locator("#f-practice-as_of").fill("2019-05")
    for heading, text in zip(BODY_SECTIONS, TEXTS, strict=True):
        page.get_by_label(heading).fill(text)
    first = page.get_by_label(BODY_SECTIONS[0])
    first.evaluate("(area) => area.setSelectionRange(9, 9)")
    page.locator(".kb-field", has=first).get_by_role("button", name="〔example-2019〕").click()


def choose(page: Page, legend: str, label: str) -> None:
    page.locator("fieldset", has=page.locator("legend", has_text=legend)).locator(f"input[value='{label}']").check()


def download(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_a_case_written_through_the_form_passes_the_check_is_published_and_is_found(form: Page, tmp_path: Path) -> None:
    write_a_case(form)
    expect(form.locator(".kb-form-fine")).to_be_visible()
    cases = copy_cases(tmp_path / "cases")
    name = "wuhu-synchronous-classroom"
    assert form.locator("#f-id").input_value() == name
    (cases / f"{name}.md").write_text(download(form, f"下载 {name}.md"), encoding="utf-8")
    with (cases / "sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(download(form, "下载这几行"))

    checked = run(*KB, "check", "--cases", cases)
    assert f"{name}.md" not in checked.stdout
    assert checked.returncode == 0, checked.stdout

    site = tmp_path / "site"
    built = run(*KB, "build", "--cases", cases, "--site", site)
    assert built.returncode == 0, built.stderr
    page = (site / "cases" / f"{name}.html").read_text(encoding="utf-8")
    assert "某县中心校: 用在线课堂给教学点上音乐课" in page
    assert "教学点没有音乐教师" in page

    found = run(*KB, "search", "教学点音乐课", "--cases", cases, "--index", tmp_path / "index", "--json")
    assert json.loads(found.stdout)["hits"][0]["id"] == name


def test_the_page_says_what_the_check_says_of_the_same_faults(
    form: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_a_case(form)
    form.locator("#f-summary").fill("太短")
    form.locator("#f-id").fill("Wuhu_1")
    form.locator("#f-practice-as_of").fill("2019-02-30")
    form.locator("#f-practice-since").fill("2019年")
    form.locator("#f-claims-0-value").fill("三所")
    form.get_by_label(BODY_SECTIONS[1]).fill("<b>重点</b>〔example-2019，〕〔no-such，第 1 页〕")
    form.get_by_label(BODY_SECTIONS[2]).fill("")
    for code in CHECKED:
        expect(form.locator("#kb-submit-summary")).to_contain_text(code)
    said = set(form.locator("#kb-submit-summary li").all_text_contents())

    copy_cases(tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    Path("cases/new.md").write_text(download(form, "下载 Wuhu_1.md"), encoding="utf-8")
    with Path("cases/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(download(form, "下载这几行"))
    problems = check_corpus(read_corpus(Path("cases")))
    found = {f"{each.code} {each.message}" for each in problems if each.path == "cases/new.md" and each.code in CHECKED}
    assert found <= said
    assert {each[:5] for each in found} == CHECKED


def test_a_draft_is_kept_and_can_be_dropped(form: Page) -> None:
    form.locator("#f-title").fill("写到一半")
    choose(form, "学段", "小学")
    expect(form.locator("#kb-submit-draft")).to_contain_text("已保存")
    form.reload()
    expect(form.locator("#f-title")).to_have_value("写到一半")
    expect(form.locator("input[value='小学']")).to_be_checked()
    form.on("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="清空重写").click()
    expect(form.locator("#f-title")).to_have_value("")


def test_without_storage_the_form_still_works(open_context: Callable[..., BrowserContext], file_url: str) -> None:
    page = open_context().new_page()
    page.add_init_script(REFUSE_STORAGE)
    page.goto(f"{file_url}submit.html")
    page.locator("#f-title").fill("标题")
    expect(page.locator("#kb-submit-draft")).to_contain_text("不让保存草稿")
    expect(page.locator(".kb-preview-title")).to_have_text("标题")


def test_what_is_typed_is_shown_as_text_and_never_runs(form: Page) -> None:
    form.locator("#f-title").fill("<img src=x onerror=alert(1)>")
    form.get_by_label(BODY_SECTIONS[1]).fill("<script>alert(1)</script>\n\n- [a](javascript:alert(1))")
    expect(form.locator(".kb-preview-title")).to_have_text("<img src=x onerror=alert(1)>")
    assert form.locator(".kb-preview").locator("img, script, a").count() == 0


def test_unseen_characters_are_dropped_and_unknown_excludes_values(form: Page) -> None:
    form.locator("#f-title").fill("在线\u200b课堂\ufeff")
    choose(form, "学段", "小学")
    choose(form, "学段", "未知")
    expect(form.locator("input[value='小学']")).not_to_be_checked()
    form.get_by_text("看看文件内容").click()
    expect(form.locator("#kb-submit-finish pre")).to_contain_text("title: 在线课堂\n")
    expect(form.locator("#kb-submit-finish pre")).to_contain_text("stage: 未知")


def test_problems_appear_beside_the_field_and_the_list_leads_to_it(form: Page) -> None:
    form.locator("#f-summary").fill("太短")
    expect(form.locator("#f-summary-problems")).to_contain_text("KB206")
    expect(form.locator("#f-title-problems")).to_be_empty()
    form.locator("#kb-submit-summary summary").click()
    form.locator("#kb-submit-summary button", has_text="「标题」").click()
    expect(form.locator("#f-title")).to_be_focused()
    expect(form.locator("#f-title-problems")).to_contain_text("KB201")


@pytest.mark.parametrize(
    ("address", "edit_uri", "new_file"),
    [
        ("https://github.com/o/r", "edit/main/", "https://github.com/o/r/new/main/cases?filename=a.md&value=%E6%96%87"),
        ("https://gitlab.com/o/r", "-/edit/dev/", "https://gitlab.com/o/r/-/new/dev/cases?file_name=a.md"),
        ("https://gitee.com/o/r", "edit/master/", "https://gitee.com/o/r/new/master/cases"),
    ],
)
def test_each_host_gets_its_own_new_file_link(
    call: Callable[..., Any], address: str, edit_uri: str, new_file: str
) -> None:
    corpus = read_corpus(CORPUS).corpus
    assert corpus is not None
    repository = form_data(corpus, address, edit_uri)["repository"]
    assert call("submission/repo_links.mjs", "newFileLink", repository, "a.md", "文")["url"] == new_file
    issue = call("submission/repo_links.mjs", "issueLink", repository, "标题", "文" * 5000)
    assert issue["url"].startswith(f"{address}/")
    assert not issue["complete"]
    assert len(issue["url"]) < 1000


def test_a_repository_of_unknown_kind_gets_no_made_up_link(call: Callable[..., Any]) -> None:
    repository = {"address": "https://code.example/o/r", "kind": "", "branch": "main"}
    assert call("submission/repo_links.mjs", "newFileLink", repository, "a.md", "文") is None


def test_a_claim_that_does_not_say_where_it_stands_is_pointed_out(call: Callable[..., Any]) -> None:
    corpus = read_corpus(CORPUS).corpus
    assert corpus is not None
    source = {"source": next(iter(corpus.sources))}
    head = {"sources": [source], "claims": [source | {"text": "有三个教学点。"}]}
    problems = call(
        "submission/check.mjs", "problemsOf", form_data(corpus), {"head": head, "sections": [], "sources": []}
    )
    (found,) = [problem for problem in problems if problem["code"] == "KB502"]
    assert found["path"] == "claims.0.locator"
    assert found["severity"] == "warning"
