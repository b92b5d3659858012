"""Check what a body links to, and that it holds no HTML."""

import posixpath
import re
from collections.abc import Iterator

from kb.checks.citation_marks import body_of
from kb.checks.link_targets import AUTOLINK, SCHEME, path_in, plain_address, targets_in
from kb.checks.scope import Scope
from kb.content.case_reader import CaseFile
from kb.content.problems import problem
from kb.content.validation_messages import FORMS, nearest
from kb.content.yaml_nodes import Position
from kb.model import Problem
from kb.model.base import NO_WEB_ADDRESS, WEB_FORM

_SCHEMES = {"http", "https", "mailto"}
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
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
        yield problem("KB406", file.shown, body.position(match.start()), value=shown)


def check_footnotes(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find footnotes as other programs have them."""
    body = body_of(file)
    for match in FOOTNOTE.finditer(body.text):
        yield problem("KB414", file.shown, body.position(match.start()), value=match[0])


def check_links(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find addresses that are unsafe, images, and links to cases that do not exist."""
    body = body_of(file)
    for offset, target, is_image in targets_in(body):
        at = body.position(offset)
        if is_image:
            yield problem("KB409", file.shown, at)
        unsafe = list(_unsafe(file.shown, at, target))
        yield from unsafe
        if not unsafe and not is_image:
            yield from _dead(file.shown, at, target, scope.case_ids)


def check_links_to_drafts(scope: Scope) -> Iterator[Problem]:
    """Find links from what readers see to what they do not."""
    vocabulary = scope.reading.vocabulary.value
    drafts = {term.label for term in vocabulary.review_statuses if term.id == "draft"} if vocabulary else set()
    hidden = {digest.name for digest in scope.digests if digest.status in drafts}
    for digest in scope.digests if hidden else ():
        for link in digest.links if digest.name not in hidden else ():
            if link.text in hidden:
                yield problem("KB411", digest.shown, link.position, value=link.text)


def _unsafe(shown: str, at: Position, target: str) -> Iterator[Problem]:
    plain = plain_address(target)
    scheme = SCHEME.match(plain.lower())
    if plain.startswith("//") or target.lstrip().startswith(("\\", "/\\")):
        yield problem("KB407.start", shown, at, value=_short(target), rest=plain.lstrip("/")[:40])
    elif scheme and scheme[0] not in _SCHEMES:
        yield problem("KB407.scheme", shown, at, value=scheme[0])
    elif scheme and scheme[0] != "mailto" and not (re.search(WEB_FORM, plain) and not re.search(NO_WEB_ADDRESS, plain)):
        yield problem("KB407.form", shown, at, value=_short(target), form=FORMS[WEB_FORM])


def _dead(shown: str, at: Position, target: str, case_ids: frozenset[str]) -> Iterator[Problem]:
    name = path_in(target)
    if name is None or (name.endswith(".md") and name.removesuffix(".md") in case_ids):
        return
    if not name:
        if not plain_address(target).startswith("#"):
            yield problem("KB408.empty", shown, at)
        return
    meant = nearest(posixpath.basename(name).removesuffix(".md").removesuffix(".html"), sorted(case_ids))
    yield problem("KB408.meant" if meant else "KB408", shown, at, value=_short(target), meant=meant)


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:60]}…"


CASE_CHECKS = (check_html, check_links, check_footnotes)
CHECKS = (check_links_to_drafts,)
