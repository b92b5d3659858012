"""What we write as RIS comes back unchanged from a parser that is not ours."""

import json
from pathlib import Path

import pytest
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
    assert entry["custom3" if reference.type == "paper-conference" else "secondary_title"] == reference.container_title
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


@pytest.mark.parametrize(
    ("reference", "lines"),
    [
        # Each tag is where Zotero's field map has it for that type.
        (
            Reference("a", "paper-conference", "甲", container_title="论文集", event_title="会", publisher_place="京"),
            ("TY  - CPAPER", "C3  - 论文集", "T2  - 会", "C1  - 京"),
        ),
        (Reference("a", "paper-conference", "论文集", editors=(Name("某会"),)), ("TY  - CONF", "ED  - 某会")),
        (
            Reference("a", "book", "手册", editors=(Name("王一"),), collection_title="丛书"),
            ("A3  - 王一", "T2  - 丛书"),
        ),
        (
            Reference("a", "chapter", "甲", editors=(Name("王一"),), container_title="手册"),
            ("A2  - 王一", "T2  - 手册"),
        ),
        (Reference("a", "report", "甲", editors=(Name("王一"),)), ("ED  - 王一",)),
        (Reference("a", "legislation", "法", number="第五十二号"), ("TY  - STAT", "M1  - 第五十二号")),
        (Reference("a", "bill", "法", number="3"), ("TY  - BILL", "M1  - 3")),
        (Reference("a", "standard", "标准", number="GB 1", isbn="7"), ("TY  - STAND", "SN  - GB 1")),
        (Reference("a", "manuscript", "信", number="LS-1"), ("TY  - MANSCPT", "AN  - LS-1")),
        (Reference("a", "patent", "机", number="CN1"), ("TY  - PAT", "SN  - CN1")),
        (Reference("a", "webpage", "页", number="3号"), ("TY  - ELEC", "M1  - 3号")),
        (Reference("a", "article-journal", "甲", number="104253", issn="1000-1"), ("SP  - 104253", "SN  - 1000-1")),
        (Reference("a", "motion_picture", "片", dimensions="40 分钟"), ("TY  - MPCT", "C5  - 40 分钟")),
        (Reference("a", "speech", "话", event_title="会", event_place="京"), ("TY  - SLIDE", "T2  - 会", "CY  - 京")),
        (Reference("a", "interview", "访", interviewers=(Name("李二"),)), ("TY  - PCOMM", "A2  - 李二")),
    ],
)
def test_a_value_stands_where_zotero_looks_for_it(reference: Reference, lines: tuple[str, ...]) -> None:
    written = render_references([reference], Style.RIS).split("\r\n")
    assert set(lines) <= set(written), written


def test_every_type_of_csl_has_a_type_of_its_own() -> None:
    types = json.loads((Path(__file__).parent / "csl.schema.json").read_text("utf-8"))["items"]["properties"]["type"]
    general = {
        name for name in types["enum"] if "TY  - GEN" in render_references([Reference("a", name, "甲")], Style.RIS)
    }
    assert general <= {"document"}
