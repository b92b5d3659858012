"""Templates are the styles' own words with holes; a browser test fills them for every case, place and style."""

import re
from typing import Any

import pytest

from kb.citation.case_references import Library
from kb.citation.templates import citation_templates, title_forms
from kb.errors import PublishError

LIBRARY = Library("教育信息化典型案例库", "教育信息化典型案例库", "https://11.example.cn:2323/")


def texts(library: Library) -> list[str]:
    templates: Any = citation_templates(library)["templates"]
    return [text for styles in templates.values() for pair in styles.values() for text, *_ in pair]


def test_only_holes_are_left_of_the_dates_and_the_address_stays_as_it_is() -> None:
    for text in texts(LIBRARY):
        own = text.replace("https://11.example.cn:2323/cases/⟨id⟩.html", "")
        assert own != text
        assert not re.search(r"\d{4}|\b\d\d?\b|November|October", own), text


def test_a_library_without_an_address_has_none_in_any_style() -> None:
    assert not any("http" in text or ".html" in text for text in texts(Library("库", "库")))


def test_a_library_without_an_address_can_be_cited_where_it_is_read() -> None:
    here: Any = citation_templates(Library("库", "库"))["here"]
    found = [text for styles in here.values() for pair in styles.values() for text, *_ in pair]
    assert all("⟨site⟩/cases/⟨id⟩.html" in text for text in found)
    assert "here" not in citation_templates(LIBRARY)


def test_a_title_is_told_only_where_a_style_writes_it_otherwise() -> None:
    assert title_forms("普通标题", LIBRARY) == {}
    assert title_forms('甲：《乙》 "B" & C', LIBRARY) == {
        "gb-2015": '甲: 《乙》 "B" & C',
        "gb-2015-author-date": '甲: 《乙》 "B" & C',
        "plain": '甲：〈乙〉 "B" & C',
        "bibtex": r'甲：《乙》 {"B"} \& {C}',
        "csl-json": r"甲：《乙》 \"B\" & C",
    }


def test_a_title_that_is_the_librarys_name_is_refused() -> None:
    with pytest.raises(PublishError, match="换一个标题"):
        title_forms(LIBRARY.name, LIBRARY)
