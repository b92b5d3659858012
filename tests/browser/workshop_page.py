"""Open the workshop page on chosen cases, as a shared link would."""

from playwright.sync_api import Page, expect

#: Where the published site says it stands.
SITE = "https://library.example/kb/"
FIVE = (
    "jiaozuo-purchase-of-service",
    "mianzhu-fibre-metro-network",
    "nanshan-service-outsourcing",
    "changsha-social-work-learning-spaces",
    "wuhu-online-classroom",
)


def opened(page: Page, base: str, *items: str) -> Page:
    page.goto(f"{base}workshop.html?cases={','.join(items)}")
    expect(page.locator(".kb-paper")).to_be_attached()
    return page


def choose(page: Page, base: str, *cases: str) -> Page:
    """Let a reader have chosen these cases earlier."""
    page.goto(f"{base}about.html")
    page.evaluate(
        """([root, ids]) => localStorage.setItem(`kb-chosen ${root}`,
          JSON.stringify({ v: 1, items: ids.map((id) => [id, '', '']) }))""",
        [base, list(cases)],
    )
    return page


def view(page: Page, name: str) -> None:
    page.locator(f".kb-workshop-views label:has(input[value={name}])").click()
    expect(page.locator(".kb-paper")).to_have_attribute("data-view", name)
