"""Lay some cases out as one manuscript, with one list of references at its end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, reference_list
from kb.model import BODY_SECTIONS, UNKNOWN, Case, Flow, Section
from kb.model.facts import Fact, Sentence, facts_in
from kb.publish.core.lookup import Lookup
from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Run, Table, words
from kb.publish.exports.documents.body_blocks import blocks_of
from kb.publish.view.claims import date_in_words
from kb.publish.view.completeness import completeness_of
from kb.publish.view.fact_words import fact_in_words, where_said
from kb.publish.view.facts import condition_lists
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.markdown import BodyRenderer
from kb.publish.view.section_order import leading_and_further

#: Who and where, then what it is about.
_FIRST = ("unit.name", "region", "theme", "problem", "model", "stage")


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


def manuscript_of(title: str, chosen: Sequence[tuple[Case, Reference]], lookup: Lookup, style: Style) -> Manuscript:
    """Return the cases in the order given; each comes with itself as a reference."""
    sources = lookup.sources
    cited: dict[str, Reference] = {}
    for case, reference in chosen:
        cited[f"case:{case.id}"] = reference
        cited |= {
            f"source:{name}": reference_of_source(sources[name]) for name in case.cited_sources() if name in sources
        }
    listed = reference_list(cited, style)
    marks = {key: entry.mark for key, entry in listed.items()}
    blocks = tuple(block for case, _ in chosen for block in _Writer(case, lookup, marks).blocks())
    if title == chosen[0][0].title and len(chosen) == 1:
        # The title stands above it already.
        blocks = tuple(replace(one, level=one.level - 1) if isinstance(one, Heading) else one for one in blocks[1:])
    references = tuple(entry.line for entry in listed.values())
    return Manuscript(title, blocks, references, max((case.review.date for case, _ in chosen), default=""))


@dataclass(frozen=True)
class _Writer:
    case: Case
    lookup: Lookup
    marks: Mapping[str, str]

    def blocks(self) -> Iterator[Block]:
        case = self.case
        yield Heading(1, case.title)
        yield Paragraph(words(case.summary + self.marks[f"case:{case.id}"]))
        yield Table(tuple((words(name), words(value)) for name, value in self._facts()), named_by_column=True)
        leading, further = leading_and_further(case.sections)
        yield from self._sections(leading)
        yield Heading(2, "来源怎么说")
        for one in case.claims:
            day = f"（{date_in_words(one, self.lookup.sources)}）" if one.as_of else ""
            yield Item(words(one.text + day + self._mark(one.source, one.locator)))
        if gaps := completeness_of(case).gaps:
            yield Paragraph(words(f"来源没有写：{'、'.join(gaps)}（{len(gaps)} 项），一律算“{UNKNOWN}”。"))
        if case.follow_up:
            yield Heading(2, "后来怎样了")
            for found in case.follow_up:
                yield Item(words(f"{found.date} 查：{found.text}{self._mark(found.source, found.locator)}"))
        yield from self._sections(further)

    def _sections(self, sections: Iterable[Section]) -> Iterator[Block]:
        body, notes = BodyRenderer(), Footnotes.of_case(self.case, self.lookup.sources)
        for section in sections:
            yield Heading(2, section.heading)
            yield from blocks_of(body.render(section.text, notes, anchor="part"), self._mark, below=2)
            yield from self._lists_of(section.heading)

    def _lists_of(self, heading: str) -> Iterator[Block]:
        case = self.case
        if heading == BODY_SECTIONS[1] and case.flow:
            yield Heading(3, "谁给谁什么")
            yield Table((tuple(map(words, ("谁给", "给什么", "给谁"))), *map(self._flow, case.flow)))
        if heading == BODY_SECTIONS[1] and case.steps:
            yield Heading(3, "步骤")
            yield from (Item(self._statement(one), number=number) for number, one in enumerate(case.steps, start=1))
        if heading == BODY_SECTIONS[3]:
            for fact in condition_lists():
                if listed := fact.statements(case):
                    yield Heading(3, fact.label)
                    yield from (Item(self._statement(one)) for one in listed)

    def _facts(self) -> Iterator[tuple[str, str]]:
        case = self.case
        for fact in facts_in("word", first=_FIRST):
            # What is not known stands once, after what the sources say.
            if "completeness" not in fact.labels or fact.known(case) is not None:
                yield fact.labels["word"], self._words(fact)
        yield "审核", f"{case.review.date} {case.review.status}；编号 {case.id}；许可 {case.license}"

    def _words(self, fact: Fact) -> str:
        said = where_said(fact, self.case)
        return fact_in_words(fact, self.case, self.lookup.vocabulary) + (self._mark(*said) if said else "")

    def _flow(self, one: Flow) -> tuple[tuple[Run, ...], ...]:
        what = (one.what or UNKNOWN) + self._mark(one.source, one.locator)
        return words(one.giver or UNKNOWN), words(what), words(one.taker or UNKNOWN)

    def _statement(self, one: Sentence) -> tuple[Run, ...]:
        return words(one.text + (self._mark(one.source, one.locator) if one.source else "（编者分析）"))

    def _mark(self, source: str | None, locator: str | None) -> str:
        mark = self.marks.get(f"source:{source}", "")
        return f"{mark[:-1]}，{locator}{mark[-1]}" if mark and locator else mark
