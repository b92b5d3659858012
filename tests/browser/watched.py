"""Note what pages under test do wrong: errors on the console or in scripts, requests to anywhere else."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage

from tests.browser.ready import PATIENCE_MS

#: Where a page under test may load from; anything else is a leak.
OWN_SCHEMES = ("file", "data", "blob", "about")


class Watched:
    """A browser context in which one test after the other opens pages; what these do wrong is noted."""

    def __init__(self, context: BrowserContext, *kept: str) -> None:
        self.context = context
        self.faults: list[str] = []
        self.tolerated: tuple[str, ...] = ()
        context.set_default_timeout(PATIENCE_MS)
        # A page that stays open keeps its process, which the next page then need not start.
        self._kept = [context.new_page() for _ in kept]
        for page, address in zip(self._kept, kept, strict=True):
            page.goto(address)
        context.on("request", lambda request: self._on_request(request.url))
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))

    def _on_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in OWN_SCHEMES and parts.hostname != "127.0.0.1":
            self.faults.append(f"request leaves the site: {url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # Of a page that shows a picture alone the browser itself asks for an icon that no site here has.
        if message.page in self._kept:
            return
        if message.type == "error" and not any(part in message.text for part in self.tolerated):
            self.faults.append(f"console: {message.text}")

    def empty(self) -> list[str]:
        """Close what a test opened, forget what it stored and loaded, and return what went wrong."""
        for page in self.context.pages:
            if page not in self._kept:
                page.close()
        self.context.set_offline(False)
        self.context.clear_cookies()
        if self._kept:
            session = self.context.new_cdp_session(self._kept[0])
            for origin in ("*", "file://"):
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
            session.send("Network.clearBrowserCache")
            session.detach()
        faults, self.faults = self.faults, []
        return faults
