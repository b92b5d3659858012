"""Take from the theme's style sheets what can meet a page; three quarters of them dress parts that no page here has."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, Final

import tinycss2

from kb.errors import PublishError

#: The theme's sheets, by the beginning of their names; the rest of a name changes with the theme's version.
SHEETS: Final = ("main.", "palette.")

#: The classes of the theme that pages carry. A page with another one would be undressed: a test reads them all.
CLASSES: Final = frozenset({
    "md-grid", "md-header", "md-header__button", "md-header__inner", "md-icon", "md-overlay", "md-typeset"
})  # fmt: skip

#: Rules that hold rules.
GROUPS: Final = frozenset({"media", "supports"})


def theme_styles() -> str:
    """Return the theme's rules that can meet a page, in their order."""
    return "".join(sheet_for_pages(text) for text in theme_sheets())


def sheet_for_pages(text: str) -> str:
    """Return what of one style sheet can meet a page."""
    return "".join(_meeting(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def theme_sheets() -> list[str]:
    """Return the theme's style sheets as they came; PublishError if the theme has none of such a name."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    return [_sheet(folder, beginning).read_text(encoding="utf-8") for beginning in SHEETS]


def _sheet(folder: Traversable, beginning: str) -> Traversable:
    for sheet in folder.iterdir():
        if sheet.name.startswith(beginning) and sheet.name.endswith(".css"):
            return sheet
    raise PublishError(
        f"mkdocs-material 中没有 {beginning}*.css：这个版本换了样式表的名字，请装回锁定的版本（make serve）"
    )


def _meeting(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _can_meet(one)]
            if selectors:
                yield f"{','.join(map(tinycss2.serialize, selectors))}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS:
            inner = "".join(_meeting(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _can_meet(selector: list[Any]) -> bool:
    # What stands in :is() and :not() is not looked into: such a rule is kept rather than judged.
    return all(name.value in CLASSES for dot, name in pairwise(selector) if dot == "." and name.type == "ident")
