"""Say what is wrong with a request as RFC 9457 has it, in Chinese and English."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any, Final

from starlette.responses import JSONResponse, Response

MEDIA_TYPE = "application/problem+json"
#: Where the documents explain each kind of problem.
_TYPES = "/docs#"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its name in the address of its explanation, status, titles and what helps."""

    name: str
    status: int
    title: str
    title_en: str
    remedy: str


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("unreadable", 400, "请求读不懂", "Unreadable request", "网址里的汉字要先编码。"),
        Kind("invalid-request", 422, "参数不对", "Invalid parameters", "照 errors 里说的改，参数表见本页。"),
        Kind("not-found", 404, "没有这个内容", "Not found", "用 /api/v1/search 找案例的编号。"),
        Kind("withdrawn", 410, "案例已撤下", "Withdrawn", "不要再引用；其他案例可以用 /api/v1/search 找。"),
        Kind("read-only", 405, "只能读取", "Read-only", "只用 GET、HEAD。"),
        Kind("too-long", 414, "网址太长", "URI too long", "查询不超过 300 字，筛选不要太多。"),
        Kind("head-too-long", 431, "请求头太长", "Header fields too large", "去掉不需要的请求头，如很长的 Cookie。"),
        Kind("too-many-requests", 429, "请求太频繁", "Too many requests", "等 Retry-After 里的秒数再试。"),
        Kind("busy", 503, "暂时忙不过来", "Busy", "等 Retry-After 里的秒数再试。"),
        Kind("failed", 500, "程序出错", "Internal error", "请告诉维护者。"),
    )
}  # fmt: skip


def problem(
    name: str,
    detail: str,
    detail_en: str,
    *,
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the answer that says so; nobody may keep it."""
    kind = KINDS[name]
    content: dict[str, Any] = {
        "type": f"{_TYPES}{name}",
        "title": kind.title,
        "title_en": kind.title_en,
        "status": kind.status,
        "detail": detail,
        "detail_en": detail_en,
    }
    if found := list(errors):
        content["errors"] = found
    own = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(content, kind.status, headers=own, media_type=MEDIA_TYPE)


def busy(seconds: int = 1) -> JSONResponse:
    """Return the answer where there is too much to do, or it took too long."""
    detail = "现在请求太多，或者这个请求用时太长。请稍后再试。"
    return problem(
        "busy", detail, "Too much to do at the moment. Try again later.", headers={"Retry-After": str(seconds)}
    )


def unreadable() -> JSONResponse:
    """Return the answer to what is no HTTP."""
    detail = "请求不合 HTTP 的写法。网址里的汉字要先编码，curl 用 -G 和 --data-urlencode。"
    return problem("unreadable", detail, "This is not HTTP. In a URI all but ASCII must be percent-encoded.")


def as_last_bytes(response: Response) -> bytes:
    """Return what is sent where no application answers, before the connection is closed."""
    status = HTTPStatus(response.status_code)
    headers = (*response.raw_headers, (b"x-content-type-options", b"nosniff"), (b"connection", b"close"))
    head = b"".join(b"%b: %b\r\n" % header for header in headers)
    return b"HTTP/1.1 %d %b\r\n%b\r\n%b" % (status, status.phrase.encode(), head, bytes(response.body))


#: So many faults are told of one request; who has more of them mends these first.
_MOST_FAULTS: Final = 10

#: What pydantic calls a fault, in our words; each is told the limit where there is one.
_FAULTS: Final = {
    "missing": ("必须写", "is required"),
    "extra_forbidden": ("没有这个参数", "is not a parameter"),
    "int_parsing": ("要写整数", "must be an integer"),
    "int_parsing_size": ("太大了", "is too large"),
    "less_than_equal": ("不能大于 {le}", "must be at most {le}"),
    "greater_than_equal": ("不能小于 {ge}", "must be at least {ge}"),
    "string_too_long": ("不能超过 {max_length} 个字", "must have at most {max_length} characters"),
    "string_too_short": ("不能为空", "must not be empty"),
    "string_pattern_mismatch": ("写法不对", "is not written as it must be"),
    "too_long": ("不能超过 {max_length} 个", "must not be given more than {max_length} times"),
    "literal_error": ("只能写 {expected}", "must be one of {expected}"),
    "enum": ("只能写 {expected}", "must be one of {expected}"),
    "date_from_datetime_parsing": ("日期要写成 2026-11-23 这样", "must be a date such as 2026-11-23"),
    "date_from_datetime_inexact": ("日期要写成 2026-11-23 这样", "must be a date such as 2026-11-23"),
    "date_parsing": ("日期要写成 2026-11-23 这样", "must be a date such as 2026-11-23"),
}


def invalid(faults: Iterable[Mapping[str, Any]]) -> JSONResponse:
    """Return the answer to parameters in which pydantic found these faults."""
    errors = [_fault(fault) for fault in islice(faults, _MOST_FAULTS)]
    detail = "；".join(f"{one['parameter']} {one['detail']}" for one in errors)
    detail_en = "; ".join(f"{one['parameter']} {one['detail_en']}" for one in errors)
    return problem("invalid-request", f"{detail}。", f"{detail_en}.", errors=errors)


def _fault(fault: Mapping[str, Any]) -> dict[str, str]:
    words, words_en = _FAULTS.get(fault["type"], ("写法不对", "is not valid"))
    limits = {key: str(value) for key, value in fault.get("ctx", {}).items()}
    choices = {key: "、".join(re.split(", | or ", value.replace("'", ""))) for key, value in limits.items()}
    # What was typed is shown nowhere but here, and cut: a name may be as long as the address.
    name = str(fault["loc"][1] if len(fault["loc"]) > 1 else fault["loc"][-1])[:40]
    return {"parameter": name, "detail": words.format_map(choices), "detail_en": words_en.format_map(limits)}
