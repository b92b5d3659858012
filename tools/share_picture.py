"""Draw the picture that messengers show beside a link to the site: its name on a blue-green ground.

``python -m tools.share_picture`` writes it beside the icons, with the Chromium that the tests use.
"""

from playwright.sync_api import sync_playwright

from tools.browser import FLAGS, find_chromium
from tools.icons import FOLDER

SIZE = {"width": 600, "height": 315}

_PAGE = """<!doctype html><meta charset="utf-8"><style>
body { display: flex; flex-direction: column; justify-content: center; height: 315px; margin: 0; padding: 0 44px;
  box-sizing: border-box; color: #fff; background: #0b5563;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0 0 14px; font-size: 44px; } p { margin: 0; font-size: 22px; line-height: 1.5; }
</style><h1>教育信息化典型案例库</h1><p>各地学校怎么做，谁出钱，靠不靠得住<br>每件事都注明出处</p>"""


def main() -> None:
    """Take a picture of the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE)
        page.set_content(_PAGE)
        page.screenshot(path=FOLDER / "share.png")
        browser.close()


if __name__ == "__main__":
    main()
