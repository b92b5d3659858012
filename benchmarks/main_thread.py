"""Print the longest task of each kind of page's main thread, cold: ``python -m benchmarks.main_thread``.

In milliseconds of processor time, which a busy machine changes little; goal: none over 50. The site is built from the
real cases; every load is a context of its own, with nothing kept from the one before.
"""

import statistics

from benchmarks.browser_search import longest_task
from benchmarks.built_site import browser_on_site

LOADS = 7

#: What a page still does after it has loaded is over by then.
SETTLED_MS = 900

FOUR = (
    "jiaozuo-purchase-of-service",
    "mianzhu-fibre-metro-network",
    "nanshan-service-outsourcing",
    "changsha-social-work-learning-spaces",
)

#: Address and what stands on the page once it has done its work.
PAGES = {
    "首页": ("index.html", ".kb-tiles"),
    "案例": (f"cases/{FOUR[0]}.html", ".kb-cite-part"),
    "全部案例": ("cases/index.html", ".kb-row"),
    "检索": ("cases/index.html?q=在线课堂", ".kb-row mark"),
    "主题": ("themes/index.html", "h1"),
    "地区": ("regions/index.html", ".kb-tiles"),
    "通报": ("notice.html", "table"),
    "比较四个": ("compare.html?cases=" + ",".join(FOUR), "table th:nth-child(5)"),
    "适合我校的": ("fit.html", "input[type=checkbox]"),
    "培训讲义四个": ("workshop.html?cases=" + ",".join(FOUR), ".kp-n4"),
    "投稿": ("submit.html", "#kb-submit-summary li"),
    "数据": ("data.html", "table"),
}


def main() -> None:
    """Print one row a page."""
    with browser_on_site() as (browser, base):
        print("| 页面 | 最长任务，中位 ms | 最多 ms |\n|---|---:|---:|")
        for name, (address, done) in PAGES.items():
            tasks: list[float] = []
            for _ in range(LOADS):
                context = browser.new_context()
                page = context.new_page()
                with longest_task(browser, page, tasks):
                    page.goto(base + address)
                    page.locator(done).first.wait_for(state="attached")
                    page.wait_for_timeout(SETTLED_MS)
                context.close()
            print(f"| {name} | {statistics.median(tasks):.0f} | {max(tasks):.0f} |", flush=True)


if __name__ == "__main__":
    main()
