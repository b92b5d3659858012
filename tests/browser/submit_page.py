"""Fill in the submission form as a teacher would, on either of its two roads."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

SUMMARY = (
    "某县中心校每周两次通过在线课堂给三个教学点上音乐课，县里出设备钱，中心校的音乐教师主讲，"
    "教学点的教师在场照看。还没有测量过。"
)
#: Sections by their labels on the form.
TEXTS = {
    "遇到了什么困难": "教学点没有音乐教师。\n我们教学点一共 43 个学生",
    "怎么做的": "有三样：\n1. 中心校的教师主讲。\n2. 教学点的教师在场照看。",
    "结果怎样": "没有测过。",
}
REQUIRED = ".kb-form-required:visible"


def choose_road(page: Page, road: str) -> None:
    page.locator(f"#f-road-{road}").check()


def fill_in(page: Page) -> None:
    """Fill in what is asked on both roads."""
    page.get_by_label("单位名称").fill("某县中心小学")
    page.get_by_label("单位类型").select_option("中小学校")
    page.locator("#f-region").select_option(label="安徽省")
    page.locator("#f-region-1").select_option(label="芜湖市")
    page.get_by_label("标题").fill("某县中心校: 用在线课堂给教学点上音乐课")
    page.get_by_label("摘要").fill(SUMMARY)
    for label, text in TEXTS.items():
        page.get_by_label(label).fill(text)
    page.get_by_text("更多：归类").click()
    for role, actor in (("谁投资", "政府"), ("谁付费", "学校")):
        page.get_by_role("group", name=role).get_by_label(actor, exact=True).check()
    page.get_by_label("花了多少钱").fill("12000")
    page.get_by_role("group", name="什么样的学校").get_by_label("教学点", exact=True).check()
    page.get_by_label("有多少学生").fill("43")


def fill_in_self_account(page: Page) -> None:
    choose_road(page, "self")
    fill_in(page)
    page.get_by_label("现在还在做吗").select_option("仍在进行")


def fill_in_material(page: Page) -> None:
    choose_road(page, "material")
    page.get_by_label("材料的题名").fill("音乐课进了教学点")
    page.get_by_label("是什么材料").select_option("article-newspaper")
    page.get_by_label("在材料的什么地方").fill("第 2 版")
    fill_in(page)
    area = page.get_by_label("遇到了什么困难")
    area.evaluate("(area) => area.setSelectionRange(area.value.length, area.value.length)")
    page.locator(".kb-field", has=area).get_by_role("button", name="音乐课进了教学点").click()


def download(page: Page) -> tuple[str, str]:
    """Return name and text of the one file that the form gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载投稿文件").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def left(page: Page) -> list[str]:
    """Return what the form says is still wrong."""
    summary = page.locator("#kb-submit-summary")
    expect(summary).not_to_be_empty()
    return summary.locator("li").all_text_contents()


def tabs_to(page: Page, selector: str) -> int:
    """Count how often Tab is pressed from the top of the page to an element."""
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    count = 0
    while count < 200 and not page.evaluate("(one) => document.activeElement.matches(one)", selector):
        page.keyboard.press("Tab")
        count += 1
    return count


def codes_in(text: str) -> set[str]:
    return set(re.findall(r"KB\d{3}", text))
