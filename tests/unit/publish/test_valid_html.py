"""Pages keep to rules of HTML that validators know and browsers do not mind."""

from html.parser import HTMLParser

from kb.model import Corpus
from kb.publish import SiteOptions
from tests.theme import render_pages

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "path", "rect"}
#: What may stand right within an element.
WITHIN = {
    "dl": {"dt", "dd", "div"},
    "ul": {"li"},
    "ol": {"li"},
    "tr": {"td", "th"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "table": {"caption", "thead", "tbody"},
}
#: What a name cannot be given to, since nothing but its text stands for it.
NAMELESS = {"label", "span", "div", "p", "b", "i", "em", "strong", "small", "code", "dt", "dd", "caption", "sup", "li"}
NOT_TYPED_IN = {"checkbox", "radio", "button", "submit"}


class Validator(HTMLParser):
    """Collects what a page does that it may not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._open: list[str] = []
        self._ids: set[str] = set()
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        parent = self._open[-1] if self._open else ""
        rules = {
            f"{tag} has an attribute twice": len(values) != len(attrs),
            f"{tag} right within {parent}": parent in WITHIN and tag not in WITHIN[parent],
            f"{tag} within a link or a button": tag in ("a", "button", "input") and {"a", "button"} & set(self._open),
            f"{values.get('type')} with autocomplete": values.get("type") in NOT_TYPED_IN and "autocomplete" in values,
            f"{tag} with a name": tag in NAMELESS and "aria-label" in values and "role" not in values,
            f"{values.get('id')} twice or empty": "id" in values and values["id"] in self._ids | {None, ""},
            "a picture without a text": tag == "img" and "alt" not in values,
        }
        self.faults += [fault for fault, found in rules.items() if found]
        self._ids.add(values.get("id") or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._open[-1:] != [tag]:
            self.faults.append(f"{tag} ends within {self._open[-1:]}")
        while self._open and self._open.pop() != tag:
            pass


def test_no_page_breaks_a_rule_of_html(corpus: Corpus) -> None:
    pages = render_pages(corpus, SiteOptions("https://kb.example.cn/", "https://github.com/a/b", "edit/main/"))
    assert {page.uri: faults for page in pages if (faults := Validator(page.render()).faults)} == {}
