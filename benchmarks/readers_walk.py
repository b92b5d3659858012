"""Count what readers' tasks take, beside what they took before: ``python -m benchmarks.readers_walk``.

The tasks are those of a rural head teacher, of a trainer, of a contributor and of who goes by the keyboard alone;
"before" was counted by hand at commit eace547. The site is built from the real cases. A phone is
375 × 667, a desk 1280 × 800.
"""

import re
import sys
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from benchmarks.built_site import browser_on_site

PHONE: ViewportSize = {"width": 375, "height": 667}
DESK: ViewportSize = {"width": 1280, "height": 800}
THREE = ("wuhu-online-classroom", "jiaozuo-purchase-of-service", "zhengzhou-no2-mobile-self-learning")
WUHU = f"cases/{THREE[0]}.html"
ANSWERED = "[data-kb-search=answered]"
MOST_TABS = 300


class Figure(NamedTuple):
    """One thing counted: the task, what is counted, how many there were before and are now."""

    task: str
    counted: str
    before: float
    now: float


class Finger:
    """Presses what it is shown, and counts."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, *shown: Locator) -> None:
        for one in shown:
            one.click()
            self.presses += 1


def text_before(page: Page, selector: str) -> int:
    """Count the characters that stand before an element, from the title on."""
    return int(
        page.evaluate(
            """(selector) => {
              const range = document.createRange();
              range.setStartBefore(document.querySelector("#kb-main h1"));
              range.setEndBefore(document.querySelector(selector));
              return range.toString().replace(/\\s+/g, "").length;
            }""",
            selector,
        )
    )


def height_of(page: Page) -> float:
    return float(page.evaluate("document.body.scrollHeight"))


def top_of(page: Page, selector: str) -> float:
    return float(page.evaluate("(one) => document.querySelector(one).getBoundingClientRect().top + scrollY", selector))


def tabs_to(page: Page, reached: str, *, by: str | None = None) -> int:
    """Count the keys from where the focus is to an element; ``by`` names a link that leads near it and is taken."""
    for keys in range(1, MOST_TABS):
        page.keyboard.press("Tab")
        if by and page.evaluate("(words) => document.activeElement.textContent.trim() === words", by):
            page.keyboard.press("Enter")
            return keys + 1 + tabs_to(page, reached)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", reached):
            return keys
    raise AssertionError(f"{reached} is not reached")


def head_teacher(page: Page, base: str) -> list[Figure]:
    """Go from a problem to the editors' advice, search one's own province, narrow by stage, ask what fits."""
    finger = Finger()
    page.goto(base + "index.html")
    problem = page.locator(".kb-counted li", has_text="教学点开不齐课")
    finger.press(problem.get_by_role("link", name="如：芜湖市"))
    page.locator("#replication").wait_for()
    figures = [
        Figure("问题 → 案例", "从首页点几下", 2, finger.presses),
        Figure("问题 → 案例", "到“先想好这几件事”，手机几屏", 5, round(top_of(page, "#replication") / 667, 1)),
        Figure("问题 → 案例", "在它前面的字", 1100, text_before(page, "#replication")),
    ]
    page.goto(base + "cases/index.html?q=贵州")
    page.locator(ANSWERED).wait_for(state="attached")
    figures.append(Figure("搜自己的省（贵州）", "答非所问的案例", 6, page.locator("#kb-results .kb-row").count()))
    page.goto(base + "cases/index.html")
    page.locator(ANSWERED).wait_for(state="attached")
    finger = Finger()
    finger.press(page.locator("#kb-facets label", has=page.locator("input[value=primary]")))
    page.wait_for_function("location.search.includes('stage=primary')")
    page.locator(ANSWERED).wait_for(state="attached")
    title = page.locator("#kb-results h3").first
    title.wait_for()
    # What the page scrolls by itself the reader need not.
    below = float(title.evaluate("(one) => Math.max(0, one.getBoundingClientRect().bottom - innerHeight)"))
    figures += [
        Figure("手机上选“小学”", "点几下", 3, finger.presses),
        Figure("手机上选“小学”", "翻多少像素", 1457 + 1400, round(below)),
        Figure("手机上选“小学”", "漏掉芜湖", 1, int(page.locator("[data-case=wuhu-online-classroom]").count() == 0)),
    ]
    page.goto(base + "fit.html")
    finger = Finger()
    page.get_by_label("省份").select_option("贵州省")
    for name in ("小学", "教学点", "教学点开不齐课", "有别的学校愿意带我们"):
        finger.press(page.get_by_label(name, exact=True))
    page.locator(".kb-fit").first.wait_for()
    words = page.locator("#kb-fit-cases").inner_text()
    figures += [
        Figure("找适合我校的", "选和点几下", 6, 1 + finger.presses),
        Figure("找适合我校的", "手机上多少像素", 7481, height_of(page)),
        Figure("找适合我校的", "结果里几个“未知”", 24, words.count("未知")),
    ]
    return figures


def trainer(page: Page, base: str) -> list[Figure]:
    """Print a handout of a ready collection and of an own choice, compare, cite, and print one case."""
    page.add_init_script("window.print = () => { window.isPrinted = true; };")
    page.goto(base + "index.html")
    ready = Finger()
    for name in ("看编好的合集", "谁来投资、谁来运营", "打印讲义"):
        ready.press(page.get_by_role("link", name=name))
    page.wait_for_function("window.isPrinted")
    sheets = "".join(page.locator(".kb-paper .kp-case").all_inner_texts())
    figures = [
        Figure("现成合集 → PDF", "从首页点几下", 4, ready.presses),
        Figure("现成合集 → PDF", "三个案例几页纸", 7, pages_of(page)),
        Figure("现成合集 → PDF", "案例页上几个“未知”", 10, sheets.count("未知")),
    ]
    page.goto(base + "index.html")
    own = Finger()
    own.press(page.get_by_role("link", name=re.compile("^全部 .* 个案例$")))
    page.locator(ANSWERED).wait_for(state="attached")
    own.press(*page.locator("#kb-results [data-compare]").all()[:3])
    own.press(page.get_by_role("link", name="打印讲义"))
    page.wait_for_function("window.isPrinted")
    figures += [
        Figure("自己选三个 → PDF", "从首页点几下", 6, own.presses),
        *(compared(page, base, *case) for case in (("手机", PHONE, 8386), ("电脑", DESK, 2900))),
    ]
    page.set_viewport_size(PHONE)
    page.goto(base + WUHU)
    citing = Finger()
    citing.press(page.get_by_role("button", name="复制引用"))
    page.get_by_text("已复制", exact=True).wait_for()
    figures.append(Figure("引用一个案例", "点几下", 3, citing.presses))
    page.get_by_role("button", name="打印一页纸").click()
    page.wait_for_function("window.isPrinted")
    figures.append(Figure("打印一个案例", "几页纸", 5, pages_of(page)))
    return figures


def compared(page: Page, base: str, where: str, size: ViewportSize, before: int) -> Figure:
    """Lay three cases side by side in a window of this size."""
    page.set_viewport_size(size)
    page.goto(f"{base}compare.html?cases={','.join(THREE)}")
    page.locator(".kb-compare-table").wait_for()
    return Figure("对比三个", f"{where}上多少像素", before, height_of(page))


def pages_of(page: Page) -> int:
    """Count the sheets of paper that the page takes."""
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        return len(printed)
    finally:
        printed.close()


def contributor(page: Page, base: str) -> list[Figure]:
    """Open the form on its longer road and see how much of it there is."""
    page.goto(base + "submit.html")
    page.locator("#f-road-material").check()
    page.locator(".kb-form textarea:visible").first.wait_for()
    # Of a list to choose from, what is chosen is seen.
    page.evaluate("document.querySelectorAll('#kb-main option').forEach((one) => one.remove())")
    return [
        Figure("提供案例", "必填几项", 24, page.locator(".kb-form-required:visible").count()),
        Figure("提供案例", "手机上多少像素", 10620, height_of(page)),
        Figure("提供案例", "表上的字", 3226, len("".join(page.locator("#kb-main").inner_text().split()))),
    ]


def keyboard(page: Page, base: str) -> list[Figure]:
    """Go to the search of the first page, to the first result, and from a chosen case to what was chosen."""
    page.goto(base + "index.html")
    search = tabs_to(page, "[href='#kb-query']") + 1
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'kb-query'")
    page.goto(base + "cases/index.html")
    page.locator(ANSWERED).wait_for(state="attached")
    first = tabs_to(page, "#kb-results h3 a", by="跳到结果")
    page.goto(base + WUHU)
    page.locator(".kb-compare-add").first.click()
    page.locator(".kb-tray-make").wait_for(state="attached")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.reload()
    page.locator(".kb-tray-make").wait_for(state="attached")
    chosen = tabs_to(page, ".kb-tray-make", by="到已选案例")
    return [
        Figure("只用键盘", "到首页的搜索框几下", 3, search),
        Figure("只用键盘", "到第一个结果几下", 67, first),
        Figure("只用键盘", "选了以后到“做讲义”几下", 127, chosen),
    ]


def walk(browser: Browser, base: str) -> list[Figure]:
    """Return all figures of a site."""
    figures: list[Figure] = []
    tasks: tuple[tuple[Callable[[Page, str], list[Figure]], ViewportSize], ...] = (
        (head_teacher, PHONE),
        (trainer, PHONE),
        (contributor, PHONE),
        (keyboard, DESK),
    )
    for task, size in tasks:
        context = browser.new_context(viewport=size, permissions=["clipboard-write"])
        figures += task(context.new_page(), base)
        context.close()
    return figures


def main() -> None:
    """Print one row a figure; end with 1 where one is no better than before."""
    with browser_on_site() as (browser, base):
        figures = walk(browser, base)
    print("| 任务 | 数什么 | 原来 | 现在 |\n|---|---|---:|---:|")
    for task, counted, before, now in figures:
        print(f"| {task} | {counted} | {before:g} | {now:g}{'' if now < before else '（没有更好）'} |")
    sys.exit(int(any(figure.now >= figure.before for figure in figures)))


if __name__ == "__main__":
    main()
