"""Say what a case looks like as data that others may download: one flat row, one full record.

Run ``python -m kb.publish.exports.case_json schema`` to write the JSON Schemas.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pydantic import Field, create_model
from pydantic_core import to_jsonable_python

from kb.model import Case, Source
from kb.model.base import Model
from kb.model.case import Cost, Mechanism, Practice, Review, RoleSource, Setting, Unit
from kb.model.claim import Citation, Claim, Flow, FollowUp, Statement
from kb.model.facts import Fact, Kind, Place, facts_in
from kb.model.json_schema import schema_file
from kb.publish.core.lookup import Lookup
from kb.publish.view.catalogue import place_of
from kb.publish.view.completeness import completeness_of

#: Grows when a key changes its meaning or goes away; new keys do not count.
FORMAT: Final = 2

#: The keys that every source has; of the others, those whose value is not known are left out, as CSL-JSON does.
_SOURCE_KEYS: Final = ("id", "type", "title", "language", "tier")

#: What the value of a further fact is in JSON.
_TYPES: Final[dict[Kind, object]] = {
    "text": str | None,
    "labels": tuple[str, ...],
    "statements": tuple[Statement, ...],
    "amount": Cost | None,
}

M = TypeVar("M", bound=Model)


class PlaceData(Model):
    """Where a case is."""

    code: str = Field(title="行政区划代码", description="GB/T 2260，六位")
    name: str = Field(title="名称", description="省、市、县全称，空格分开")
    province: str = Field(title="省级行政区")


class EvidenceData(Model):
    """How hard the evidence is."""

    level: int = Field(title="等级", ge=0, le=5)
    label: str = Field(title="名称")


class CompletenessData(Model):
    """How much of what readers want to know a case says."""

    known: int = Field(title="说清几项")
    total: int = Field(title="共几项")
    gaps: tuple[str, ...] = Field(title="缺哪些")


class CaseSummary(Model):
    """One case in the list of all."""

    id: str = Field(title="编号", description="永久不变")
    title: str = Field(title="标题")
    title_en: str | None = Field(title="英文标题")
    address: str = Field(title="页面地址", description="知道网站地址时是完整网址，否则从网站首页算起")
    data: str = Field(title="完整数据的地址")
    summary: str = Field(title="摘要")
    unit: Unit = Field(title="单位")
    place: PlaceData = Field(title="地区")
    stage: tuple[str, ...] = Field(title="学段", description="空列表表示未知")
    setting: Setting = Field(title="什么样的学校", description="没有来源的是编者分析；空列表和 null 表示未知")
    theme: tuple[str, ...] = Field(title="主题")
    problem: tuple[str, ...] = Field(title="要解决的问题")
    model: tuple[str, ...] = Field(title="做法")
    inferred: tuple[str, ...] = Field(title="编者归类", description="problem、model 里由编者推断、来源没有明说的名称")
    mechanism: Mechanism = Field(title="机制", description="空列表表示未知")
    mechanism_sources: tuple[RoleSource, ...] = Field(title="机制的来源")
    cost: Cost | None = Field(title="费用", description="null 表示未知")
    evidence: EvidenceData = Field(title="证据")
    effect: str | None = Field(title="成效")
    practice: Practice = Field(title="实践状态")
    review: Review = Field(title="审核")
    completeness: CompletenessData = Field(title="信息完整度")
    license: str = Field(title="许可")


class SectionData(Model):
    """One part of the body."""

    heading: str = Field(title="标题")
    text: str = Field(title="正文", description="Markdown；〔来源，定位〕是出处")


class CaseData(CaseSummary):
    """One case with everything it says."""

    format: Literal[2] = Field(title="格式版本")
    aliases: tuple[str, ...] = Field(title="别名")
    flow: tuple[Flow, ...] = Field(title="谁给谁什么", description="null 表示未知")
    claims: tuple[Claim, ...] = Field(title="事实陈述")
    follow_up: tuple[FollowUp, ...] = Field(title="后来怎样了")
    prerequisites: tuple[Statement, ...] = Field(title="前提条件", description="没有来源的是编者分析，下同")
    steps: tuple[Statement, ...] = Field(title="步骤")
    enabling: tuple[Statement, ...] = Field(title="有利条件")
    constraints: tuple[Statement, ...] = Field(title="限制")
    related: tuple[str, ...] = Field(title="相关案例")
    contributors: tuple[str, ...] = Field(title="贡献者")
    sections: tuple[SectionData, ...] = Field(title="正文")
    citations: tuple[Citation, ...] = Field(title="引用的来源和位置")
    sources: dict[str, Source] = Field(title="来源著录", description="按来源编号；没有的项不写")


class LibraryData(Model):
    """The whole library as a list of summaries."""

    format: Literal[2] = Field(title="格式版本")
    library: str = Field(title="库名")
    updated: str = Field(title="最近审核日期")
    license: str = Field(title="许可")
    total: int = Field(title="案例数")
    cases: tuple[CaseSummary, ...] = Field(title="案例")


def summary_model() -> type[CaseSummary]:
    """Return the model of a case in the list, with a key for every further fact that the table shows there."""
    return _with_facts(CaseSummary, "json")


def record_model() -> type[CaseData]:
    """Return the model of a case's own file, with a key for every further fact that the table shows there."""
    return _with_facts(CaseData, "json", "record")


def _with_facts(model: type[M], *places: Place) -> type[M]:
    further = _further(model, *places)
    fields: dict[str, Any] = {fact.key: (_TYPES[fact.kind], Field(title=fact.label)) for fact in further}
    return create_model(model.__name__, __base__=model, **fields) if fields else model


def _further(model: type[Model], *places: Place) -> list[Fact]:
    # A region stands as a place, and a part of the mechanism within it.
    known = {"region", *model.model_fields}
    return [fact for fact in facts_in(*places) if fact.key.partition(".")[0] not in known]


def summary_of(case: Case, lookup: Lookup, root: str) -> dict[str, object]:
    """Return the values of a CaseSummary; ``root`` is the site's address or nothing."""
    place, completeness = place_of(case.region), completeness_of(case)
    own = {
        "address": f"{root}cases/{case.id}.html",
        "data": f"{root}cases/{case.id}.json",
        "place": {"code": place.code, "name": place.full_name, "province": place.path[0].name},
        "evidence": {"level": case.evidence, "label": lookup.vocabulary.evidence(case.evidence).label},
        "completeness": {"known": completeness.known, "total": completeness.total, "gaps": completeness.gaps},
    }
    return _values(case, own, CaseSummary, "json")


def record_of(case: Case, lookup: Lookup, root: str) -> dict[str, object]:
    """Return the values of a CaseData."""
    sources = lookup.sources
    own = summary_of(case, lookup, root) | {
        "format": FORMAT,
        "sections": [{"heading": section.heading, "text": section.text} for section in case.sections],
        "citations": to_jsonable_python(case.sources),
        "sources": {one: _source_data(sources[one]) for one in case.cited_sources() if one in sources},
    }
    return {"format": FORMAT} | _values(case, own, CaseData, "json", "record")


def _values(case: Case, own: Mapping[str, object], model: type[Model], *places: Place) -> dict[str, object]:
    """Return what the keys of a model hold: what is ``own`` to the format, else what the case itself says."""
    keys = (*model.model_fields, *(fact.key for fact in _further(model, *places)))
    return {key: own[key] if key in own else to_jsonable_python(getattr(case, key)) for key in keys}


def _source_data(source: Source) -> dict[str, object]:
    values = source.model_dump(by_alias=True)
    return {key: value for key, value in values.items() if key in _SOURCE_KEYS or value not in (None, (), False)}


def render_schemas() -> dict[str, str]:
    """Return the schema files, name → text."""
    cases: Any = (tuple[summary_model(), ...], LibraryData.model_fields["cases"])  # type: ignore[misc]
    library = create_model("LibraryData", __base__=LibraryData, cases=cases)
    schemas: dict[str, tuple[str, type[Model]]] = {
        "case-data.schema.json": ("一个案例的完整数据", record_model()),
        "cases-data.schema.json": ("全部案例的清单", library),
    }
    return {name: _schema(title, model) for name, (title, model) in schemas.items()}


def _schema(title: str, model: type[Model]) -> str:
    schema = model.model_json_schema(mode="serialization", by_alias=True)
    if source := schema.get("$defs", {}).get("Source"):
        _let_source_leave_out(source)
    return schema_file(title, schema)


def _let_source_leave_out(source: dict[str, Any]) -> None:
    """Make the schema of a source say that what is not known has no key."""
    source["required"] = list(_SOURCE_KEYS)
    for value in source["properties"].values():
        value.pop("default", None)
        if "anyOf" in value:
            (known,) = (one for one in value.pop("anyOf") if one != {"type": "null"})
            value.update(known)
        if value.get("type") == "array":
            value["minItems"] = 1


if __name__ == "__main__":
    for name, text in render_schemas().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
