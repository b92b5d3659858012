"""Write the worksheet «我校能不能做»: what a school would need, what to beware of, what to ask first."""

from collections.abc import Sequence

from kb.model import Case
from kb.publish.view.completeness import completeness_of
from kb.publish.workshop.handout_parts import CaseAddress, qr_of, source_line, statement_parts, who_of
from kb.publish.workshop.tree import Element, Parts, el

_ANSWERS = ("有", "没有", "不清楚")
#: Of what sources leave open, that which must be settled before anything is signed.
_TO_SETTLE = ("谁投资", "谁建设", "谁运营", "归谁所有", "谁付费", "合作期限", "费用")
_VERDICTS = ("现在就能试", "补上缺的再试", "换一种做法", "不适合我们")


def worksheet_of(case: Case, place: CaseAddress) -> Element:
    """Return the worksheet of one case."""
    gaps = [gap for gap in completeness_of(case).gaps if gap in _TO_SETTLE]
    return el(
        "div.kp-work",
        el(
            "header.kp-head",
            el("div", el("h2", f"我校能不能做：{case.title}"), el("p.kp-who", who_of(case))),
            qr_of(case, place),
        ),
        el("p.kp-lead", "逐条打勾；“不清楚”的，写下谁去问、什么时候答复。没有来源的条目是编者分析，您可以划掉重写。"),
        el(
            "table.kp-check",
            el(
                "thead",
                el("tr", [el("th", name, scope="col") for name in ("要有什么", *_ANSWERS, "谁去弄清，什么时候")]),
            ),
            _group("前提条件", [statement_parts(item) for item in case.prerequisites]),
            _group("要防的事", [statement_parts(item) for item in case.constraints]),
            _group("来源没有说，动手以前先定下来", gaps),
            _group("我校自己的条件", ["", ""]),
        ),
        el("p.kp-verdict", "结论：", [el("span", f"□ {words}") for words in _VERDICTS]),
        el("p.kp-verdict", "理由："),
        el("div.kp-lines"),
        source_line(case, place),
    )


def _group(title: str, rows: Sequence[Parts]) -> Element:
    body = [el("tr", el("td", said), [el("td.kp-box", "□") for _ in _ANSWERS], el("td")) for said in rows]
    if not rows:
        body = [el("tr", el("td.kp-unknown", "案例没有列出，不等于没有", colspan="5"))]
    return el("tbody", el("tr.kp-group", el("th", title, colspan="5", scope="rowgroup")), body)
