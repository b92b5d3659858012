"""Check what kind of document a source is said to be."""

import re
from collections.abc import Iterator

from kb.checks.scope import Scope
from kb.citation.source_types import SOURCE_TYPES
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import scalars
from kb.model import Problem

#: What people and other programs write for a type.
_USUAL = {word: name for name, kind in SOURCE_TYPES.items() for word in kind.also.split()}


def check_types(scope: Scope) -> Iterator[Problem]:
    """Find sources of a kind that no style can print."""
    for value in scalars(scope.reading.sources.root, "sources", "type"):
        if value.text and value.text not in SOURCE_TYPES:
            meant = _USUAL.get(re.sub(r"[-_ ]", "", value.text.casefold())) or nearest(value.text, list(SOURCE_TYPES))
            shown = scope.reading.sources.shown
            yield problem("KB213", shown, value.position, value=value.text, hint=meant_hint(meant))


CHECKS = (check_types,)
