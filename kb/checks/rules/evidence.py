"""Check that what a case says rests on what it cites: claims, levels, effects, sources."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kb.checks.citation_marks import body_of
from kb.checks.rule import Rule, Scope, problem
from kb.checks.sentences import numbers_in, passages_of
from kb.content.case_reader import CaseFile
from kb.content.yaml_nodes import Items, Position, position_of, scalars
from kb.model import CITING_FIELDS, UNKNOWN, Problem

NUMBER_WITHOUT_SOURCE = Rule(
    "KB501",
    "数字没有出处",
    "背景、做法、成效里的每个数字，读者都会问“谁说的”。"
    "在 `claims` 里加一条带来源和定位的事实陈述，或者在这句话后面加来源标记。"
    "编者自己的推算，段首写“编者分析：”。日期、序号、引号里的话不算。",
    "全县有 312 名教师参加。",
    "全县有 312 名教师参加〔xx-report-2015，第 3 页〕。",
    "warning",
)
CLAIM_WITHOUT_PLACE = Rule(
    "KB502",
    "事实陈述没有定位",
    "写明在来源的哪一部分、哪一页，别人才核对得了。只有一页的网页，写“正文”。",
    "- {text: 有 312 名教师参加。, source: xx-report-2015}",
    "- {text: 有 312 名教师参加。, source: xx-report-2015, locator: 第 3 页}",
    "warning",
)
LEVEL_TOO_HIGH = Rule(
    "KB503",
    "证据等级高于来源撑得起的",
    "证据等级由来源决定：只有政策文件是 0 级；单位自己的发布说明不了第三方看法；媒体报道不是前后测量。"
    "每种来源最多到几级，写在 `cases/vocabulary.yml` 的 source_tiers 里（level）。要定得更高，请补上那样的来源。",
    "evidence: 3                      # 来源只有一篇媒体报道",
    "evidence: 2",
)
UNUSED_SOURCE = Rule(
    "KB504",
    "来源没有用到",
    "没有案例引用的来源，多半是写错编号或者忘了引用。有意留着备查的，在 note 里写明原因。",
    "- id: xx-report-2015             # 没有案例引用，也没有 note",
    "- id: xx-report-2015\n  note: 只查到题名，等拿到原文再引用。",
    "warning",
)
FUTURE_DATE = Rule(
    "KB505",
    "访问日期还没有到",
    "访问日期是您打开这份材料的那一天，不会在今天以后。多半是年份写错了。",
    "accessed: 2062-11-23",
    "accessed: 2026-11-23",
    "warning",
)
MEASURED_WITHOUT_DATA = Rule(
    "KB506",
    "写了“测得”，却没有测量",
    "“测得有改善”一类的成效，要有公布的前后数据或对照，证据等级至少 3 级。来源只是这样说，就写“据称有效”。",
    "evidence: 1\neffect: 测得有改善",
    "evidence: 1\neffect: 据称有效",
)
EFFECT_WITHOUT_CLAIM = Rule(
    "KB507",
    "写了成效，却没有一条事实陈述",
    "成效要有依据：在 `claims` 里写出来源说了什么、在哪里说的。来源没有说到成效，就写“没有说明成效”。",
    "effect: 据称有效                 # 没有 claims",
    "effect: 据称有效\nclaims:\n  - {text: 学生成绩有提高, source: moe-2014-13, locator: 二·2}",
    "warning",
)

#: A case with data this strong may say that something was measured.
MEASURED_LEVEL = 3


def check_numbers(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find passages with a number that neither a claim nor a mark in the passage stands behind."""
    body = body_of(file)
    backed: set[float] | None = None
    for passage in passages_of(file):
        if passage.is_analysis or passage.has_source:
            continue
        for offset, words, value in numbers_in(passage.text):
            backed = _backed_numbers(file) if backed is None else backed
            if value not in backed:
                at = body.position(passage.offset + offset)
                yield problem(NUMBER_WITHOUT_SOURCE, file.shown, at, value=words)
                break


def _backed_numbers(file: CaseFile) -> set[float]:
    texts = [
        value.text for part in CITING_FIELDS for key in ("text", "note") for value in scalars(file.head, part, key)
    ]
    found = {value for text in texts for _, _, value in numbers_in(text)}
    for path in (("claims", "value"), ("cost", "amount")):
        for scalar in scalars(file.head, *path):
            try:
                found.add(float(scalar.text))
            except ValueError:
                continue
    return found


def check_claims(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find claims that do not say where in their source they stand."""
    claims = file.head.get("claims") if file.head else None
    for claim in claims.items if isinstance(claims, Items) else ():
        if not any(value.text not in ("", UNKNOWN) for value in scalars(claim, "locator")):
            yield problem(CLAIM_WITHOUT_PLACE, file.shown, claim.position)


def check_level(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find an evidence level that none of the case's sources can carry."""
    if file.case is None or scope.ceilings is None:
        return
    ceilings = [scope.ceilings.get(citation.source) for citation in file.case.sources]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    if len(known) == len(ceilings) and known and file.case.evidence > max(known):
        at = file.position("evidence")
        yield problem(LEVEL_TOO_HIGH, file.shown, at, value=file.case.evidence, most=max(known))


def check_effect(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find an effect that nothing in the case carries."""
    case = file.case
    vocabulary = scope.reading.vocabulary.value
    term = vocabulary.term("effects", case.effect) if case and case.effect and vocabulary else None
    if case is None or term is None:
        return
    if term.id.startswith("measured-") and case.evidence < MEASURED_LEVEL:
        values = {"value": term.label, "level": case.evidence}
        yield problem(MEASURED_WITHOUT_DATA, file.shown, file.position("effect"), **values)
    elif term.id != "not-stated" and not case.claims:
        yield problem(EFFECT_WITHOUT_CLAIM, file.shown, file.position("effect"), value=term.label)


def check_unused_sources(scope: Scope) -> Iterator[Problem]:
    """Find sources that nothing cites and nobody explained."""
    listed = scope.reading.sources
    notice = scope.reading.notice
    used = {source for note in scope.notes for source in note.cited}
    used |= {value.text for value in scalars(notice.root if notice else None, "source")}
    explained = " ".join(source.note or "" for source in (listed.value.sources if listed.value else ()))
    for place, source in enumerate(listed.value.sources if listed.value else ()):
        if source.id not in used and not source.note and source.id not in explained:
            at = _place(scope, "sources", place, "id")
            yield problem(UNUSED_SOURCE, listed.shown, at, value=source.id)


def check_accessed(scope: Scope) -> Iterator[Problem]:
    """Find dates of access that have not come yet; a day's grace covers time zones."""
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    listed = scope.reading.sources
    for value in scalars(listed.root, "sources", "accessed"):
        if value.text[:4].isdigit() and value.text > latest[: len(value.text)]:
            yield problem(FUTURE_DATE, listed.shown, value.position, value=value.text)


def _place(scope: Scope, *path: str | int) -> Position:
    root = scope.reading.sources.root
    return position_of(root, path) if root else Position(1, 1)


RULES = (
    NUMBER_WITHOUT_SOURCE,
    CLAIM_WITHOUT_PLACE,
    LEVEL_TOO_HIGH,
    UNUSED_SOURCE,
    FUTURE_DATE,
    MEASURED_WITHOUT_DATA,
    EFFECT_WITHOUT_CLAIM,
)
CASE_CHECKS = (check_numbers, check_claims, check_level, check_effect)
CHECKS = (check_unused_sources, check_accessed)
