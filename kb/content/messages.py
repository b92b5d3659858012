"""Hold every rule of ``kb check`` with its sentences, as ``rules.toml`` tells them; the form says the same ones."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.model import Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong, explained to the person who writes cases.

    ``say`` holds its sentences by variant, ``form`` those of the submission form.
    """

    code: str
    title: str
    say: dict[str, str]
    explanation: str
    wrong: str
    right: str
    severity: Severity = "error"
    form: dict[str, str] = field(default_factory=dict)


_TEXT = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
#: Code → rule, in the order of the codes.
RULES = {code: Rule(code, **said) for code, said in tomllib.loads(_TEXT).items()}


def _by_key(sentences: Mapping[str, dict[str, str]]) -> dict[str, str]:
    return {
        code if variant == "default" else f"{code}.{variant}": sentence
        for code, said in sentences.items()
        for variant, sentence in said.items()
    }


#: ``KB302``, or ``KB302.name`` for a variant → its sentence; the same for the submission form.
MESSAGES = _by_key({code: rule.say for code, rule in RULES.items()})
FORM_MESSAGES = _by_key({code: rule.form for code, rule in RULES.items()})


def rule_of(key: str) -> Rule:
    """Return the rule that a message belongs to."""
    return RULES[key.partition(".")[0]]


def say(key: str, /, **values: object) -> str:
    """Return a sentence with these values in it."""
    return MESSAGES[key].format(**values)


def meant_hint(meant: str | None) -> str:
    """Return the question after a value that was perhaps meant; nothing if there is none."""
    return f"您是不是要写“{meant}”？" if meant else ""
