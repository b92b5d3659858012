"""Two roads lead through the form to one file, which the check accepts but for what waits for an editor."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.content.case_reader import read_case
from kb.content.vocabulary_fields import Labels
from kb.model import Corpus
from kb.publish.pages.submit import form_data
from tests.browser.ready import PHONE, REFUSE_STORAGE, Open
from tests.browser.submit_page import (
    REQUIRED,
    SUMMARY,
    choose_road,
    codes_in,
    download,
    fill_in,
    fill_in_material,
    fill_in_self_account,
    left,
    tabs_to,
)
from tests.cases import copy_cases
from tests.commands import must_run_kb, run_kb
from tests.site_files import markup_of


@pytest.fixture
def form(open_page: Open) -> Page:
    return open_page("submit.html")


@pytest.fixture
def phone(open_page: Open, file_url: str) -> Page:
    return open_page(f"{file_url}submit.html", **PHONE)


def checked(folder: Path, name: str, text: str) -> tuple[Path, str]:
    """Put a file into a copy of the library and return what the check says of it."""
    cases = copy_cases(folder / "cases")
    (cases / name).write_text(text, encoding="utf-8")
    outcome = run_kb("check", "--cases", cases)
    assert outcome.status == 0, outcome.out
    return cases, "\n".join(line for line in outcome.out.splitlines() if name in line)


def test_a_self_account_becomes_one_file_that_only_waits_for_an_editor(
    form: Page, tmp_path: Path, corpus: Corpus
) -> None:
    fill_in_self_account(form)
    form.get_by_label("您的姓名").fill("李华")
    form.get_by_label("别的学校想学，要先想好什么").fill("先测网络。")
    expect(form.locator(".kb-form-fine")).to_be_visible()
    assert left(form) == []
    form.get_by_text("看看案例页的样子").click()
    preview = form.locator("#kb-submit-preview")
    expect(preview).to_contain_text("某县中心校: 用在线课堂给教学点上音乐课")
    assert "未知" not in preview.inner_text()
    assert preview.locator("sup").first.inner_text() == "[1]"
    letter = form.locator("#kb-submit-letter")
    expect(letter).to_have_value(re.compile(r"wuhu-case\.md"))
    lines = letter.input_value().split("\n")
    assert lines[0] == "投稿：某县中心校: 用在线课堂给教学点上音乐课"
    assert lines[1].startswith("编辑您好，我们是某县中心小学，想给“教育信息化典型案例库”投一个案例")
    assert lines[2] == SUMMARY
    assert "wuhu-case.md" in lines[3]

    name, text = download(form)
    assert name == "wuhu-case.md"
    cases, said = checked(tmp_path, name, text)
    assert codes_in(said) == {"KB216"}, said
    assert "等编辑确认：编号、主题、证据等级、审核" in said
    case = read_case(cases / name, name, Labels(corpus.vocabulary)).case
    assert case
    (account,) = case.new_sources
    assert (account.type, account.tier, case.evidence) == ("self-account", "单位自述", 1)
    assert account.author == ("李华", "某县中心小学")
    assert case.practice.status == "仍在进行"
    mark = f"〔{account.id}，自述〕"
    assert [section.text.strip() for section in case.sections] == [
        f"教学点没有音乐教师{mark}。\n\n我们教学点一共 43 个学生{mark}。",
        f"有三样{mark}：\n\n1. 中心校的教师主讲{mark}。\n2. 教学点的教师在场照看{mark}。",
        f"没有测过{mark}。",
        f"先测网络{mark}。",
        "未知。",
    ]

    site = tmp_path / "site"
    must_run_kb("build", "--cases", cases, "--site", site)
    built = (site / "cases/wuhu-case.html").read_text(encoding="utf-8")
    assert "某县中心校: 用在线课堂给教学点上音乐课" in built
    found = run_kb("search", "教学点音乐课", "--cases", cases, "--index", tmp_path / "index", "--json")
    assert json.loads(found.out)["hits"][0]["id"] == "wuhu-case"
    assert run_kb("check", "--fix", "--cases", cases).status == 0
    assert "new_sources" not in (cases / name).read_text(encoding="utf-8")
    assert "self-account" in (cases / "sources.yml").read_text(encoding="utf-8")


def test_material_becomes_a_file_too_on_a_phone_and_from_a_disk(phone: Page, tmp_path: Path) -> None:
    fill_in_material(phone)
    expect(phone.locator(".kb-form-fine")).to_be_visible()
    name, text = download(phone)
    cases, said = checked(tmp_path, name, text)
    assert codes_in(said) == {"KB216"}, said
    assert run_kb("check", "--fix", "--cases", cases).status == 0
    assert "音乐课进了教学点" in (cases / "sources.yml").read_text(encoding="utf-8")


def test_marks_follow_their_document_when_its_date_changes_or_another_is_removed(form: Page) -> None:
    fill_in_material(form)
    form.get_by_role("button", name="再加一份材料").click()
    second = form.locator(".kb-form-item").nth(1)
    second.get_by_label("材料的题名").fill("另一份")
    second.get_by_label("是什么材料").select_option("webpage")
    second.get_by_label("网址", exact=True).fill("https://www.xx.gov.cn/a")
    second.get_by_label("在材料的什么地方").fill("正文")
    form.get_by_label("结果怎样").fill("有 9 人〔材料2，正文〕。")
    form.locator(".kb-form-item").nth(0).get_by_role("button", name="移除这份材料").click()
    expect(form.get_by_label("结果怎样")).to_have_value("有 9 人〔材料1，正文〕。")
    expect(form.get_by_label("遇到了什么困难")).not_to_have_value(re.compile("材料"))
    form.get_by_label("发布日期").fill("2020-01")
    _, text = download(form)
    assert "有 9 人〔xx-2020，正文〕。" in text
    assert "tier: 官方发布" in text
    assert "〔材料" not in text


def test_a_document_of_the_library_need_not_be_described_again(form: Page, tmp_path: Path) -> None:
    choose_road(form, "material")
    form.get_by_label("本库有没有登记过").select_option("moe-2014-13")
    expect(form.get_by_label("材料的题名")).to_have_count(0)
    form.get_by_label("在材料的什么地方").fill("二·2")
    fill_in(form)
    form.get_by_label("遇到了什么困难").fill("教学点没有音乐教师〔材料1，二·2〕。")
    name, text = download(form)
    assert "new_sources" not in text
    assert 'evidence: "0"' in text or "evidence: 0" in text
    _, said = checked(tmp_path, name, text)
    assert codes_in(said) == {"KB216"}, said


def test_a_kind_of_document_is_asked_for_what_it_has(form: Page) -> None:
    choose_road(form, "material")
    item = form.locator(".kb-form-item")
    asked = {
        "standard": ("文号", "施行日期", "效力"),
        "book": ("丛书名", "出版至", "ISBN 书号"),
        "article-journal": ("ISSN 刊号", "卷", "文号"),
        "interview": ("采访者",),
    }
    for kind, labels in asked.items():
        item.get_by_label("是什么材料").select_option(kind)
        item.get_by_text("更多（可以不填）").click()
        for label in labels:
            expect(item.get_by_label(label, exact=True)).to_be_visible()
    expect(item.get_by_label("施行日期")).to_have_count(0)


def test_it_is_short(phone: Page) -> None:
    for road in ("self", "material"):
        choose_road(phone, road)
        required = phone.locator(REQUIRED).count()
        screens = phone.evaluate("document.documentElement.scrollHeight / window.innerHeight")
        tabs = tabs_to(phone, "#kb-submit-download")
        counted = f"{road}: {required} required inputs, {screens:.1f} phone screens, {tabs} tabs to the download"
        # The old form took 24 inputs and 16 phone screens.
        assert (required <= 12, screens <= 6, tabs <= 60) == (True, True, True), counted
        titles = phone.locator(".kb-form-step h2 small").all_text_contents()
        assert titles == [f"第 {number} 步，共 4 步" for number in (1, 2, 3, 4)]


def test_everything_is_said_in_a_teachers_words_and_leads_to_the_field(form: Page) -> None:
    choose_road(form, "self")
    form.get_by_label("摘要").fill("太短")
    expect(form.locator("#f-summary-problems")).to_have_text(
        "摘要“写了 2 字，请写到 40 至 160 字。 KB206".replace("摘要“", "“摘要”")
    )
    expect(form.locator("#f-title-problems")).to_be_empty()
    words = left(form)
    assert "还没有选“现在还在做吗”。" in words
    assert "还没有填“单位名称”。" in words
    assert "还没有写“怎么做的”。不知道就写“未知”。" in words
    assert not [one for one in words if re.search(r"KB\d|[「」]|[a-z]{2}", one)]
    form.locator("#kb-submit-summary summary").click()
    form.locator("#kb-submit-summary button", has_text="“标题”").click()
    expect(form.get_by_label("标题")).to_be_focused()
    link = form.locator("#f-title-problems a")
    assert link.get_attribute("href") == "rules.html#KB201"


def test_every_code_the_form_can_show_is_explained(built_site: Path, corpus: Corpus) -> None:
    codes = {key.split(".")[0] for key in form_data(corpus)["messages"]}  # type: ignore[attr-defined]
    assert codes
    assert codes <= {*markup_of(built_site / "rules.html").ids}


def test_a_draft_is_kept_and_can_be_dropped(form: Page) -> None:
    choose_road(form, "material")
    form.get_by_label("材料的题名").fill("写到一半的材料")
    form.get_by_label("标题").fill("写到一半")
    form.get_by_label("学段").select_option("小学")
    expect(form.locator("#kb-submit-draft")).to_contain_text("已保存")
    form.reload()
    expect(form.get_by_label("标题")).to_have_value("写到一半")
    expect(form.get_by_label("材料的题名")).to_have_value("写到一半的材料")
    expect(form.get_by_label("学段")).to_have_value("小学")
    form.on("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="清空重写").click()
    expect(form.get_by_label("标题")).to_have_value("")
    expect(form.locator("#f-road-material")).not_to_be_checked()


def test_without_storage_the_form_still_works(open_context: Callable[..., BrowserContext], file_url: str) -> None:
    page = open_context().new_page()
    page.add_init_script(REFUSE_STORAGE)
    page.goto(f"{file_url}submit.html")
    page.get_by_label("标题").fill("标题甲")
    expect(page.locator("#kb-submit-draft")).to_contain_text("不让保存草稿")
    expect(page.locator(".kb-preview-title")).to_have_text("标题甲")


def test_what_is_typed_is_shown_as_text_never_runs_and_loses_what_nobody_sees(form: Page) -> None:
    form.get_by_label("标题").fill("<img src=x onerror=alert(1)>")
    form.get_by_label("怎么做的").fill("<script>alert(1)</script>\n\n- [a](javascript:alert(1))")
    expect(form.locator(".kb-preview-title")).to_have_text("<img src=x onerror=alert(1)>")
    assert form.locator(".kb-preview").locator("img, script, a").count() == 0
    form.get_by_label("标题").fill("在线\u200b课堂\ufeff")
    form.get_by_text("看看文件内容").click()
    file = form.locator("#kb-submit-finish pre")
    expect(file).to_contain_text("title: 在线课堂")
    assert "stage: 未知" in file.inner_text()
    assert "title: 在线课堂\n" in file.inner_text(), "Playwright's own comparing looks past what nobody sees"
