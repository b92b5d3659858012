"""Write docs/problems.md from the registry: ``python -m kb.checks.rule_docs docs/problems.md``."""

import sys
from pathlib import Path

from kb.content.messages import RULES, Rule

_HEAD = """# 检查会告诉您什么

`kb check` 一次列出全部问题，每行是：文件:行:列、代码、哪里不对、应当怎么写。
**错误**要改正才能发布；**提醒**不妨碍发布，最好也改。代码不会改变含义。本页由程序生成，请不要直接修改。
"""
_FAMILIES = {
    "KB1": "文件和案例信息的写法",
    "KB2": "键和值",
    "KB3": "文件之间的引用",
    "KB4": "正文",
    "KB5": "证据和文字",
    "KB6": "合集和讨论题",
    "KB7": "研究",
}


def render_catalogue() -> str:
    """Return the whole document."""
    parts = [_HEAD]
    family = ""
    for code, rule in RULES.items():
        if code[:3] != family:
            family = code[:3]
            parts.append(f"## {family}xx {_FAMILIES[family]}\n")
        parts.append(_render_rule(rule))
    return "\n".join(parts)


def _render_rule(rule: Rule) -> str:
    kind = "错误" if rule.severity == "error" else "提醒"
    return (
        f"### {rule.code} {rule.title}（{kind}）\n\n{rule.explanation}\n\n"
        f"不对：\n\n````text\n{rule.wrong}\n````\n\n对：\n\n````text\n{rule.right}\n````\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_catalogue(), encoding="utf-8")
