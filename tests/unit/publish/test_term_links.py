"""A word that needs explaining is a link where it first stands on a page, and text everywhere else."""

import re

from kb.model import VocabularyTerm
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.markdown import BodyRenderer
from kb.publish.view.term_links import TermLinks

TERMS = (
    VocabularyTerm(id="point", label="教学点", definition="很小的办学点。", aliases=("村小教学点",)),
    VocabularyTerm(id="grade", label="复式班", definition='一个老师"教"两个年级。'),
)


def links_in(*texts: str) -> list[list[tuple[str, str]]]:
    body, terms = BodyRenderer(), TermLinks(TERMS, "../glossary.html")
    found = []
    for text in texts:
        html = body.render(text, Footnotes({}), anchor="part", terms=terms)
        found.append(re.findall(r'<a class="kb-term" href="([^"]+)" title="[^"]+">([^<]+)</a>', html))
    return found


def test_only_the_first_of_each_word_on_a_page_is_a_link() -> None:
    first, second = links_in("教学点在山里，教学点有复式班。", "教学点和复式班。")
    assert first == [("../glossary.html#point", "教学点"), ("../glossary.html#grade", "复式班")]
    assert second == []


def test_a_longer_name_wins_and_stands_for_its_word() -> None:
    assert links_in("**村小教学点**很小，教学点也是。") == [[("../glossary.html#point", "村小教学点")]]


def test_no_link_stands_in_a_link_a_heading_or_code() -> None:
    (found,) = links_in("### 教学点\n\n[教学点](https://example.org/)、`教学点`，然后是教学点。")
    assert found == [("../glossary.html#point", "教学点")]


def test_the_text_stays_what_it_was() -> None:
    text = "有教学点，*复式班*和教学点。"
    terms = TermLinks(TERMS, "../glossary.html")
    plain = BodyRenderer().render(text, Footnotes({}), anchor="part")
    linked = BodyRenderer().render(text, Footnotes({}), anchor="part", terms=terms)
    assert linked != plain
    assert re.sub(r"<[^>]+>", "", linked) == re.sub(r"<[^>]+>", "", plain)
