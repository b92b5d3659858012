"""Check what a body links to, and that it holds no HTML."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kb.checks.body_text import Body, body_of
from kb.checks.rule import Rule, Scope, problem
from kb.content.case_reader import CaseFile
from kb.content.fields import nearest
from kb.model import Problem

RAW_HTML = Rule(
    "KB406",
    "正文里有 HTML",
    "正文只用 Markdown，网页标签和脚本都不能写。要写小于号，用中文的“＜”，或者把整段放进反引号里。",
    "<b>重点</b>",
    "**重点**",
)
UNSAFE_LINK = Rule(
    "KB407",
    "链接的地址不能用",
    "链接只能是 `https://`、`http://`、`mailto:` 开头的完整地址，或者另一个案例的文件名。",
    "[点这里](javascript:alert(1))",
    "[点这里](https://www.moe.gov.cn/)",
)
DEAD_LINK = Rule(
    "KB408",
    "链接的案例不存在",
    "案例之间用文件名链接，如 `[芜湖](wuhu-online-classroom.md)`。别的文件不会进入网站，不能链接。",
    "[芜湖](wuhu.md)",
    "[芜湖](wuhu-online-classroom.md)",
)
IMAGE = Rule(
    "KB409",
    "图片不会显示",
    "案例页目前只有文字。请用一两句话写出图里的内容，并把图的网址写进来源。",
    "![教室](classroom.png)",
    "教室里有一块屏幕，面向学生〔来源编号，图 1〕。",
    "warning",
)

_SCHEMES = {"http", "https", "mailto"}
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?P<name>/?[A-Za-z][A-Za-z0-9-]*)?")
_AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^<>]*|[^<>@\s]+@[^<>@\s]+)>")
_LINK = re.compile(r"\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]*\]:[ ]*+\n?[ ]*+(?P<target>\S[^\n]*)", re.MULTILINE)
_BRACKET = re.compile(r"!?\[|\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
#: What browsers drop before they read a scheme, and the backslash that Markdown drops.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]")


def check_html(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find anything a browser could take for a tag."""
    body = body_of(file)
    links = {match.start() for match in _AUTOLINK.finditer(body.text)}
    opened: set[str] = set()
    for match in _TAG.finditer(body.text):
        name = (match["name"] or "").lower()
        if match.start() in links or (name.startswith("/") and name[1:] in opened):
            continue
        opened.add(name)
        shown = f"<{match['name']}>" if name else "<"
        message = f"正文里不能写 HTML（{shown}）。请改用 Markdown；要写小于号，用“＜”。"
        yield problem(RAW_HTML, file.shown, body.position(match.start()), message)


def check_links(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find addresses that are unsafe, images, and links to cases that do not exist."""
    body = body_of(file)
    for offset, target, is_image in _targets(body):
        at = body.position(offset)
        if is_image:
            yield problem(IMAGE, file.shown, at, "图片不会显示。请用文字写出图里的内容。")
        if message := _unsafe(target):
            yield problem(UNSAFE_LINK, file.shown, at, message)
        elif not is_image and (message := _dead(target, scope.case_ids)):
            yield problem(DEAD_LINK, file.shown, at, message)


def _targets(body: Body) -> Iterator[tuple[int, str, bool]]:
    """Yield offset and address of every link, and whether it is an image."""
    for match in _AUTOLINK.finditer(body.text):
        yield match.start("target"), match["target"], False
    for match in _DEFINITION.finditer(body.text):
        yield match.start("target"), _address(match["target"]), False
    for start, paragraph in body.paragraphs():
        images = _image_ends(paragraph) if "](" in paragraph else ()
        for match in _LINK.finditer(paragraph):
            is_image = match.start() in images
            yield start + match.start("target"), _address(match["target"]), is_image


def _image_ends(text: str) -> frozenset[int]:
    """Return where the brackets close that ``![`` opened."""
    ends, opened = set(), []
    for match in _BRACKET.finditer(text):
        if match[0] != "]":
            opened.append(match[0])
        elif opened and opened.pop() == "![":
            ends.add(match.start())
    return frozenset(ends)


def _address(written: str) -> str:
    """Return a link's address without its angle brackets or title."""
    written = written.strip()
    if written.startswith("<"):
        return written[1:].split(">")[0]
    return re.split(r"""(?<!\s)\s++(?=["'(])""", written, maxsplit=1)[0]


def _plain(target: str) -> str:
    """Return an address as a browser would read it: entities resolved, invisible characters dropped."""
    for _ in range(3):
        target = html.unescape(target)
    return _IGNORED.sub("", target)


def _unsafe(target: str) -> str | None:
    plain = _plain(target)
    scheme = _SCHEME.match(plain.lower())
    if plain.startswith("//") or target.lstrip().startswith(("\\", "/\\")):
        return f"链接「{_short(target)}」缺少开头。请写完整，如 https://{plain.lstrip('/')[:40]}。"
    if scheme and scheme[0] not in _SCHEMES:
        return f"链接不能用「{scheme[0]}:」开头。请写 https:// 开头的地址，或者另一个案例的文件名。"
    return None


def _dead(target: str, case_ids: frozenset[str]) -> str | None:
    plain = _plain(target)
    if _SCHEME.match(plain.lower()) or re.fullmatch(r"[^/@]+@[^/@]+", plain):
        return None
    path = unquote(re.split(r"[?#]", plain)[0])
    if not path:
        return None if plain.startswith("#") else "链接是空的。请写上地址，或者删去链接。"
    name = posixpath.normpath(path)
    if name.endswith(".md") and name.removesuffix(".md") in case_ids:
        return None
    meant = nearest(posixpath.basename(name).removesuffix(".md").removesuffix(".html"), sorted(case_ids))
    asked = f"您是不是要写「{meant}.md」？" if meant else "请写另一个案例的文件名，或者 https:// 开头的地址。"
    return f"链接的「{_short(target)}」不是这里的案例。{asked}"


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:60]}…"


RULES = (RAW_HTML, UNSAFE_LINK, DEAD_LINK, IMAGE)
CASE_CHECKS = (check_html, check_links)
