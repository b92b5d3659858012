"""List the tools that assistants may call; ``TOOLS`` is their one table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

import mcp_types as types

from kb.entrypoints.library import Generation
from kb.entrypoints.mcp.answers import Answer
from kb.entrypoints.mcp.arguments import Arguments, BadArguments, input_schema, read_arguments
from kb.entrypoints.mcp.cases import cite, compare_cases, get_case, search_cases
from kb.entrypoints.mcp.research import research
from kb.entrypoints.mcp.statements import harmless


@dataclass(frozen=True)
class Tool:
    """What a tool is called, what it is for, and the function that answers; its types say what it takes and returns."""

    title: str
    description: str
    run: Callable[[Generation, Any, str], Answer]

    @property
    def arguments(self) -> type[Arguments]:
        """Return what it may be asked with."""
        found: type[Arguments] = get_type_hints(self.run)["asked"]
        return found

    @property
    def answer(self) -> type[Answer]:
        """Return what it answers."""
        found: type[Answer] = get_type_hints(self.run)["return"]
        return found


TOOLS: Mapping[str, Tool] = {
    "search_cases": Tool(
        "检索案例",
        "按中文、拼音检索案例，可以按问题、做法、学段、地区、证据等级筛选。摘录不能引用，要引用先用 get_case。"
        " Search the case library; excerpts are not for quoting.",
        search_cases,
    ),
    "get_case": Tool(
        "看一个案例",
        "一个案例的全部内容：每句话都带来源、位置和证据等级，来源没有写的列为未知。"
        " One case in full; every statement carries its source, place and evidence level.",
        get_case,
    ),
    "compare_cases": Tool(
        "并排对比案例",
        "把 2 至 5 个案例逐项并排：谁出钱、谁来办、证据、条件、情况；哪个案例没有写，就列为未知。"
        " Two to five cases side by side, fact by fact.",
        compare_cases,
    ),
    "cite": Tool(
        "生成引用",
        "案例、案例里的一处（编号#位置）或来源的引用，GB/T 7714、APA、BibTeX 等格式；带版本和网址。"
        " The citation of a case, of a place in one, or of a source.",
        cite,
    ),
    "research": Tool(
        "研究怎么说",
        "关于一种做法或一个问题的研究：对谁、效应和区间、局限是谁说的、能不能照搬；结果不同的都列，数字不合并。"
        " What studies found on a model or a problem, with effects, limits and disagreements.",
        research,
    ),
}


def listed_tools() -> list[types.Tool]:
    """Return the tools as a client lists them."""
    return [
        types.Tool(
            name=name,
            title=tool.title,
            description=tool.description,
            input_schema=input_schema(tool.arguments),
            output_schema=tool.answer.model_json_schema(mode="serialization"),
            annotations=types.ToolAnnotations(
                title=tool.title, read_only_hint=True, idempotent_hint=True, open_world_hint=False
            ),
        )
        for name, tool in TOOLS.items()
    ]


def run_tool(name: str, given: object, generation: Generation, site_url: str) -> types.CallToolResult:
    """Return a tool's answer, as data and as the same data in text; raise KbError where there is none."""
    tool = TOOLS.get(name)
    if tool is None:
        raise BadArguments(f"没有叫这个名字的工具。可以用：{'、'.join(TOOLS)}。")
    answer = tool.run(generation, read_arguments(tool.arguments, given), site_url)
    data = _with_our_brackets_only(answer.model_dump(mode="json"))
    return types.CallToolResult(content=[types.TextContent(text=_as_text(data))], structured_content=data)


#: Where we write the brackets of places; all other text is somebody else's.
_OURS = frozenset({"statement", "excerpt", "notice"})


def _with_our_brackets_only(data: Any, key: str = "") -> Any:
    if isinstance(data, dict):
        return {name: _with_our_brackets_only(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_our_brackets_only(value, key) for value in data]
    return harmless(data) if isinstance(data, str) and key not in _OURS else data


def refused(words: str) -> types.CallToolResult:
    """Return why there is no answer, in words that neither close a tag nor look like a place."""
    text = harmless(words).replace("<", "＜").replace(">", "＞")
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=True)


def _as_text(data: object) -> str:
    """Return JSON in which no words of a case can close a tag that an assistant's program puts around it."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
