"""Check the values of front matter: vocabulary, places, ids."""

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.scope import Scope
from kb.content.case_reader import CaseFile
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.regions import region_of
from kb.content.validation_messages import nearest
from kb.content.vocabulary_fields import CONTROLLED, Labels, fold
from kb.content.yaml_file import DataFile
from kb.content.yaml_nodes import Node, Scalar, every_scalar, scalars
from kb.model import UNKNOWN, CaseHead, Problem, Vocabulary
from kb.model.base import is_slug
from kb.region_table import region_names

RESERVED = frozenset({"index"})
#: Key of a case → what readers call it.
NAMES = {name: str(field.title) for name, field in CaseHead.model_fields.items()}


def check_labels(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find values that the vocabulary does not hold, and values given twice."""
    if scope.labels is None:
        return
    for path, family in CONTROLLED.items():
        seen: set[str] = set()
        for value in scalars(file.head, *path):
            if value.text in ("", UNKNOWN):
                continue
            label = scope.labels.label_of(family, value.text)
            if label is None:
                yield not_in_list(file.shown, value, family, scope)
            elif label in seen:
                yield problem("KB211", file.shown, value.position, value=label)
            seen.add(label or value.text)


def check_region(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find places that the division table does not hold."""
    for value in scalars(file.head, "region"):
        yield from unknown_region(file.shown, value)


def check_notice_regions(scope: Scope) -> Iterator[Problem]:
    """Find places in the notice's data that the division table does not hold."""
    notice = scope.reading.notice
    for part in ("measures", "rectify"):
        for value in scalars(notice.root, part, "region"):
            yield from unknown_region(notice.shown, value)


def check_file_name(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find an id that differs from the name of its file, and one whose address another page of the site has."""
    for value in scalars(file.head, "id"):
        if value.text and value.text != file.id:
            values = {"value": value.text, "file": file.path.name, "name": file.id}
            key = "KB209" if is_slug(file.id) else "KB209.copy"
            yield problem(key, file.shown, value.position, **values)
        if value.text in RESERVED:
            yield problem("KB212", file.shown, value.position, value=value.text)


def check_comments(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find texts whose end YAML takes for a comment."""
    yield from _cut_texts(file.shown, file.head, scope)


def check_comments_in_lists(scope: Scope) -> Iterator[Problem]:
    """Find the same in the lists."""
    reading = scope.reading
    lists: list[DataFile[Any]] = [reading.sources, reading.vocabulary, reading.notice]
    for listed in (*lists, reading.questions, reading.studies, *reading.collections):
        yield from _cut_texts(listed.shown, listed.root, scope)


def _cut_texts(shown: str, root: Node | None, scope: Scope) -> Iterator[Problem]:
    for value in every_scalar(root):
        if value.comment and _may_go_on(value, scope.labels):
            yield problem("KB118", shown, value.position, value=value.comment[:20])


def _may_go_on(value: Scalar, labels: Labels | None) -> bool:
    """Tell whether a comment may be meant as part of a value; behind an id, a number or a label it is a remark."""
    if not value.text:
        return not value.comment.startswith("# ")
    if value.text == UNKNOWN or re.fullmatch(r"[A-Za-z0-9:/.-]+", value.text):
        return False
    return labels is None or not any(labels.label_of(family, value.text) for family in Vocabulary.model_fields)


def check_setting(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find numbers of pupils that contradict each other, or that no source gives."""
    setting = file.case.setting if file.case else None
    if setting is None or setting.pupils is None:
        return
    low, high = setting.pupils_from, setting.pupils_to
    if low is not None and high is not None and low > high:
        yield problem("KB214.order", file.shown, file.position("setting", "pupils_from"), low=low, high=high)
    if setting.is_analysis:
        yield problem("KB214.source", file.shown, file.position("setting"))


def check_proposed(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find keys that the submission form filled in, and that an editor has to settle."""
    found = list(scalars(file.head, "proposed"))
    if names := [NAMES.get(value.text, value.text) for value in found if value.text not in ("", UNKNOWN)]:
        yield problem("KB216", file.shown, file.position("proposed"), values="、".join(names))


def not_in_list(shown: str, value: Scalar, family: str, scope: Scope) -> Problem:
    """Return the finding for a value outside its list, with the label most likely meant."""
    title = Vocabulary.model_fields[family].title
    meant = _nearest_label(value.text, family, scope.labels) if scope.labels else None
    vocabulary = scope.reading.vocabulary
    line = vocabulary.position(family).line - 1
    values = {"list": title, "value": value.text, "hint": meant_hint(meant), "path": vocabulary.shown, "line": line}
    return problem("KB203", shown, value.position, **values)


def unknown_region(shown: str, value: Scalar) -> Iterator[Problem]:
    """Yield the finding for a six-digit code that names no place; other forms are the reader's to note."""
    if not (len(value.text) == 6 and value.text.isascii() and value.text.isdigit()) or region_of(value.text):
        return
    city, province = (region_names().get(value.text[:length].ljust(6, "0")) for length in (4, 2))
    near = city or province
    yield problem("KB205.near" if near else "KB205", shown, value.position, value=value.text, near=near)


def _nearest_label(word: str, family: str, labels: Labels) -> str | None:
    accepted = labels.meant_by(family)
    folded = fold(word)
    inside = [name for name in accepted if len(folded) > 1 and (folded in name or name in folded) and len(name) > 1]
    close = min(inside, key=lambda name: abs(len(name) - len(folded))) if inside else nearest(folded, list(accepted))
    return accepted[close] if close else None


CASE_CHECKS = (
    check_labels,
    check_region,
    check_setting,
    check_file_name,
    check_comments,
    check_proposed,
)
CHECKS = (check_notice_regions, check_comments_in_lists)
