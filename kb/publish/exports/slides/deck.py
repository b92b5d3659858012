"""Say what stands on the slides of some cases: the same as on the workshop page's (web/workshop/slide.mjs).

A test makes both of the same cases and compares them word by word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias, TypeVar

from kb.citation.case_references import LIBRARY_NAME, VERSION_LENGTH
from kb.citation.paragraph_anchors import SECTION_ANCHORS, section_anchors
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, reference_list
from kb.model import BODY_SECTIONS, UNKNOWN, Case, Flow
from kb.model.facts import Fact, facts_in, is_known
from kb.publish.core.lookup import Lookup
from kb.publish.exports.wording import wording
from kb.publish.view.catalogue import place_of
from kb.publish.view.claims import date_in_words
from kb.publish.view.completeness import completeness_of
from kb.publish.view.fact_words import fact_in_words

#: More than this cannot be read from afar.
_ADVICE, _COLUMNS, _QUESTIONS, _REFERENCES = 4, 4, 4, 6
#: The first sentence of a piece of advice, if it is short enough to be its name.
_NAME: Final = re.compile("[^。？！]{2,20}[。？！]")
_SETTLE: Final = BODY_SECTIONS[3]
_LICENCE: Final = "案例内容按 CC BY 4.0 许可使用，请注明出处。"
#: The facts of a comparison, and what they are called on the wall.
_COMPARED: Final = {
    "region": "哪里",
    "model": "做法",
    "mechanism.invest": "谁投资",
    "mechanism.operate": "谁运营",
    "mechanism.pay": "谁付费",
    "cost": "费用",
    "evidence": "证据",
}

T = TypeVar("T")


class Words(NamedTuple):
    """Words set in one way; ``mark`` leads to a reference."""

    text: str
    strong: bool = False
    mark: bool = False


Line: TypeAlias = tuple[Words, ...]


@dataclass(frozen=True)
class Slide:
    """One slide; what it does not have is empty. ``notes`` are for whoever speaks."""

    title: str
    small: str = ""
    large: Line = ()
    flow: tuple[Flow, ...] = ()
    #: A page that a QR code leads to.
    address: str = ""
    items: tuple[Line, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    entries: tuple[str, ...] = ()
    foot: str = ""
    notes: tuple[str, ...] = ()
    is_cover: bool = False


@dataclass(frozen=True)
class Deck:
    """Slides under a title, and the day of the last change of what stands on them."""

    title: str
    slides: tuple[Slide, ...]
    date: str


def deck_of(
    title: str, chosen: Sequence[tuple[Case, Reference]], lookup: Lookup, asked: Sequence[str], style: Style
) -> Deck:
    """Return the cases in the order given, then questions; each case comes with itself as a reference."""
    cases = [case for case, _ in chosen]
    writer = _Writer(lookup, chosen, style)
    slides = [slide for case, reference in chosen for slide in writer.of_case(case, reference)]
    slides += writer.comparison(cases)
    if asked:
        slides.append(Slide("讨论", items=tuple((Words(one),) for one in asked[:_QUESTIONS])))
    slides += [Slide("参考文献", entries=tuple(some)) for some in _in_even_parts(writer.references, _REFERENCES)]
    cover = Slide(title, LIBRARY_NAME, foot=_LICENCE, is_cover=True)
    return Deck(title, (cover, *slides), max((case.review.date for case in cases), default=""))


class _Writer:
    """Makes the slides of some cases; what a slide cites has a mark that leads to ``references``."""

    def __init__(self, lookup: Lookup, chosen: Sequence[tuple[Case, Reference]], style: Style) -> None:
        self._lookup = lookup
        self._sources = lookup.sources
        self._advice = {case.id: [one for one in self._paragraphs(case) if not _is_heading(one)] for case, _ in chosen}
        cited: dict[str, Reference] = {}
        for case, reference in chosen:
            cited.setdefault(f"case:{case.id}", reference)
            for part in chain.from_iterable(self._advice[case.id][:_ADVICE]):
                if not isinstance(part, str):
                    cited.setdefault(f"source:{part[0]}", reference_of_source(self._sources[part[0]]))
        listed = reference_list(cited, style)
        self._marks = {key: entry.mark for key, entry in listed.items()}
        self.references = [entry.line for entry in listed.values()]

    def of_case(self, case: Case, reference: Reference) -> Iterator[Slide]:
        """Yield what they did, then what to settle first where editors have written it."""
        year = case.practice.as_of[:4]
        who = (f"{place_of(case.region).full_name} · {year} 年", case.unit.name, "、".join(case.stage))
        level = self._lookup.vocabulary.evidence(case.evidence)
        weak = "，未经评估" if case.evidence < 2 else ""
        yield Slide(
            case.title,
            " · ".join(filter(None, who)),
            large=(Words(case.summary), Words(self._marks[f"case:{case.id}"], mark=True)),
            flow=case.flow,
            address=reference.url,
            foot=f"{case.evidence} 级 {level.label}{weak}。",
            notes=tuple(self._notes_on(case, reference)),
        )
        if pieces := self._advice[case.id]:
            rest = len(pieces) - _ADVICE
            more = f"；另有 {rest} 条，见备注" if rest > 0 else ""
            yield Slide(
                _SETTLE.partition("（")[0],
                case.title,
                items=tuple(tuple(self._piece(one)) for one in pieces[:_ADVICE]),
                foot=f"编者的话{more}。来源没有写的有 {len(completeness_of(case).gaps)} 项。",
                notes=tuple(self._notes_on_advice(pieces)),
            )

    def _paragraphs(self, case: Case) -> Iterator[list[str | tuple[str, str]]]:
        for place, section in enumerate(case.sections, start=1):
            if SECTION_ANCHORS.get(section.heading) == SECTION_ANCHORS[_SETTLE]:
                for anchor in section_anchors(section, place):
                    yield list(wording(anchor.text, self._sources.__contains__))

    def _piece(self, text: Sequence[str | tuple[str, str]]) -> Iterator[Words]:
        first = text[0] if text else ""
        name = _NAME.match(first) if isinstance(first, str) else None
        if name and isinstance(first, str):
            yield Words(name[0], strong=True)
            text = [first[name.end() :], *text[1:]]
        for part in text:
            if isinstance(part, str):
                yield Words(part)
            else:
                yield Words(self._marks[f"source:{part[0]}"] + part[1], mark=True)

    def _notes_on(self, case: Case, reference: Reference) -> Iterator[str]:
        """Yield what sources say and where, for whoever is asked."""
        if case.claims:
            yield "来源怎么说："
        for one in case.claims:
            day = date_in_words(one, self._sources)
            yield f"{one.text}{f'（{day}）' if day else ''}{self._place(one.source, one.locator)}"
        gaps = completeness_of(case).gaps
        if gaps:
            yield f"来源没有写（{len(gaps)} 项）：{'、'.join(gaps)}。"
        version = self._lookup.digest(case)[:VERSION_LENGTH]
        yield f"出自{LIBRARY_NAME}，版本 {version}{f'，{reference.url}' if reference.url else ''}"

    def _notes_on_advice(self, pieces: Sequence[Sequence[str | tuple[str, str]]]) -> Iterator[str]:
        yield "没有来源标记的，都是编者的推断。"
        for number, piece in enumerate(pieces, start=1):
            words = (one if isinstance(one, str) else self._place(*one) for one in piece)
            yield f"{number}. {''.join(words)}"

    def _place(self, source: str, locator: str | None) -> str:
        found = self._sources.get(source)
        return f"（{found.title}{f'，{locator}' if locator else ''}）" if found else ""

    def comparison(self, cases: Sequence[Case]) -> Iterator[Slide]:
        """Yield the cases side by side, as many a slide as can be read."""
        if len(cases) < 2:
            return
        facts = facts_in(first=[*_COMPARED])[: len(_COMPARED)]
        for shown in _in_even_parts(cases, _COLUMNS):
            yield Slide(
                "放在一起看",
                rows=(
                    ("", *(_short_name(case) for case in shown)),
                    *((_COMPARED[fact.key], *(self._cell(fact, case) for case in shown)) for fact in facts),
                    ("还没有写的", *(f"{len(completeness_of(case).gaps)} 项" for case in shown)),
                ),
            )

    def _cell(self, fact: Fact, case: Case) -> str:
        if fact.key == "evidence":
            return f"{case.evidence} 级 {self._lookup.vocabulary.evidence(case.evidence).label}"
        if fact.kind != "labels":
            return fact_in_words(fact, case, self._lookup.vocabulary)
        words = "、".join(fact.texts(case))
        return words if is_known(words or None) else UNKNOWN


def _is_heading(text: Sequence[str | tuple[str, str]]) -> bool:
    """Tell what says for whom the advice below it is meant."""
    last = text[-1] if text else ""
    return isinstance(last, str) and last.endswith(("：", ":"))


def _short_name(case: Case) -> str:
    return case.title.split("：")[0].strip() or case.title


def _in_even_parts(some: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Yield parts of at most so many, none much smaller than the others."""
    if some:
        size = -(-len(some) // -(-len(some) // most))
        yield from (some[start : start + size] for start in range(0, len(some), size))
