"""Check what a body links to, and that it holds no HTML."""

import posixpath
import re
from collections.abc import Iterator

from kb.checks.citation_marks import body_of
from kb.checks.link_targets import AUTOLINK, SCHEME, path_in, plain_address, targets_in
from kb.checks.rule import Rule, Scope, problem
from kb.content.case_reader import CaseFile
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import Position
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
LINK_TO_DRAFT = Rule(
    "KB411",
    "链接的案例还是草稿",
    "草稿不发布，读者点这个链接会打不开。等那个案例发布以后再链接；草稿链接草稿没有关系。",
    "[芜湖市的在线课堂](wuhu-online-classroom.md)（那个案例还是草稿）",
    "芜湖市的在线课堂",
)
IMAGE = Rule(
    "KB409",
    "图片不会显示",
    "案例页目前只有文字。请用一两句话写出图里的内容，并把图的网址写进来源。",
    "![教室](classroom.png)",
    "教室里有一块屏幕，面向学生〔xx-report-2015，图 1〕。",
    "warning",
)

_SCHEMES = {"http", "https", "mailto"}
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?P<name>/?[A-Za-z][A-Za-z0-9-]*)?")


def check_html(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find anything a browser could take for a tag."""
    body = body_of(file)
    links = {match.start() for match in AUTOLINK.finditer(body.text)}
    opened: set[str] = set()
    for match in _TAG.finditer(body.text):
        name = (match["name"] or "").lower()
        if match.start() in links or (name.startswith("/") and name[1:] in opened):
            continue
        opened.add(name)
        shown = f"<{match['name']}>" if name else "<"
        yield problem(RAW_HTML, file.shown, body.position(match.start()), value=shown)


def check_links(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find addresses that are unsafe, images, and links to cases that do not exist."""
    body = body_of(file)
    for offset, target, is_image in targets_in(body):
        at = body.position(offset)
        if is_image:
            yield problem(IMAGE, file.shown, at)
        unsafe = list(_unsafe(file.shown, at, target))
        yield from unsafe
        if not unsafe and not is_image:
            yield from _dead(file.shown, at, target, scope.case_ids)


def check_links_to_drafts(scope: Scope) -> Iterator[Problem]:
    """Find links from what readers see to what they do not."""
    vocabulary = scope.reading.vocabulary.value
    drafts = {term.label for term in vocabulary.review_statuses if term.id == "draft"} if vocabulary else set()
    hidden = {note.name for note in scope.notes if note.status in drafts}
    for note in scope.notes if hidden else ():
        for name, line, column in note.links if note.name not in hidden else ():
            if name in hidden:
                yield problem(LINK_TO_DRAFT, note.shown, Position(line, column), value=name)


def _unsafe(shown: str, at: Position, target: str) -> Iterator[Problem]:
    plain = plain_address(target)
    scheme = SCHEME.match(plain.lower())
    if plain.startswith("//") or target.lstrip().startswith(("\\", "/\\")):
        yield problem(UNSAFE_LINK, shown, at, "start", value=_short(target), rest=plain.lstrip("/")[:40])
    elif scheme and scheme[0] not in _SCHEMES:
        yield problem(UNSAFE_LINK, shown, at, "scheme", value=scheme[0])


def _dead(shown: str, at: Position, target: str, case_ids: frozenset[str]) -> Iterator[Problem]:
    name = path_in(target)
    if name is None or (name.endswith(".md") and name.removesuffix(".md") in case_ids):
        return
    if not name:
        if not plain_address(target).startswith("#"):
            yield problem(DEAD_LINK, shown, at, "empty")
        return
    meant = nearest(posixpath.basename(name).removesuffix(".md").removesuffix(".html"), sorted(case_ids))
    yield problem(DEAD_LINK, shown, at, "meant" if meant else "", value=_short(target), meant=meant)


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:60]}…"


RULES = (RAW_HTML, UNSAFE_LINK, DEAD_LINK, IMAGE, LINK_TO_DRAFT)
CASE_CHECKS = (check_html, check_links)
CHECKS = (check_links_to_drafts,)
