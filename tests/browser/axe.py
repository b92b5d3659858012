"""Ask axe what is wrong with a page as it stands."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

#: WCAG 2.2 A and AA, and what axe holds to be good practice.
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: What can differ where only the colours do.
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, when: str = "", options: Any = EVERYTHING) -> list[str]:
    """Return what axe finds, and when."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return [
        f"{when}: {one['id']} ({one['impact']}): {[(at['target'], at['failureSummary']) for at in one['nodes'][:3]]}"
        for one in page.evaluate("options => axe.run(document, options)", options)["violations"]
    ]
