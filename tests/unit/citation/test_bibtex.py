"""What we write as BibTeX comes back unchanged from a parser that is not ours."""

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry
from hypothesis import given
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from kb.citation.bibtex import escape_latex
from kb.citation.name import Name
from kb.citation.reference import Reference
from kb.citation.style import Style, render_references
from tests.unit.citation.citation_strategies import hard_text, references

#: pylatexenc reads LaTeX; three of its text symbols are missing or not the ASCII sign they print.
LATEX = get_default_latex_context_db()
LATEX.add_context_category(
    "text symbols",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)


def read_back(text: str) -> Entry:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def decoded(text: str) -> str:
    return LatexNodes2Text(latex_context=LATEX).latex_to_text(text)


@given(hard_text)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert decoded(escape_latex(text)) == text


@given(references)
def test_every_field_survives(reference: Reference) -> None:
    for style in (Style.BIBTEX, Style.BIBLATEX):
        entry = read_back(render_references([reference], style))
        fields = {field.key: field.value for field in entry.fields}
        assert entry.key == "moe-2014-13"
        assert decoded(fields["title"]) == reference.title
        assert fields["url"].replace("%7B", "{").replace("%7D", "}") == reference.url
        annotation = fields["annote" if style is Style.BIBTEX else "annotation"]
        assert decoded(annotation) == reference.note
        if reference.issued:
            assert fields["year" if style is Style.BIBTEX else "date"].startswith(reference.issued[:4])


@given(references)
def test_every_author_stays_one_author(reference: Reference) -> None:
    fields = {field.key: field.value for field in read_back(render_references([reference], Style.BIBTEX)).fields}
    written = fields.get("author", "")
    people = bibtexparser.middlewares.names.split_multiple_persons_names(written) if written else []
    assert len(people) == len(reference.authors)
    for name, person in zip(reference.authors, people, strict=True):
        said = decoded(person)
        assert said == (name.literal or f"{name.family}, {name.given}")


def test_the_ordinary_middleware_reads_a_chinese_name_and_a_body_whole() -> None:
    body = Name("Some Center, Inc. and Friends")
    reference = Reference("a", "book", "题名", (Name("刘洪宇"), body, Name("", "Peebles", "P. Z.", "Jr.")))
    entry = read_back(render_references([reference], Style.BIBTEX))
    split = bibtexparser.middlewares.SeparateCoAuthors(allow_inplace_modification=True)
    authors = split.transform_entry(entry, bibtexparser.Library()).fields_dict["author"].value
    assert authors == ["{刘洪宇}", "{Some Center, Inc. and Friends}", "Peebles, Jr., P. Z."]


def test_capitals_of_a_western_title_are_kept_from_lower_casing_styles() -> None:
    reference = Reference("a", "book", "The ICT plan of Wuhu", language="en-US")
    assert "title = {The {ICT} plan of {Wuhu}}" in render_references([reference], Style.BIBTEX)


def test_the_latex_middleware_decodes_a_whole_file() -> None:
    reference = Reference("a", "book", "50% & 100_000 {新} ~ “班班通” 😀")
    library = bibtexparser.parse_string(
        render_references([reference], Style.BIBLATEX), append_middleware=[LatexDecodingMiddleware()]
    )
    assert library.entries[0]["title"] == reference.title


@pytest.mark.parametrize(
    ("kind", "bibtex", "biblatex"),
    [
        ("webpage", "misc", "online"),
        ("regulation", "misc", "report"),
        ("article-journal", "article", "article"),
        ("report", "techreport", "report"),
        ("thesis", "phdthesis", "thesis"),
        ("dataset", "misc", "dataset"),
        ("legislation", "misc", "report"),
        ("entry-encyclopedia", "incollection", "inreference"),
        ("paper-conference", "proceedings", "proceedings"),
        ("periodical", "misc", "periodical"),
        ("speech", "misc", "unpublished"),
        ("graphic", "misc", "misc"),
    ],
)
def test_the_entry_type_follows_the_source_type(kind: str, bibtex: str, biblatex: str) -> None:
    reference = Reference("a", kind, "题名")
    assert render_references([reference], Style.BIBTEX).startswith(f"@{bibtex}{{a,")
    assert render_references([reference], Style.BIBLATEX).startswith(f"@{biblatex}{{a,")


@pytest.mark.parametrize("style", [Style.BIBTEX, Style.BIBLATEX])
@pytest.mark.parametrize("kind", ["book", "report", "thesis", "dataset", "chapter"])
def test_a_publisher_or_place_with_and_stays_one(kind: str, style: Style) -> None:
    publisher, place = "Department for Education and Skills", "Oxford AND New York"
    text = render_references([Reference("a", kind, "T", publisher=publisher, publisher_place=place)], style)
    assert f"= {{{{{publisher}}}}}" in text
    assert f"= {{{{{place}}}}}" in text


@pytest.mark.parametrize(
    ("reference", "bibtex", "biblatex"),
    [
        (Reference("a", "article-journal", "T", number="e1"), "pages = {e1}", "eid = {e1}"),
        (Reference("a", "book", "T", issued="2011", issued_until="2013"), "year = {2011--2013}", "date = {2011/2013}"),
        (Reference("a", "periodical", "T", issued="1984", issued_until="至今"), "year = {1984--}", "date = {1984/}"),
        (Reference("a", "book", "T", collection_title="S", collection_number="3"), "series = {S}", "number = {3}"),
        (Reference("a", "regulation", "T", number="3号"), "number = {3号}", "number = {3号}"),
        (Reference("a", "interview", "T", interviewers=(Name("李二"),)), "note = {采访：李二}", "note = {采访：李二}"),
    ],
)
def test_what_a_work_is_part_of_is_said_in_both(reference: Reference, bibtex: str, biblatex: str) -> None:
    assert bibtex in render_references([reference], Style.BIBTEX)
    assert biblatex in render_references([reference], Style.BIBLATEX)


@pytest.mark.parametrize("style", [Style.BIBTEX, Style.BIBLATEX, Style.RIS, Style.CSL_JSON, Style.PLAIN])
def test_every_file_says_from_when_a_law_is_in_force(style: Style) -> None:
    law = Reference("a", "legislation", "某法", issued="2006-06-29", effective="2006-09-01", status="现行")
    assert "2006-09-01 起施行，现行" in render_references([law], style)
