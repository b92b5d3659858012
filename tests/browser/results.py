"""Read the results page as a reader does."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

ASKED = "decodeURIComponent(location.search.replace(/[+]/g, ' '))"


class Results:
    """The results page of a built site at ``base``."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.address = f"{base}cases/index.html"

    def open(self, text: str = "", **filters: str) -> None:
        """Open the page on a query as a shared link would, and wait until search has taken over."""
        asked = urlencode(({"q": text} if text else {}) | filters)
        self.page.goto(self.address + (f"?{asked}" if asked else ""))
        self.settle("")

    def again(self, text: str = "", **filters: str) -> None:
        """Ask something else on the open page, as the steps back and forward do."""
        asked = urlencode(({"q": text} if text else {}) | filters)
        self.page.evaluate(
            """(asked) => {
              history.pushState(null, "", location.pathname + asked);
              dispatchEvent(new PopStateEvent("popstate"));
            }""",
            asked and f"?{asked}",
        )
        self.settle("")

    @property
    def box(self) -> Locator:
        return self.page.locator(".kb-search-page input[name=q]")

    @property
    def status(self) -> Locator:
        return self.page.locator("#kb-status")

    @property
    def rows(self) -> Locator:
        return self.page.locator("#kb-results .kb-row")

    @property
    def ids(self) -> list[str]:
        return [str(name) for name in self.rows.evaluate_all("(rows) => rows.map((row) => row.dataset.case)")]

    @property
    def all_ids(self) -> list[str]:
        """Show all there is, and return the ids in order."""
        more = self.page.get_by_role("button", name="更多", exact=True)
        while more.is_visible():
            before = self.rows.count()
            more.click()
            expect(self.rows).not_to_have_count(before)
        return self.ids

    @property
    def chips(self) -> Locator:
        """What the hits are narrowed by."""
        return self.page.locator(".kb-active-chip")

    @property
    def snippets(self) -> list[str]:
        return self.rows.locator(".kb-row-text").all_text_contents()

    @property
    def asked(self) -> str:
        """The part of the address that says what is asked."""
        return str(self.page.evaluate(ASKED))

    def type(self, text: str) -> None:
        """Type into the box and wait until the answer to exactly this text stands on the page."""
        self.box.fill(text)
        # Not settle(): the address of a longer text asks this one, too.
        asks = "(text) => (new URLSearchParams(location.search).get('q') || '') === text"
        self.page.wait_for_function(asks, arg=text)
        self.settle("")

    def settle(self, asked: str) -> None:
        """Wait until the address asks this and its answer, with its counts, is shown."""
        self.page.wait_for_function(f"(asked) => ({ASKED}).includes(asked)", arg=asked)
        self.page.wait_for_function("document.documentElement.dataset.kbSearch === 'answered'")

    def choose(self, facet: str, value: str) -> None:
        """Tick or untick one value of a facet, opening its group if need be."""
        box = self.page.locator(f"#kb-facets input[name={facet}][value='{value}']")
        box.wait_for(state="attached")
        for folded in box.locator("xpath=ancestor::details").all():
            if folded.get_attribute("open") is None:
                folded.locator("> summary").click()
        box.locator("xpath=ancestor::label").click()
