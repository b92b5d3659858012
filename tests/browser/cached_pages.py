"""Wait until the service worker has cached what a test needs."""

import re

from playwright.sync_api import Page

from tests.browser.ready import PATIENCE_MS

#: A file whose address says what is in it is cached by the whole of it.
VERSIONED = re.compile(r"\?[0-9a-f]{8,12}$")


def settled(page: Page, address: str) -> Page:
    """Open a page and wait until the worker is in charge of it and has cached it."""
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until_cached(page, address)
    return page


def until(page: Page, question: str, arg: object = None) -> None:
    """Wait until a promise says yes; Playwright's own waiting takes a promise itself for a yes."""
    asking = """async ([question, arg, patience]) => {
      const ask = (0, eval)(question);
      for (const end = Date.now() + patience; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
        if (await ask(arg)) return true;
      }
      return false;
    }"""
    assert page.evaluate(asking, [question, arg, PATIENCE_MS]), f"waited in vain for: {question} {arg}"


def wait_until_cached(page: Page, address: str, words: str = "") -> None:
    cached = """async ([address, words]) => {
      for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match(address);
        if (found && (await found.text()).includes(words)) return true;
      }
      return false;
    }"""
    until(page, cached, [address if VERSIONED.search(address) else address.split("?")[0].split("#")[0], words])


def wait_until_all_cached(page: Page) -> None:
    """Wait until the page and all that it has loaded is cached."""
    for address in [page.url, *page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")]:
        wait_until_cached(page, address)
