"""Check what files say about each other: ids, sources, related cases, the lists themselves."""

from collections.abc import Iterable, Iterator

from kb.checks.citation_marks import citations_in
from kb.checks.rule import Rule, Scope, problem
from kb.content.case_reader import CaseFile
from kb.content.messages import meant_hint
from kb.content.validation_messages import nearest
from kb.content.vocabulary_fields import fold
from kb.content.yaml_nodes import Entries, Items, Position, Scalar, key_position, scalars
from kb.model import CITING_FIELDS, ROLES, Problem, Vocabulary

DUPLICATE_CASE = Rule(
    "KB301",
    "两个案例用了同一个编号",
    "编号决定网址，每个案例一个，用过的不再用。复制旧文件写新案例时，别忘了改编号。",
    "id: wuhu-online-classroom        # 在第二个文件里",
    "id: wuhu-online-classroom-2016",
)
DUPLICATE_ENTRY = Rule(
    "KB302",
    "词表或来源里有重复",
    "同一张表里，编号、名称和别名都只能出现一次，否则程序不知道您指哪一条。",
    "aliases: [翻转教室, 翻转教室]",
    "aliases: [翻转教室, 颠倒课堂]",
)
UNKNOWN_SOURCE = Rule(
    "KB303",
    "没有登记的来源",
    "案例里引用的来源要先写进 `cases/sources.yml`。引用时写它的编号。",
    "source: moe-2014-31",
    "source: moe-2014-13",
)
UNLISTED_SOURCE = Rule(
    "KB304",
    "引用了来源，但案例的 sources 没有列出",
    "读者在案例页的“来源”里应当看到这个案例用到的全部材料。",
    "sources:\n  - {source: moe-2014-13, locator: 二·2}\n"
    "claims:\n  - {text: 有 312 名教师, source: liu-hongyu-2011, locator: 正文}",
    "sources:\n  - {source: moe-2014-13, locator: 二·2}\n  - {source: liu-hongyu-2011, locator: 正文}\n"
    "claims:\n  - {text: 有 312 名教师, source: liu-hongyu-2011, locator: 正文}",
    "warning",
)
UNKNOWN_CASE = Rule(
    "KB305",
    "相关案例不存在",
    "`related` 里写别的案例的编号，也就是它的文件名去掉 `.md`。",
    "related: [wuhu-classroom]",
    "related: [wuhu-online-classroom]",
)
UNKNOWN_TERM = Rule(
    "KB306",
    "相邻词不存在",
    "词表里 `related` 写同一张表中别的词的编号（id）。",
    "related: [resource]",
    "related: [resource-sharing]",
)
INCOMPLETE_LIST = Rule(
    "KB307",
    "词表缺了网站要用的词",
    "证据阶梯要有 0 到 5 各一级；机制角色要有 invest、build、operate、own、pay 各一条。",
    "mechanism_roles:        # 没有 pay\n"
    "  - {id: invest, label: 投资, definition: 谁出第一笔钱。}\n"
    "  - {id: build, label: 建设, definition: 谁来建。}\n"
    "  - {id: operate, label: 运营, definition: 谁管日常。}\n"
    "  - {id: own, label: 所有, definition: 东西归谁。}",
    "mechanism_roles:\n"
    "  - {id: invest, label: 投资, definition: 谁出第一笔钱。}\n"
    "  - {id: build, label: 建设, definition: 谁来建。}\n"
    "  - {id: operate, label: 运营, definition: 谁管日常。}\n"
    "  - {id: own, label: 所有, definition: 东西归谁。}\n"
    "  - {id: pay, label: 付费, definition: 谁长期付钱。}",
)


def check_duplicate_cases(scope: Scope) -> Iterator[Problem]:
    """Find ids that an earlier file already has."""
    first: dict[str, str] = {}
    for note in scope.notes:
        for text, line, column in note.ids:
            if text in first:
                yield problem(DUPLICATE_CASE, note.shown, Position(line, column), value=text, path=first[text])
            elif text:
                first[text] = note.shown


def check_sources(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find citations of sources that the bibliography or the case itself does not list."""
    listed = {value.text for value in scalars(file.head, "sources", "source")}
    cited = [value for part in CITING_FIELDS for value in scalars(file.head, part, "source")]
    in_body = [mark.source for mark in citations_in(file) if mark.source]
    for value in (*sorted(cited, key=lambda value: value.position), *in_body):
        if not value.text:
            continue
        if scope.source_ids is not None and value.text not in scope.source_ids:
            yield _unknown_source(file.shown, value, scope)
        elif listed and value.text not in listed:
            yield problem(UNLISTED_SOURCE, file.shown, value.position, value=value.text)
            listed.add(value.text)


def check_notice_source(scope: Scope) -> Iterator[Problem]:
    """Find a notice whose source the bibliography does not list."""
    notice = scope.reading.notice
    for value in scalars(notice.root if notice else None, "source"):
        if notice and scope.source_ids is not None and value.text not in scope.source_ids:
            yield _unknown_source(notice.shown, value, scope)


def check_related(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find related cases that do not exist, and a case related to itself."""
    for value in scalars(file.head, "related"):
        if value.text == file.id:
            yield problem(UNKNOWN_CASE, file.shown, value.position, "self")
        elif value.text and value.text not in scope.case_ids:
            hint = _hint(value.text, scope.case_ids)
            yield problem(UNKNOWN_CASE, file.shown, value.position, value=value.text, hint=hint)


def check_vocabulary(scope: Scope) -> Iterator[Problem]:
    """Find words that one list holds twice, related terms that do not exist, and levels or roles left out."""
    file = scope.reading.vocabulary
    if file.root is None:
        return
    for family in Vocabulary.model_fields:
        terms = file.root.get(family)
        yield from _doubles(file.shown, scalars(terms, "id"))
        yield from _double_names(file.shown, terms if isinstance(terms, Items) else None)
        ids = [value.text for value in scalars(terms, "id")]
        for value in scalars(terms, "related"):
            if value.text not in ids:
                yield problem(UNKNOWN_TERM, file.shown, value.position, value=value.text, hint=_hint(value.text, ids))
    yield from _left_out(file.shown, file.root, "evidence_levels", "level", [str(level) for level in range(6)])
    yield from _left_out(file.shown, file.root, "mechanism_roles", "id", list(ROLES))


def check_source_list(scope: Scope) -> Iterator[Problem]:
    """Find sources that are listed twice."""
    yield from _doubles(scope.reading.sources.shown, scalars(scope.reading.sources.root, "sources", "id"))


def _unknown_source(shown: str, value: Scalar, scope: Scope) -> Problem:
    hint = _hint(value.text, scope.source_ids or ())
    return problem(UNKNOWN_SOURCE, shown, value.position, value=value.text, hint=hint, path=scope.reading.sources.shown)


def _hint(word: str, words: Iterable[str]) -> str:
    return meant_hint(nearest(word, sorted(words)))


def _doubles(shown: str, values: Iterator[Scalar]) -> Iterator[Problem]:
    first: dict[str, Position] = {}
    for value in values:
        if value.text in first:
            yield problem(DUPLICATE_ENTRY, shown, value.position, value=value.text, line=first[value.text].line)
        first.setdefault(value.text, value.position)


def _double_names(shown: str, terms: Items | None) -> Iterator[Problem]:
    """Compare labels and aliases as search does: case and width do not matter."""
    first: dict[str, Scalar] = {}
    for term in terms.items if terms else ():
        for value in (*scalars(term, "label"), *scalars(term, "aliases")):
            earlier = first.setdefault(fold(value.text), value)
            if earlier is not value:
                values = {"value": value.text, "line": earlier.position.line, "other": earlier.text}
                yield problem(DUPLICATE_ENTRY, shown, value.position, "name", **values)


def _left_out(shown: str, root: Entries, family: str, key: str, wanted: list[str]) -> Iterator[Problem]:
    present = {value.text for value in scalars(root.get(family), key)}
    missing = [word for word in wanted if word not in present]
    if missing and root.get(family) is not None:
        yield problem(INCOMPLETE_LIST, shown, key_position(root, (family,)), key=key, values="、".join(missing))


RULES = (
    DUPLICATE_CASE,
    DUPLICATE_ENTRY,
    UNKNOWN_SOURCE,
    UNLISTED_SOURCE,
    UNKNOWN_CASE,
    UNKNOWN_TERM,
    INCOMPLETE_LIST,
)
CASE_CHECKS = (check_sources, check_related)
CHECKS = (check_duplicate_cases, check_notice_source, check_vocabulary, check_source_list)
