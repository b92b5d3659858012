"""Lay some cases out as one manuscript, with one list of references at its end."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.citation import Reference, Style, reference_of_source
from kb.citation.reference_list import reference_list
from kb.content.body import CITATION
from kb.model import UNKNOWN, Case, Claim, Statement
from kb.model.facts import Fact, facts_in
from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Run, Table, words
from kb.publish.exports.documents.body_blocks import blocks_of
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.completeness import completeness_of
from kb.publish.view.facts import condition_lists
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.formats import yuan
from kb.publish.view.markdown import BodyRenderer

#: Who and where, then what it is about.
_FIRST = ("unit.name", "region", "theme", "problem", "model", "stage")
#: Stand around a mark's number while Markdown is read, which must not see its brackets.
_OPEN, _CLOSE = "\ue010", "\ue011"


@dataclass(frozen=True)
class Manuscript:
    """A title, what follows it, and the references."""

    title: str
    blocks: tuple[Block, ...]
    references: tuple[str, ...]
    date: str

    @property
    def numbered(self) -> bool:
        """Tell whether the list is one by number, whose entries begin with theirs."""
        return bool(self.references) and self.references[0].startswith("[1] ")


def manuscript_of(
    title: str, chosen: Sequence[tuple[Case, Reference]], catalogue: Catalogue, style: Style
) -> Manuscript:
    """Return the cases in the order given; each comes with itself as a reference."""
    sources = catalogue.corpus.sources
    cited: dict[str, Reference] = {}
    for case, reference in chosen:
        cited[f"case:{case.id}"] = reference
        cited |= {
            f"source:{name}": reference_of_source(sources[name]) for name in case.cited_sources() if name in sources
        }
    listed = reference_list(cited, style)
    blocks = tuple(block for case, _ in chosen for block in _Writer(case, catalogue, listed.marks).blocks())
    return Manuscript(title, blocks, listed.entries, max((case.review.date for case, _ in chosen), default=""))


@dataclass(frozen=True)
class _Writer:
    case: Case
    catalogue: Catalogue
    marks: Mapping[str, str]

    def blocks(self) -> Iterator[Block]:
        case = self.case
        yield Heading(1, case.title)
        yield Paragraph(words(case.summary + self.marks[f"case:{case.id}"]))
        yield Table(tuple((words(name), words(value)) for name, value in self._facts()), named_by_column=True)
        body, notes = BodyRenderer(), Footnotes.of_case(case, self.catalogue.corpus.sources)
        for section in case.sections:
            yield Heading(2, section.heading)
            marks: list[str] = []
            html = body.render(self._without_marks(section.text, marks), notes, anchor="part")
            yield from (_with_marks(block, marks) for block in blocks_of(html, below=2))
            yield from self._lists_of(section.heading)

    def _lists_of(self, heading: str) -> Iterator[Block]:
        case = self.case
        if heading == "做法" and case.steps:
            yield Heading(3, "步骤")
            yield from (Item(self._statement(one), number=number) for number, one in enumerate(case.steps, start=1))
        if heading == "成效与证据" and case.claims:
            yield Heading(3, "事实陈述")
            for one in case.claims:
                day = f"（截至 {one.as_of}）" if one.as_of else ""
                yield Item(words(one.text + day + self._mark(one.source, one.locator)))
        if heading.startswith("复制条件"):
            for fact in condition_lists():
                yield Heading(3, fact.label)
                listed = fact.statements(case)
                yield from (Item(self._statement(one)) for one in listed)
                if not listed:
                    yield Paragraph(words(UNKNOWN))

    def _facts(self) -> Iterator[tuple[str, str]]:
        case, completeness = self.case, completeness_of(self.case)
        for fact in facts_in("word", first=_FIRST):
            yield fact.labels["word"], self._words(fact)
        yield (
            "信息完整度",
            f"{completeness.known} / {completeness.total}"
            + (f"，还缺：{'、'.join(completeness.gaps)}" if completeness.gaps else ""),
        )
        yield "审核", f"{case.review.date} {case.review.status}；编号 {case.id}；许可 {case.license}"

    def _words(self, fact: Fact) -> str:
        case = self.case
        match fact.key:
            case "unit.name":
                return f"{case.unit.name}（{case.unit.type}）"
            case "region":
                return place_of(case.region).full_name
            case "evidence":
                level = self.catalogue.vocabulary.evidence(case.evidence)
                return f"{case.evidence} 级，{level.label}" + ("，未经评估" if case.evidence < 2 else "")
            case "effect":
                return case.effect or UNKNOWN
            case "practice.status":
                return f"{case.practice.status}（截至 {case.practice.as_of}）"
            case "cost" if case.cost:
                amount = yuan(case.cost.amount) if case.cost.amount is not None else ""
                return f"{amount} {case.cost.note or ''}".strip() + self._mark(case.cost.source, case.cost.locator)
        return "；".join(fact.texts(case)) or UNKNOWN

    def _statement(self, one: Statement | Claim) -> tuple[Run, ...]:
        return words(one.text + (self._mark(one.source, one.locator) if one.source else "（编者分析）"))

    def _mark(self, source: str | None, locator: str | None) -> str:
        mark = self.marks.get(f"source:{source}", "")
        return f"{mark[:-1]}，{locator}{mark[-1]}" if mark and locator else mark

    def _without_marks(self, text: str, marks: list[str]) -> str:
        def keep(match: re.Match[str]) -> str:
            mark = self._mark(match[1], (match[2] or "").strip())
            if not mark:
                return match[0]
            marks.append(mark)
            return f"{_OPEN}{len(marks) - 1}{_CLOSE}"

        return re.sub(CITATION, keep, text.replace(_OPEN, "").replace(_CLOSE, ""))


def _with_marks(block: Block, marks: Sequence[str]) -> Block:
    def put(text: str) -> str:
        return re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda match: marks[int(match[1])], text)

    def put_in(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(Run(put(run.text), run.strong, run.emphasis) for run in runs)

    match block:
        case Heading(level, text):
            return Heading(level, put(text))
        case Paragraph(runs, quoted):
            return Paragraph(put_in(runs), quoted)
        case Item(runs, depth, number):
            return Item(put_in(runs), depth, number)
        case Table(rows, named):
            return Table(tuple(tuple(put_in(cell) for cell in row) for row in rows), named)
