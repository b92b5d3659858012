"""Check that no id is used twice in the life of the library: cases/ids.txt remembers them all."""

from collections.abc import Iterator

from kb.checks.scope import CaseCheck, Scope
from kb.content.id_registry import GONE, IdRegistry, parse_id_registry
from kb.content.problems import Problems, problem
from kb.content.yaml_nodes import START, Position
from kb.model import Problem


def check_id_registry(scope: Scope) -> Iterator[Problem]:
    """Compare the registry with the cases there are."""
    registry = scope.reading.id_registry
    present = {digest.name: digest for digest in scope.digests}
    for name, line in registry.lines.items():
        at = Position(line, 1)
        if name in registry.moved:
            target = registry.target(name)
            if name in present:
                digest = present[name]
                where = digest.ids[0].position if digest.ids else START
                yield problem("KB311", digest.shown, where, value=name, path=registry.shown, line=line)
            if registry.moved[name] != GONE and target not in present:
                yield problem("KB310.target", registry.shown, at, value=registry.moved[name])
        elif name not in present:
            yield problem("KB309", registry.shown, at, value=name)


def removed_ids(before: str, registry: IdRegistry, shown: str) -> Iterator[Problem]:
    """Yield a finding for each id that an earlier registry held and this one does not."""
    old = parse_id_registry(before, Problems(shown))
    for name in old.lines:
        if name not in registry.lines:
            yield problem("KB311.removed", shown, START, value=name)
        elif name in old.moved and name not in registry.moved:
            yield problem("KB311.revived", shown, Position(registry.lines[name], 1), value=name)


CASE_CHECKS: tuple[CaseCheck, ...] = ()
CHECKS = (check_id_registry,)
