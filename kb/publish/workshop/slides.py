"""Write one case as a slide that can be read from the last row."""

from kb.model import Case
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.completeness import completeness_of
from kb.publish.workshop.handout_parts import UNKNOWN, CaseAddress, cite_source, evidence_line, listed, qr_of, who_of
from kb.publish.workshop.tree import Cite, Element, Parts, el

#: More than this cannot be read from afar.
_CLAIMS = 2
_GAPS = 6


def slide_of(case: Case, catalogue: Catalogue, place: CaseAddress) -> Element:
    """Return the case as a slide."""
    gaps = completeness_of(case).gaps
    rest = "等" if len(gaps) > _GAPS else ""
    lines: tuple[tuple[str, Parts], ...] = (
        ("问题", listed(case.problem)),
        ("做法", listed(case.model)),
        ("谁出钱", _payers(case)),
        ("据称", _claims(case)),
        ("还不知道", f"{'、'.join(gaps[:_GAPS])}{rest}" if gaps else "来源都说清了"),
    )
    return el(
        "div.kp-face",
        el("header", el("h2", case.title), qr_of(case, place)),
        evidence_line(case, catalogue, is_short=True),
        el("dl", [el("div", el("dt", name), el("dd", said)) for name, said in lines]),
        el("footer", who_of(case), Cite(f"case:{case.id}")),
    )


def _payers(case: Case) -> Parts:
    return ("投资：", listed(case.mechanism.invest), "；付费：", listed(case.mechanism.pay))


def _claims(case: Case) -> Parts:
    if not case.claims:
        return UNKNOWN
    return [el("p", one.text, cite_source(one.source, one.locator)) for one in case.claims[:_CLAIMS]]
