"""Say what assistants may ask, and in a sentence what is wrong with what they asked."""

import json
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.citation.style import Style
from kb.errors import KbError
from kb.model.json_schema import without_our_names
from kb.search.query.search_query import MAX_QUERY_LENGTH, Sort

#: An id has at most 80 characters, a place in a case a few more.
_ID_LENGTH = 120
_MOST_VALUES = 8

CaseId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_ID_LENGTH)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Labels = Annotated[tuple[Label, ...], Field(max_length=_MOST_VALUES)]


class BadArguments(KbError):
    """An assistant asked with arguments that a tool does not take."""


class Arguments(BaseModel):
    """What a tool may be asked with."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(Arguments):
    """What to narrow a search by."""

    theme: Labels = Field((), title="主题")
    problem: Labels = Field((), title="要解决的问题")
    model: Labels = Field((), title="做法")
    stage: Labels = Field((), title="学段")
    region: Labels = Field((), title="地区", description="名称或六位代码；选省也包括省内各地")
    evidence: Labels = Field((), title="证据等级", description="不低于这一级，如 2")


class SearchArguments(Arguments):
    """Of search_cases."""

    query: str = Field("", title="查询", max_length=MAX_QUERY_LENGTH, description="中文、拼音都行；空的列出全部案例")
    filters: Filters = Field(Filters(), title="筛选", description="名称照 facets 里的 label 写；同一项的几个值是“或”")
    sort: Sort = Field("relevance", title="什么在前", description="relevance 最相关；evidence 证据最硬")
    limit: int = Field(5, title="几个", ge=1, le=20)
    offset: int = Field(0, title="跳过几个", ge=0, le=10_000)


class CaseArguments(Arguments):
    """Of get_case."""

    id: CaseId = Field(title="案例编号", description="search_cases 给的 id，如 wuhu-online-classroom")


class CompareArguments(Arguments):
    """Of compare_cases."""

    ids: tuple[CaseId, ...] = Field(title="案例编号", min_length=2, max_length=5)


class CiteArguments(Arguments):
    """Of cite."""

    id: CaseId = Field(
        title="编号", description="案例、案例#位置（就是 statement 旁边的 cite_as）或来源；来源也可写成 source:编号"
    )
    style: Style = Field(Style.GB_2025, title="格式")


class ResearchArguments(Arguments):
    """Of research."""

    model: Label | None = Field(None, title="做法", description="名称，如 双师教学；都不写就列出可以问的做法和问题")
    problem: Label | None = Field(None, title="问题", description="名称，如 优质师资和资源不足")
    limit: int = Field(5, title="几项研究", ge=1, le=20)
    offset: int = Field(0, title="跳过几项", ge=0, le=1000)


def read_arguments(model: type[Arguments], given: object) -> Any:
    """Return the arguments; raise BadArguments with a sentence for each that will not do."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = [_in_words(one["type"], one["loc"], one.get("ctx", {}), model) for one in error.errors()]
        raise BadArguments("".join(dict.fromkeys(faults))) from None


def input_schema(model: type[Arguments]) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments."""
    return without_our_names(model.model_json_schema())


#: What pydantic calls a fault, in our words.
_FAULTS = {
    "missing": "缺少参数 {name}。",
    "string_too_short": "参数 {name} 不能是空的。",
    "string_too_long": "参数 {name} 太长，最多 {max_length} 个字。",
    "too_short": "参数 {name} 太少，至少写 {min_length} 个。",
    "too_long": "参数 {name} 太多，最多写 {max_length} 个。",
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), "参数 {name} 要在 {ge} 到 {le} 之间。"),
    "literal_error": f"参数 {{name}} 要写这里面的一个：{'、'.join(get_args(Sort))}。",
    "enum": f"参数 {{name}} 要写这里面的一个：{'、'.join(Style)}。",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), "参数 {name} 要写整数。"),
    "tuple_type": "参数 {name} 要写成列表。",
    "string_type": "参数 {name} 要写文字。",
}


def _in_words(kind: str, path: tuple[int | str, ...], context: dict[str, Any], model: type[Arguments]) -> str:
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "参数")
    if kind == "extra_forbidden":
        fields = Filters.model_fields if path[0] == "filters" and len(path) > 1 else model.model_fields
        return f"没有参数 {json.dumps(name[:40], ensure_ascii=False)}，可以写：{'、'.join(fields)}。"
    limits = model.model_fields[name].metadata if name in model.model_fields else ()
    bounds = {key: getattr(one, key) for one in limits for key in ("ge", "le") if hasattr(one, key)}
    return _FAULTS.get(kind, "参数 {name} 的写法不对，请照工具的说明写。").format(name=name, **context | bounds)
