"""Wait for what scripts make of a page, however long a busy machine takes."""

from collections.abc import Callable
from typing import Any, TypeAlias

from playwright.sync_api import Page

#: Opens an address in a window of its own.
Open: TypeAlias = Callable[..., Page]

#: What an idle machine does in a second may take a busy one minutes; only a fault is waited for to the end.
PATIENCE_MS = 120_000

#: The options of a context that is a phone's.
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 667}, "has_touch": True, "is_mobile": True}

#: Keeps nothing, as browsers do in private windows.
REFUSE_STORAGE = """for (const name of ["getItem", "setItem"]) {
  const own = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("kb-")) throw new DOMException("refused", "SecurityError");
    return own.call(this, key, ...rest);
  };
}"""

#: What says that everything asked of a page is on it.
_READY = {
    "cases/index.html": "[data-kb-search=answered]",
    "compare.html": "#kb-compare-status:text-matches('个案例|还没有')",
    "fit.html": "#kb-fit-status:not(:empty)",
    "workshop.html": ".kb-paper, #kb-workshop-status:text('还没有选')",
    "submit.html": ".kb-form textarea",
}


def open_ready(page: Page, base: str, name: str) -> Page:
    """Open a page of the site at ``base`` and wait until its scripts have done what its address asks."""
    page.goto(base + name)
    for ending, ready in _READY.items():
        if name.partition("?")[0].endswith(ending):
            page.locator(ready).first.wait_for(state="attached")
    return page
