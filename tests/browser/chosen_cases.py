"""Four cases to choose, and the button by which each is chosen."""

from playwright.sync_api import Locator, Page

FOUR = (
    "wuhu-online-classroom",
    "jiaozuo-purchase-of-service",
    "zhengzhou-no2-mobile-self-learning",
    "changsha-social-work-learning-spaces",
)


def button(page: Page, case: str) -> Locator:
    """Return the button of a case in the list or on its page."""
    return page.locator(f"main [data-compare={case}]")
