"""What we write as RIS comes back unchanged from a parser that is not ours."""

import rispy
from hypothesis import given

from kb.citation.name import Name
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, render_references
from kb.model import Source
from tests.unit.citation.citation_strategies import references


def read_back(text: str) -> list[dict[str, object]]:
    return rispy.loads(text)


@given(references)
def test_every_field_survives(reference: Reference) -> None:
    (entry,) = read_back(render_references([reference], Style.RIS))
    assert entry["title"] == reference.title
    assert entry["urls"] == [reference.url]
    assert entry["notes"] == [reference.note]
    assert entry["secondary_title"] == reference.container_title
    assert entry["publisher"] == reference.publisher
    bodies = [name.literal.replace(",", "").strip() for name in reference.authors if not name.family]
    people = [f"{name.family}, {name.given}".strip() for name in reference.authors if name.family]
    assert sorted(entry.get("authors", [])) == sorted([*filter(None, bodies), *people])


def test_several_entries_stay_apart_and_dates_are_whole() -> None:
    text = render_references(
        [
            Reference("a", "regulation", "甲", issued="2014-02-24", accessed="2026-11-23"),
            Reference("b", "webpage", "乙", issued="2014"),
        ],
        Style.RIS,
    )
    first, second = read_back(text)
    assert (first["type_of_reference"], first["date"], first["access_date"]) == ("GOVDOC", "2014/02/24/", "2026/11/23/")
    assert (second["type_of_reference"], second["date"], second["year"]) == ("ELEC", "2014///", "2014")


def test_a_line_break_in_a_title_cannot_forge_a_tag() -> None:
    source = Source(id="a", type="book", title="甲\rAU  - 假\u2028ER  - ", tier="官方发布")
    (entry,) = read_back(render_references([reference_of_source(source)], Style.RIS))
    assert entry["title"] == "甲 AU - 假 ER -"
    assert "authors" not in entry


def test_a_body_keeps_no_comma_that_would_split_it() -> None:
    text = render_references([Reference("a", "book", "甲", (Name("Some Center, Inc."),))], Style.RIS)
    assert "AU  - Some Center Inc.\r\n" in text


def test_pages_and_numbers_stand_in_their_tags() -> None:
    article = Reference("a", "article-journal", "甲", volume="3", issue="2", page="1-9")
    (entry,) = read_back(render_references([article], Style.RIS))
    assert (entry["volume"], entry["number"], entry["start_page"], entry["end_page"]) == ("3", "2", "1", "9")
    (report,) = read_back(render_references([Reference("a", "report", "乙", number="教技厅函[2014]13号")], Style.RIS))
    assert report["issn"] == "教技厅函[2014]13号"
