"""Check that no id is used twice in the life of the library: cases/ids.txt remembers them all."""

from collections.abc import Iterator

from kb.checks.rule import Rule, Scope, problem
from kb.content.id_registry import GONE, IdRegistry, parse_id_registry
from kb.content.problems import Problems
from kb.content.yaml_nodes import Position
from kb.model import Problem

MISSING_CASE = Rule(
    "KB309",
    "登记过的案例不见了",
    "发布过的网址别人可能引用了。案例不可靠，把审核状态改成“已撤下”，页面会写明；"
    "改了编号，在 `cases/ids.txt` 里写“旧编号 -> 新编号”；确实要删去，写“旧编号 -”。",
    "wuhu-online-classroom            # 文件已经改名",
    "wuhu-online-classroom -> wuhu-network-classroom",
    "warning",
)
WRONG_LINE = Rule(
    "KB310",
    "编号登记表的写法不对",
    "`cases/ids.txt` 一行一个编号；改名写“旧编号 -> 新编号”，删除写“旧编号 -”，# 后面是说明。新编号必须是现有的案例。",
    "旧编号改成新编号",
    "wuhu-online-classroom -> wuhu-network-classroom",
)
REUSED_ID = Rule(
    "KB311",
    "编号以前用过",
    "编号就是网址，用过的不能给别的案例，否则旧的引用会指错。登记过的编号也不能从 `cases/ids.txt` 里删去。",
    "id: wuhu-online-classroom        # 这个编号已经改名或删除",
    "id: wuhu-online-classroom-2016",
)


def check_id_registry(scope: Scope) -> Iterator[Problem]:
    """Compare the registry with the cases there are."""
    registry = scope.reading.id_registry
    if registry is None:
        return
    present = {note.name: note for note in scope.notes}
    for name, line in registry.lines.items():
        at = Position(line, 1)
        if name in registry.moved:
            target = registry.target(name)
            if name in present:
                note = present[name]
                where = Position(note.ids[0].line, note.ids[0].column) if note.ids else Position(1, 1)
                yield problem(REUSED_ID, note.shown, where, value=name, path=registry.shown, line=line)
            if registry.moved[name] != GONE and target not in present:
                yield problem(WRONG_LINE, registry.shown, at, "target", value=registry.moved[name])
        elif name not in present:
            yield problem(MISSING_CASE, registry.shown, at, value=name)


def removed_ids(before: str, registry: IdRegistry | None, shown: str) -> Iterator[Problem]:
    """Yield a finding for each id that an earlier registry held and this one does not."""
    old = parse_id_registry(before, Problems(shown))
    for name in old.lines:
        if registry is None or name not in registry.lines:
            yield problem(REUSED_ID, shown, Position(1, 1), "removed", value=name)
        elif name in old.moved and name not in registry.moved:
            yield problem(REUSED_ID, shown, Position(registry.lines[name], 1), "revived", value=name)


RULES = (MISSING_CASE, WRONG_LINE, REUSED_ID)
CHECKS = (check_id_registry,)
