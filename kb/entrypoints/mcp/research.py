"""Answer what assistants ask of research: studies, what they come to, what was looked for in vain."""

from collections.abc import Iterable, Iterator, Mapping

from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_entry
from kb.entrypoints.library import Generation
from kb.entrypoints.mcp.answers import NOTICE, EffectAnswer, ResearchAnswer, Statement, StudyAnswer, TermAnswer
from kb.entrypoints.mcp.arguments import BadArguments, ResearchArguments
from kb.entrypoints.mcp.statements import level_in_words, statement
from kb.model import UNKNOWN, Citation, Study
from kb.model.base import number_in_full
from kb.model.study import FAMILIES, Family, Size
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.formats import effect_in_words

_SIZES: Mapping[str, str] = {
    "schools": "所学校",
    "classes": "个班",
    "teachers": "名教师",
    "pupils": "名学生",
    "studies": "项研究",
}

#: A term of several studies has no level of its own.
_EACH = "等级见各项研究"


def research(generation: Generation, asked: ResearchArguments, _site_url: str) -> ResearchAnswer:
    """Return what research says of a model, a problem or both; of neither, what can be asked."""
    catalogue = generation.catalogue
    studies = catalogue.corpus.studies
    typed: dict[Family, str | None] = {"models": asked.model, "problems": asked.problem}
    terms = [(family, _label(family, name, catalogue)) for family, name in typed.items() if name is not None]
    if not terms:
        return ResearchAnswer(
            notice=NOTICE,
            total=len(studies.studies),
            overview=_editors((one.text for one in studies.overviews if one.is_general), catalogue),
            studies=(),
            searched=(),
            terms=tuple(_terms(catalogue)),
        )
    found = [one for one in studies.on(*terms[0]) if all(label in getattr(one, family) for family, label in terms)]
    searched = [
        f"{label}：{one.date} 找过 {one.looked_for}，没有找到研究。"
        for family, label in terms
        for one in studies.searches_on(family, label)
    ]
    if not found and not searched:
        searched = [f"{'、'.join(label for _, label in terms)}：本库还没有收有关的研究，也没有记下找过。"]
    return ResearchAnswer(
        notice=NOTICE,
        total=len(found),
        overview=_editors(filter(None, (studies.overview_on(*term) for term in terms)), catalogue),
        studies=tuple(_study(one, catalogue) for one in found[asked.offset : asked.offset + asked.limit]),
        searched=_editors(searched, catalogue),
        terms=(),
    )


def _editors(said: Iterable[str], catalogue: Catalogue) -> tuple[Statement, ...]:
    return tuple(statement(words, (), catalogue.sources, evidence=_EACH) for words in said)


def _terms(catalogue: Catalogue) -> Iterator[TermAnswer]:
    for family in FAMILIES:
        for term in catalogue.vocabulary.terms(family):
            count = len(catalogue.corpus.studies.on(family, term.label))
            yield TermAnswer(kind="model" if family == "models" else "problem", label=term.label, studies=count)


def _label(family: Family, typed: str, catalogue: Catalogue) -> str:
    terms = catalogue.vocabulary.terms(family)
    for term in terms:
        if typed in (term.id, term.label, term.label_en, *term.aliases, *term.today):
            return term.label
    name = "做法" if family == "models" else "问题"
    raise BadArguments(f"没有名叫“{typed}”的{name}。可以写：{'、'.join(term.label for term in terms)}。")


def _study(study: Study, catalogue: Catalogue) -> StudyAnswer:
    sources, evidence = catalogue.sources, level_in_words(study.level, catalogue)

    def said(words: str, *places: Citation) -> Statement:
        where = ((one.source, one.locator) for one in places)
        return statement(words, where, sources, evidence=evidence)

    titles = {one.id: one.title for one in catalogue.corpus.studies.studies}
    limits, others = study.limitation, study.disagrees_with
    return StudyAnswer(
        id=study.id,
        title=study.title,
        citation=render_entry(reference_of_source(sources[study.sources[0].source]), Style.GB_2025),
        evidence=evidence,
        direction=study.direction,
        population=study.population,
        where=study.place or study.country or UNKNOWN,
        year=study.year or UNKNOWN,
        size=_size(study.size),
        read=study.read,
        interests=study.interests or UNKNOWN,
        finding=said(study.finding, *study.sources),
        effects=tuple(
            EffectAnswer(
                statement=said(f"{effect.outcome}：{effect_in_words(effect)}", effect),
                value=effect.value,
                low=effect.low,
                high=effect.high,
                unit=effect.unit,
            )
            for effect in study.effects
        ),
        figures=tuple(said(f"{one.what}：{number_in_full(one.value)}", one) for one in study.figures),
        limitation=said(f"{limits.text}（{limits.whose}说的）", *(study.sources if limits.whose == "作者" else ())),
        carries_over=said(study.carries_over),
        disagrees_with=tuple(said(f"结果不同的研究“{titles.get(one.study, one.study)}”：{one.why}") for one in others),
        cases=study.cases,
    )


def _size(size: Size) -> str:
    counted = ((getattr(size, key), name) for key, name in _SIZES.items())
    return "，".join(f"{count} {name}" for count, name in counted if count is not None) or UNKNOWN
