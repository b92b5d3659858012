"""A filled-in Word or Excel form fills in the page: the browser reads it as ``kb import`` does, and sends nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from kb.model import Corpus
from tests.browser.form_files import read_by_import, read_in_page
from tests.browser.ready import PHONE, Open, open_ready
from tests.browser.submit_page import download
from tests.cases import ROOT
from tests.office_forms import MATERIAL, MORE, NEWSPAPER, SELF, empty_form, excel_book, filled_excel, filled_word, saved
from tests.unit.publish.forms.test_hostile_files import REFUSED

OFFICE = ROOT / "tests/fixtures/office"
SAID = "#kb-form-file-said"


@pytest.fixture
def form(open_page: Open, file_url: str) -> Page:
    return open_page(f"{file_url}submit.html")


def choose(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("已经填好了").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def expect_self_account(page: Page) -> None:
    expect(page.locator("#f-road-self")).to_be_checked()
    expect(page.get_by_label("标题")).to_have_value(SELF["title"])
    expect(page.get_by_label("单位类型")).to_have_value("中小学校")
    expect(page.locator("#f-region-1")).to_have_value("340200")
    expect(page.get_by_label("遇到了什么困难")).to_have_value(SELF["body.背景与问题"])
    expect(page.get_by_label("现在还在做吗")).to_have_value("仍在进行")


@pytest.mark.parametrize(
    ("name", "made"),
    [("申报表.docx", lambda: filled_word(SELF | MORE)), ("申报表.xlsx", lambda: filled_excel([SELF | MORE]))],
)
def test_a_chosen_form_fills_in_the_page_and_ends_in_a_file(form: Page, name: str, made: Callable[[], bytes]) -> None:
    choose(form, name, made())
    expect(form.locator(SAID)).to_contain_text(f"已经照 {name} 填好，没有发现问题")
    expect(form.locator(SAID)).to_be_focused()
    expect_self_account(form)
    expect(form.locator(".kb-form-fine")).to_be_visible()
    assert SELF["title"] in download(form)[1]


def test_a_dropped_form_fills_in_the_page_and_two_are_refused(form: Page) -> None:
    assert form.evaluate("() => 'kbForms' in window") is False, "what reads forms is loaded once a file is chosen"
    drop(form, {"a.docx": filled_word(SELF), "b.docx": filled_word(SELF)})
    expect(form.get_by_role("alert")).to_contain_text("一次只读一个文件")
    drop(form, {"a.docx": filled_word(SELF)})
    expect(form.locator(SAID)).to_contain_text("已经照 a.docx 填好")
    expect_self_account(form)
    assert form.evaluate("() => 'kbForms' in window") is True


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Let go files over the page as a hand with a mouse does."""
    page.evaluate(
        """(files) => {
          const dataTransfer = new DataTransfer();
          for (const [name, bytes] of Object.entries(files)) {
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
          }
          for (const type of ["dragover", "drop"]) {
            const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
            document.querySelector("h1").dispatchEvent(event);
            if (!event.defaultPrevented) throw new Error("the browser would open the file");
          }
        }""",
        {name: list(data) for name, data in files.items()},
    )


def test_documents_come_along_with_the_text_that_cites_them(form: Page) -> None:
    choose(form, "a.xlsx", filled_excel([MATERIAL | {"case": 1}], [NEWSPAPER | {"case": 1}]))
    expect(form.locator(SAID)).to_contain_text("没有发现问题")
    expect(form.locator("#f-road-material")).to_be_checked()
    expect(form.get_by_label("材料的题名")).to_have_value(NEWSPAPER["title"])
    expect(form.get_by_label("是什么材料")).to_have_value("article-newspaper")
    expect(form.get_by_label("怎么做的")).to_have_value(MATERIAL["body.做法"])


def test_of_several_cases_one_is_chosen(form: Page) -> None:
    choose(form, "汇总.xlsx", filled_excel([SELF | {"title": "另一件事，先写着"}, SELF]))
    rows = form.get_by_label("填哪一个")
    expect(rows).to_be_focused()
    expect(rows.locator("option").first).to_have_text(f"工作表“案例”第 5 行：另一件事，先写着，{SELF['unit.name']}")
    rows.select_option(index=1)
    form.get_by_role("button", name="填进来").press("Enter")
    expect_self_account(form)


def test_what_is_wrong_is_named_where_people_mend_it_and_leads_to_its_field(form: Page) -> None:
    book = excel_book([SELF | {"summary": "太短", "region": "朝阳区", "unit.type": "某种学校"}])
    choose(form, "申报表.xlsx", saved(book))
    problems = form.locator(f"{SAID} li")
    expect(problems).to_have_count(3)
    columns = {cell.value: cell.column_letter for cell in book["案例"][1]}
    said = problems.all_text_contents()
    for key, code, words in (
        ("unit.type", "KB203", "“某种学校”"),
        ("region", "KB205", "朝阳区 110105"),
        ("summary", "KB206", "2 字"),
    ):
        assert any(f"工作表“案例”{columns[key]}5 " in each and code in each and words in each for each in said), said
    expect(form.get_by_label("单位类型")).to_have_value("某种学校")
    problems.filter(has_text="KB206").get_by_role("button").click()
    expect(form.get_by_label("摘要")).to_be_focused()


def test_what_was_written_before_is_not_lost_without_asking(form: Page) -> None:
    form.get_by_label("标题").fill("写到一半")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    form.once("dialog", refuse)
    choose(form, "a.docx", filled_word(SELF))
    expect(form.locator(SAID)).to_have_text("没有改动。")
    assert asked == ["这一页已经写了东西。换成 a.docx 里的内容？"]
    expect(form.get_by_label("标题")).to_have_value("写到一半")

    form.once("dialog", lambda dialog: dialog.accept())
    choose(form, "a.docx", filled_word(SELF))
    expect_self_account(form)
    form.reload()
    expect_self_account(form)


def test_what_is_no_form_or_too_large_or_for_editors_changes_nothing(form: Page) -> None:
    choose(form, "照片.png", b"\x89PNG")
    expect(form.get_by_role("alert")).to_have_text("照片.png：只读 .docx、.xlsx 和 .csv 文件。")
    choose(form, "a.docx", filled_word(SELF | {"road": "编辑稿，照原样收"}))
    expect(form.get_by_role("alert")).to_contain_text("kb import")
    form.get_by_label("已经填好了").evaluate(
        """(input) => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(21 << 20)], "a.docx"));
          input.files = files.files;
          input.dispatchEvent(new Event("change"));
        }"""
    )
    expect(form.get_by_role("alert")).to_contain_text("文件超过 20 MB")
    expect(form.get_by_label("标题")).to_have_value("")


def test_words_of_a_file_stay_words(form: Page) -> None:
    evil = "<img src=x onerror=\"document.title='hacked'\">"
    choose(form, f"{evil.replace('/', '')}.xlsx", filled_excel([SELF | {"title": evil, "unit.name": evil}, SELF]))
    form.get_by_role("button", name="填进来").click()
    expect(form.get_by_label("标题")).to_have_value(evil)
    assert form.locator("img[src=x]").count() == 0


def test_an_old_browser_says_what_to_do_instead(open_context: Callable[..., BrowserContext], file_url: str) -> None:
    page = open_context().new_page()
    page.add_init_script("delete window.DecompressionStream")
    open_ready(page, file_url, "submit.html")
    choose(page, "a.docx", filled_word(SELF))
    expect(page.get_by_role("alert")).to_contain_text("这个浏览器太旧")


def test_on_a_phone_word_questions_are_named_by_their_numbers_and_nothing_scrolls_sideways(
    open_page: Open, file_url: str
) -> None:
    page = open_page(f"{file_url}submit.html", **PHONE)
    choose(page, f"一个名字{'很长' * 10}的申报表.docx", filled_word(SELF | {"title": "", "region": "朝阳"}))
    number = [question.key for question in empty_form().questions()].index("title") + 1
    expect(page.locator(f"{SAID} li", has_text="标题")).to_contain_text(f"第 {number} 题 还没有填“标题”。")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375


def odd_excel() -> bytes:
    """Dates as numbers, formulas, full-width digits, lines, merged cells, hidden rows."""
    book = excel_book(
        [
            SELF
            | {
                "practice.since": date(2024, 9, 1),
                "setting.pupils_from": "３１人",
                "cost.amount": "￥6,800.50元",
            },
            SELF | {"title": "第二件", "practice.since": 45536, "problem": "缺老师、缺钱", "cost.amount": 6800.0},
            SELF | {"title": "藏起来的"},
            {"title": "并在上面的", "summary": "只写了\n两行"},
        ]
    )
    sheet = book["案例"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(5, columns["practice.since"]).number_format = "yyyy年m月"
    sheet.row_dimensions[7].hidden = True
    sheet.merge_cells(start_row=6, end_row=8, start_column=columns["unit.name"], end_column=columns["unit.name"])
    return saved(book)


FILES: list[tuple[str, Callable[[], bytes]]] = [
    *((path.name, path.read_bytes) for path in sorted(OFFICE.iterdir()) if path.suffix != ".md"),
    ("空.docx", lambda: filled_word({})),
    ("空.xlsx", lambda: filled_excel([])),
    ("全.docx", lambda: filled_word(SELF | MORE)),
    ("材料.docx", lambda: filled_word(MATERIAL, [NEWSPAPER])),
    ("材料.xlsx", lambda: filled_excel([MATERIAL, SELF], [NEWSPAPER | {"case": MATERIAL["title"]}, NEWSPAPER])),
    ("怪.xlsx", odd_excel),
    *((f"{place}-{name}", made) for place, (what, name, made, _) in enumerate(REFUSED) if what != "21 megabytes"),
]


def test_every_file_is_read_as_import_reads_it(form: Page, tmp_path: Path, corpus: Corpus) -> None:
    different = {}
    for name, made in FILES:
        path = tmp_path / name
        path.write_bytes(made())
        expected = json.loads(json.dumps(read_by_import(path, empty_form(), corpus)))
        found = read_in_page(form, name, path.read_bytes())
        if found != expected:
            different[name] = (expected, found)
    assert len(FILES) > 50
    assert different == {}
