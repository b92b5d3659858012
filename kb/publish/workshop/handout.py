"""Put a workshop pack together: handout, slides, worksheets. web/workshop/pack.mjs does the same in the page.

What a case looks like stands in its trees (``handout_parts``, ``slides``, ``worksheet``); here is only what depends on
which cases were chosen. A browser test holds the two to the same HTML, element by element.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup

from kb.citation import Reference, Style
from kb.citation.reference_list import reference_list
from kb.publish.workshop.cases import Ask, Workshop, WorkshopCase
from kb.publish.workshop.tree import Cite, Element, Parts, Tree, el, html_of

T = TypeVar("T")

#: Columns of one comparison table that can still be read on A4.
_COLUMNS = 5
_QUESTIONS_ON_A_SLIDE = 4
_REFERENCES_ON_A_SLIDE = 6

_READING = (
    "每个案例标题下面写着证据等级，0 级最弱，5 级最强；0 级和 1 级没有经过评估。证据多不等于效果好。",
    "“未知”是来源没有说，编者没有替它猜。“编者分析”是编者的推断，其余都有出处。",
    "句末的标记指向最后的参考文献，后面跟着在原文中的位置。",
)


class View(StrEnum):
    """The three forms of a pack."""

    HANDOUT = "handout"
    SLIDES = "slides"
    WORKSHEET = "worksheet"


@dataclass(frozen=True)
class Item:
    """One thing chosen: a case, or a passage of it."""

    case: WorkshopCase
    anchor: str = ""


@dataclass(frozen=True)
class Session:
    """What a pack is made of; what the reader left empty is a line to write on."""

    items: tuple[Item, ...]
    title: str = ""
    date: str = ""
    facilitator: str = ""
    style: Style = Style.GB_2025

    @property
    def shown_title(self) -> str:
        """Return the title, or one that does until there is one."""
        return self.title or "教育信息化案例培训"

    @property
    def cases(self) -> tuple[WorkshopCase, ...]:
        """Return the cases chosen as a whole."""
        return tuple(item.case for item in self.items if not item.anchor)


_DOCUMENT = Markup(
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{}</title>\n'
    "<style>\n{}\n{}\n</style>\n</head>\n<body>\n{}\n</body>\n</html>\n"
)


def pack_document(session: Session, workshop: Workshop, view: View, *, css: str, accessed: str) -> str:
    """Return a pack as one file that needs no other; ``css`` is the text of handout.css."""
    body = pack_body(session, workshop, view, accessed=accessed)
    return _DOCUMENT.format(session.shown_title, Markup(css), Markup(running_heads(session)), body)


def pack_body(session: Session, workshop: Workshop, view: View, *, accessed: str) -> Markup:
    """Return a pack's HTML below the body; ``accessed`` is the day on which the cases were read."""
    sections = list(_SECTIONS[view](session))
    references = {key: _reference(key, session, workshop, accessed) for key in dict.fromkeys(_cited(sections))}
    listed = reference_list(references, session.style)
    sections += _references(listed.entries, view)
    paper = el("div.kb-paper", sections, **{"data-view": view.value})
    return html_of(paper, lambda key: listed.marks[key])


def running_heads(session: Session) -> str:
    """Return the style rules that put the titles on top of the pages."""
    rules = [f"@page{{@top-left{{content:{_quoted(session.shown_title)}}}}}"]
    for number, (head, _) in enumerate(_leaves(session), start=1):
        page = f"kp-n{number}"
        rules.append(f".{page}{{page:{page}}}@page {page}{{@top-right{{content:{_quoted(head)}}}}}")
    return "".join(rules)


def _quoted(text: str) -> str:
    """Return text as a CSS string that cannot end the style element either."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", " ") + '"'


def _handout(session: Session) -> Iterator[Element]:
    yield _cover(session)
    for number, (_, content) in enumerate(_leaves(session), start=1):
        notes = el("div.kp-notes", el("h3", "记录"), el("div.kp-lines"))
        yield el(f"section.kp-page.kp-item.kp-n{number}", content, notes)
    yield from _comparison(session.cases)
    yield from _discussion(session)


def _slides(session: Session) -> Iterator[Element]:
    said = " · ".join(part for part in (session.date, session.facilitator) if part)
    yield el(
        "section.kp-slide.kp-title",
        el("div.kp-face", el("p.kp-library", "教育信息化典型案例库"), el("h1", session.shown_title), el("p", said)),
    )
    for item in session.items:
        if item.anchor:
            yield el("section.kp-slide", el("div.kp-face.kp-quote", item.case.passages[item.anchor]))
        else:
            yield el("section.kp-slide", item.case.slide)
    chosen = [question for question, _ in chosen_questions([case.asks for case in session.cases])]
    if chosen:
        listed = el("ol", [el("li", question) for question in chosen[:_QUESTIONS_ON_A_SLIDE]])
        yield el("section.kp-slide", el("div.kp-face.kp-asking", el("h2", "讨论"), listed))


def _worksheets(session: Session) -> Iterator[Element]:
    for case in session.cases:
        yield el("section.kp-page.kp-sheet", case.worksheet)


_SECTIONS = {View.HANDOUT: _handout, View.SLIDES: _slides, View.WORKSHEET: _worksheets}


def _leaves(session: Session) -> Iterator[tuple[str, Parts]]:
    """Yield head and content of each leaf: a case has one of its own, passages in a row share one."""
    for is_passage, items in groupby(session.items, key=lambda item: bool(item.anchor)):
        if is_passage:
            yield "摘录", [item.case.passages[item.anchor] for item in items]
        else:
            for item in items:
                yield item.case.short, item.case.sheet


def _cover(session: Session) -> Element:
    lines = (("日期", session.date), ("主持", session.facilitator), ("参加的学校", ""))
    return el(
        "section.kp-page.kp-cover",
        el("p.kp-library", "教育信息化典型案例库 · 培训讲义"),
        el("h1", session.shown_title),
        el("dl.kp-session", [el("div", el("dt", name), el("dd", said or el("span.kp-blank"))) for name, said in lines]),
        el("h2", "内容"),
        el("ol.kp-contents", [el("li", _content_line(item)) for item in session.items]),
        el("h2", "怎么读"),
        el("ul.kp-reading", [el("li", line) for line in _READING]),
    )


def _content_line(item: Item) -> Parts:
    if item.anchor:
        return item.case.case.title, el("small", item.case.places[item.anchor])
    return item.case.case.title, el("small", item.case.evidence)


def _comparison(cases: Sequence[WorkshopCase]) -> Iterator[Element]:
    if len(cases) < 2:
        return
    for shown in _in_even_parts(cases, _COLUMNS):
        head = el("thead", el("tr", el("td"), [el("th", case.short, scope="col") for case in shown]))
        columns = [case.cells for case in shown]
        rows = [
            el("tr", el("th", name, scope="row"), [el("td", column[at][1]) for column in columns])
            for at, (name, _) in enumerate(columns[0])
        ]
        yield el("section.kp-page.kp-compare", el("h2", "比较"), el("table", head, el("tbody", rows)))


def _in_even_parts(things: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Yield parts of at most so many, none much smaller than the others."""
    size = -(-len(things) // -(-len(things) // most))
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _discussion(session: Session) -> Iterator[Element]:
    cases = session.cases
    chosen = chosen_questions([case.asks for case in cases])
    if not chosen:
        return
    asked = [
        el(
            "li",
            el("p", question),
            el("p.kp-about", f"由来：{'、'.join(cases[at].short for at in about)}"),
            el("div.kp-lines"),
        )
        for question, about in chosen
    ]
    yield el("section.kp-page.kp-discussion", el("h2", "讨论题"), el("ol", asked))


def chosen_questions(asks: Sequence[Sequence[Ask]]) -> list[tuple[str, list[int]]]:
    """Choose what to discuss about these cases: one question for each case, then on, what many share first."""
    about: dict[str, list[int]] = {}
    questions: dict[str, tuple[str, ...]] = {}
    for at, one in enumerate(asks):
        for ask in one:
            if ask.questions:
                about.setdefault(ask.key, []).append(at)
                questions[ask.key] = ask.questions
    ranked = sorted(about, key=lambda key: -len(about[key]))
    first = [next((key for key in ranked if at in about[key]), None) for at in range(len(asks))]
    keys = list(dict.fromkeys(key for key in [*first, *ranked] if key is not None))
    rounds = [(key, turn) for turn in range(max(map(len, questions.values()), default=0)) for key in keys]
    wanted = max(len(set(first) - {None}), min(10, len(asks) + 3))
    chosen = [(key, turn) for key, turn in rounds if turn < len(questions[key])][:wanted]
    chosen.sort(key=lambda pair: (ranked.index(pair[0]), pair[1]))
    return [(questions[key][turn], about[key]) for key, turn in chosen]


def _references(entries: Sequence[str], view: View) -> Iterator[Element]:
    if not entries:
        return
    if view is not View.SLIDES:
        listed = [el("p.kp-ref", entry) for entry in entries]
        note = el("p.kp-more", "案例内容按 CC BY 4.0 许可使用，请注明出处。")
        yield el("section.kp-page.kp-references", el("h2", "参考文献"), listed, note)
        return
    for some in _in_even_parts(entries, _REFERENCES_ON_A_SLIDE):
        listed = [el("p.kp-ref", entry) for entry in some]
        yield el("section.kp-slide", el("div.kp-face.kp-references", el("h2", "参考文献"), listed))


def _cited(trees: Iterable[Tree]) -> Iterator[str]:
    """Yield the keys of everything cited, in the order of the text."""
    for tree in trees:
        if isinstance(tree, Cite):
            yield tree.key
        elif isinstance(tree, Element):
            yield from _cited(tree.children)


def _reference(key: str, session: Session, workshop: Workshop, accessed: str) -> Reference:
    kind, _, name = key.partition(":")
    if kind == "source":
        return workshop.source(name)
    name, _, anchor = name.partition("#")
    by_id: Mapping[str, WorkshopCase] = {item.case.case.id: item.case for item in session.items}
    return by_id[name].reference(anchor, accessed=accessed)
