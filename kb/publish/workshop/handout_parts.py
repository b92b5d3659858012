"""Write what a handout tells of one case: a page that sums it up, its column of the comparison, single passages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.citation.paragraph_anchors import paragraph_anchors, text_hash
from kb.content.body import CITATION, plain_texts
from kb.model import Case, Mechanism, Statement
from kb.model.facts import is_known
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.formats import yuan
from kb.publish.view.markdown import ANALYSIS_OPENING
from kb.publish.workshop.tree import Cite, Element, Parts, Tree, el

#: What fits on a page beside everything else.
_CLAIMS = 6
_ASKED = 4

UNKNOWN: Element = el("span.kp-unknown", "未知")
ANALYSIS: Element = el("span.kp-tag", "编者分析")

#: Rows of the comparison, in the order of ``cells_of``.
ROWS = (
    *("单位", "地区", "学段", "问题", "做法", "证据", "成效"),
    *(str(field.title) for field in Mechanism.model_fields.values()),
    *("费用", "何时开始", "现在还在做吗", "信息完整度"),
)


@dataclass(frozen=True)
class CaseAddress:
    """Where a case is found: its page's published address, if the site has one, with its QR code as a picture."""

    address: str = ""
    qr: str = ""
    version: str = ""


def cite_source(source: str, locator: str | None) -> Cite:
    """Return the mark of a source."""
    return Cite(f"source:{source}", locator or "")


def evidence_line(case: Case, catalogue: Catalogue, *, is_short: bool = False) -> Element:
    """Say how hard the evidence is: six steps, the words that say everything, and what they mean."""
    steps = [el("i.on") if step <= case.evidence else el("i") for step in range(6)]
    ladder = el("span.kp-ladder", steps, **{"aria-hidden": "true"})
    warning = "，未经评估" if case.evidence < 2 else ""
    definition = "" if is_short else catalogue.vocabulary.evidence(case.evidence).definition
    return el("p.kp-evidence", ladder, el("b", f"{evidence_words(case, catalogue)}{warning}。"), definition)


def evidence_words(case: Case, catalogue: Catalogue) -> str:
    """Return the step of the ladder in words."""
    return f"{case.evidence} 级 {catalogue.vocabulary.evidence(case.evidence).label}"


def known(words: str | None) -> Tree:
    """Return words, or that nobody told us."""
    return words if words and is_known(words) else UNKNOWN


def listed(labels: Sequence[str]) -> Tree:
    """Return labels in a row."""
    return known("、".join(labels))


def cost_of(case: Case) -> Tree:
    """Say what the practice cost."""
    if case.cost is None:
        return UNKNOWN
    amount = yuan(case.cost.amount) if case.cost.amount is not None else ""
    return " ".join(part for part in (amount, case.cost.note) if part) or UNKNOWN


def cells_of(case: Case, catalogue: Catalogue) -> tuple[Tree, ...]:
    """Return the case's column of the comparison."""
    completeness = completeness_of(case)
    roles = [getattr(case.mechanism, name) for name in Mechanism.model_fields]
    return (
        *(case.unit.name, place_of(case.region).full_name),
        *(listed(case.stage), listed(case.problem), listed(case.model)),
        *(evidence_words(case, catalogue), known(case.effect)),
        *(known(role) if role is None or isinstance(role, str) else listed(role) for role in roles),
        *(cost_of(case), known(case.practice.since), known(case.practice.status)),
        f"{completeness.known}/{completeness.total}",
    )


def sheet_of(case: Case, catalogue: Catalogue, place: CaseAddress) -> Element:
    """Return the case on one page of paper."""
    return el(
        "div.kp-case",
        el("header.kp-head", el("div", el("h2", case.title), el("p.kp-who", who_of(case))), qr_of(case, place)),
        evidence_line(case, catalogue),
        el("p.kp-summary", case.summary),
        _facts(case),
        el("h3", "谁出钱，谁来办"),
        _roles(case.mechanism),
        el("h3", "据称"),
        _claims(case),
        _conditions(case),
        el("h3", "还不知道什么"),
        _gaps(case),
        source_line(case, place),
    )


def who_of(case: Case) -> str:
    """Say whose practice it is."""
    parts = (case.unit.name, place_of(case.region).full_name, "、".join(case.stage) or "学段未知")
    return " · ".join(parts)


def qr_of(case: Case, place: CaseAddress) -> Element | None:
    """Return the QR code of the case's page, where that has an address."""
    if not place.qr:
        return None
    return el("img.kp-qr", src=place.qr, alt=f"{case.title}的网址二维码")


def source_line(case: Case, place: CaseAddress, anchor: str = "") -> Element:
    """Say what is cited here: which version, and where it stands."""
    key = f"case:{case.id}#{anchor}" if anchor else f"case:{case.id}"
    address = f"{place.address or f'cases/{case.id}.html'}{f'#{anchor}' if anchor else ''}"
    return el("p.kp-self", "出自本库案例", Cite(key), f"，版本 {place.version}，{address}")


def _facts(case: Case) -> Element:
    since, status = case.practice.since, case.practice.status
    rows: tuple[tuple[str, Parts], ...] = (
        ("问题", listed(case.problem)),
        ("做法", listed(case.model)),
        (
            "时间",
            [
                f"{since} 开始" if since else ("何时开始", UNKNOWN),
                "；",
                _now(status),
                f"（截至 {case.practice.as_of}）",
            ],
        ),
        ("费用", [cost_of(case), cite_source(case.cost.source, case.cost.locator) if case.cost else None]),
        ("成效", known(case.effect)),
    )
    return el("dl.kp-facts", [el("div", el("dt", name), el("dd", said)) for name, said in rows])


def _now(status: str) -> Parts:
    return status if is_known(status) else ("现在还在做吗", UNKNOWN)


def _roles(mechanism: Mechanism) -> Element:
    names = [str(field.title) for field in Mechanism.model_fields.values()]
    said = [getattr(mechanism, name) for name in Mechanism.model_fields]
    cells = [known(one) if one is None or isinstance(one, str) else listed(one) for one in said]
    return el(
        "table.kp-roles",
        el("thead", el("tr", [el("th", name, scope="col") for name in names])),
        el("tbody", el("tr", [el("td", cell) for cell in cells])),
    )


def _claims(case: Case) -> Parts:
    if not case.claims:
        return el("p", UNKNOWN)
    rest = len(case.claims) - _CLAIMS
    return (
        el("ul.kp-claims", [el("li", one.text, cite_source(one.source, one.locator)) for one in case.claims[:_CLAIMS]]),
        el("p.kp-more", f"另有 {rest} 条，见网页。") if rest > 0 else None,
    )


def _conditions(case: Case) -> Element:
    groups = (("前提条件", case.prerequisites), ("有利条件", case.enabling), ("限制", case.constraints))
    return el("div.kp-conditions", [el("div", el("h3", name), _statements(items)) for name, items in groups])


def _statements(items: Sequence[Statement]) -> Element:
    if not items:
        return el("p", UNKNOWN)
    return el("ul", [el("li", statement_parts(item)) for item in items])


def statement_parts(item: Statement) -> Parts:
    """Return a condition with where it comes from."""
    return item.text, cite_source(item.source, item.locator) if item.source else (" ", ANALYSIS)


def gap_lines(case: Case) -> tuple[str, ...]:
    """Return the questions editors leave open, as the last part of the body lists them."""
    return tuple(
        text for section in case.sections if section.heading == "待补证据" for text in plain_texts(section.text)
    )


def _gaps(case: Case) -> Parts:
    gaps, lines = completeness_of(case).gaps, gap_lines(case)
    return (
        el("p", f"来源没有说清的：{'、'.join(gaps)}。") if gaps else None,
        el("ul.kp-asked", [el("li", line) for line in lines[:_ASKED]]) if lines else None,
    )


def passages_of(case: Case, catalogue: Catalogue, place: CaseAddress) -> dict[str, Element]:
    """Return every paragraph and claim that can be quoted, anchor → passage."""
    sources = catalogue.corpus.sources
    found: dict[str, Element] = {}
    for number, claim in enumerate(case.claims, start=1):
        anchor = f"claim-{number}"
        said: Parts = (claim.text, cite_source(claim.source, claim.locator))
        found[anchor] = _passage(case, place, anchor, f"事实陈述 {number}", text_hash(claim.text), said)
    for one in paragraph_anchors(case.sections):
        is_analysis = "编者分析" in one.section or one.text.startswith(ANALYSIS_OPENING)
        said = tuple(_cited(one.text, sources))
        found[one.id] = _passage(case, place, one.id, one.locator, one.text_hash, said, is_analysis=is_analysis)
    return found


def _passage(
    case: Case, place: CaseAddress, anchor: str, where: str, wording: str, said: Parts, *, is_analysis: bool = False
) -> Element:
    return el(
        "div.kp-passage",
        el("p.kp-from", el("b", case.title), f" {where}", (" ", ANALYSIS) if is_analysis else None),
        el("blockquote", el("p", said)),
        el("p.kp-hash", f"文字指纹 {wording}：网页上这一段的指纹不同，就是改过了。"),
        source_line(case, place, anchor),
    )


def _cited(markdown: str, sources: Iterable[str]) -> Iterable[Tree]:
    """Yield a paragraph's wording with its citations in their places."""
    known_sources = frozenset(sources)
    end = 0
    for match in re.finditer(CITATION, markdown):
        if match[1] in known_sources:
            yield from plain_texts(markdown[end : match.start()])
            yield cite_source(match[1], (match[2] or "").strip())
            end = match.end()
    yield from plain_texts(markdown[end:])
