"""An old phone drops a whole rule whose selector it cannot read, so none stands in what is served."""

import re
from importlib.resources import files

import pytest

from kb.publish.core.stylesheet import page_styles

#: Selectors that browsers learnt after scripts of es2019, which the bundles are made for: Chrome 80, early 2020.
NEWER = re.compile(
    r":(?:is|where|has|-webkit-any)\(|:not\([^()]*(?:\([^()]*\)[^()]*)*[, >+~]|:user-|:nth-child\([^)]* of "
)
#: The same of nesting, and of two shorthands that put a thing in its place.
NESTED = re.compile(
    r"(?:^|[;{])\s*&|(?<![\w-])(?:inset|inset-(?:inline|block)[a-z-]*|(?:padding|margin|border)-(?:inline|block))\s*:"
)

ASSETS = files("kb.publish") / "assets" / "kb"
SHEETS = {"page.css": page_styles()} | {
    one.name: one.read_text(encoding="utf-8") for one in ASSETS.iterdir() if one.name.endswith(".css")
}


@pytest.mark.parametrize("name", SHEETS)
def test_no_served_style_asks_for_a_newer_browser(name: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS[name], flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", rules)
    assert len(selectors) > 20
    assert [one.strip() for one in selectors if NEWER.search(one)] == []
    assert NESTED.findall(rules) == []


@pytest.mark.parametrize(
    "selector", [":is(a, b) c", "a:where(b)", "a:has(b)", "a:not(b, c)", "a:not(b c)", "a:not(:nth-child(2), c)"]
)
def test_newer_selectors_are_known(selector: str) -> None:
    assert NEWER.search(selector)


@pytest.mark.parametrize(
    "selector", ["a:not([hidden])", "a:not(:nth-child(2))", "a:not([x]):not(b) > c, d + e", "a:nth-child(2n+1)"]
)
def test_older_selectors_are_let_be(selector: str) -> None:
    assert not NEWER.search(selector)
