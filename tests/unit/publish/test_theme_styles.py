"""Of the theme's rules, those that can meet a page are kept as they are."""

import pytest

from kb.errors import PublishError
from kb.publish.core import theme_styles
from kb.publish.core.theme_styles import sheet_for_pages, theme_sheets


def test_rules_for_parts_that_no_page_has_are_left_out() -> None:
    assert sheet_for_pages(".md-typeset a{color:red}.md-tabs,.md-tabs a{top:0}") == ".md-typeset a{color:red}"


def test_of_a_list_of_selectors_those_that_can_meet_a_page_stay() -> None:
    assert sheet_for_pages("a, .md-tabs > a, .md-icon svg{top:0}") == "a, .md-icon svg{top:0}"


def test_a_group_is_kept_with_what_is_left_in_it_or_goes_empty() -> None:
    assert sheet_for_pages("@media print{.md-tabs{top:0}a{top:1px}}@media screen{.md-tabs{top:0}}") == (
        "@media print{a{top:1px}}"
    )


def test_what_stands_in_a_function_or_a_string_does_not_count_as_a_class() -> None:
    kept = 'a:not(.md-tabs){top:0}[href$=".md-tabs"]{top:1.5em}'
    assert sheet_for_pages(kept) == kept


def test_a_theme_without_its_sheet_is_said_to_be_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme_styles, "SHEETS", ("renamed.",))
    with pytest.raises(PublishError, match=r"renamed\.\*\.css"):
        theme_sheets()
