"""Write the studies as files that others may work with: JSON for programs, CSV for spreadsheets, a row an effect."""

from collections.abc import Iterator

from kb.citation.case_references import LIBRARY_NAME
from kb.citation.csl_json import csl_of
from kb.citation.plain import description
from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_references
from kb.model import Corpus, Effect, Study
from kb.publish.exports.csv import table
from kb.publish.view.catalogue import place_of


def studies_json(corpus: Corpus) -> dict[str, object]:
    """Return all that studies.yml says, with the full references of what it cites, as CSL-JSON."""
    cited = {one.source for study in corpus.studies.studies for one in study.citations()}
    references = [csl_of(reference_of_source(source)) for name, source in corpus.sources.items() if name in cited]
    return {
        "library": LIBRARY_NAME,
        "license": "CC BY 4.0",
        **corpus.studies.model_dump(exclude_none=True),
        "sources": references,
    }


def studies_references(corpus: Corpus, style: Style) -> str:
    """Return the studies themselves, without what is only cited beside them, as a file for reference managers."""
    cited = dict.fromkeys(study.sources[0].source for study in corpus.studies.studies)
    return render_references([reference_of_source(corpus.sources[name]) for name in cited], style)


def studies_csv(corpus: Corpus) -> str:
    """Return one row an effect, and one for a study without any."""
    rows = list(_rows(corpus))
    return table(rows[0], (row.values() for row in rows)) if rows else ""


def _rows(corpus: Corpus) -> Iterator[dict[str, object]]:
    for study in corpus.studies.studies:
        for effect in study.effects or (None,):
            yield _row(study, effect, description(reference_of_source(corpus.sources[study.sources[0].source])))


def _row(study: Study, effect: Effect | None, reference: str) -> dict[str, object]:
    return {
        "编号": study.id,
        "名称": study.title,
        "研究设计": study.design,
        "证据等级": study.level,
        "研究对象": study.population,
        "国家": study.country,
        "地点": study.place,
        "地区": place_of(study.region).full_name if study.region else None,
        "年份": study.year,
        "学校数": study.size.schools,
        "学生数": study.size.pupils,
        "看的是什么结果": study.outcome,
        "测的是什么": effect and effect.outcome,
        "哪一类": effect and effect.measured,
        "效应": effect and effect.value,
        "单位": effect and effect.unit,
        "区间下限": effect and effect.low,
        "区间上限": effect and effect.high,
        "多久以后": effect and effect.after,
        "方向": study.direction,
        "发现": study.finding,
        "局限": f"{study.limitation.text}（{study.limitation.whose}）",
        "能不能照搬（编者）": study.carries_over,
        "做法": "；".join(study.models),
        "问题": "；".join(study.problems),
        "读到了什么": study.read,
        "来源": reference,
    }
